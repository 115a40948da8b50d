import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, tail } from '../run.mjs';

/**
 * Nginx as a machine of Debian's has it running: its main file, the command `nginx`, and a certificate of a CA that is
 * made here.
 * @param {{ folder: string, bin: string, nginx: { command: string, env: Record<string, string> } }} options
 * @returns {Promise<import('../supervisor.mjs').Service & { ca: string, certify: (days: number) => Promise<void> }>}
 *   certify: puts another certificate in the first one's place, which nginx is still to be told of
 */
export async function prepareProxy({ folder, bin, nginx }) {
  const etc = join(folder, 'etc/nginx');
  const state = join(folder, 'var/nginx');
  for (const one of [join(etc, 'conf.d'), state]) mkdirSync(one, { recursive: true });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  writeFileSync(
    join(etc, 'nginx.conf'),
    [
      ...(process.getuid() === 0 ? ['user root;'] : []),
      'worker_processes 2;',
      'daemon off;',
      `pid ${state}/pid;`,
      'error_log stderr warn;',
      'events { worker_connections 1024; }',
      'http {',
      '  access_log off;',
      ...temporary.map((name) => `  ${name}_temp_path ${state}/${name};`),
      `  include ${etc}/conf.d/*.conf;`,
      '}',
      '',
    ].join('\n'),
  );
  const libraries = nginx.env.LD_LIBRARY_PATH ? `LD_LIBRARY_PATH="${nginx.env.LD_LIBRARY_PATH}" ` : '';
  const shim = join(bin, 'nginx');
  writeFileSync(
    shim,
    `#!/bin/sh\n${libraries}exec "${nginx.command}" -e stderr -p "${state}" -c "${etc}/nginx.conf" "$@"\n`,
  );
  chmodSync(shim, 0o755);
  const ca = await makeAuthority(etc);
  const certify = (days) => makeCertificate(etc, 'huibao.example', days);
  await certify(2);
  return {
    ca,
    certify,
    name: 'nginx',
    command: shim,
    args: [],
    env: { PATH: process.env.PATH },
    cwd: folder,
    stopSignal: 'SIGQUIT',
    stopWithinMs: 10_000,
    isReady: async () => /^\d+$/.test(readIfThere(join(state, 'pid'))),
  };
}

const readIfThere = (file) => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
};

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

async function openssl(etc, ...args) {
  const { code, output } = await run('openssl', args, { cwd: etc });
  if (code !== 0) throw new Error(`openssl ${args[0]}: ${tail(output, 3)}`);
}

/** @returns {Promise<string>} the CA's certificate, by which visitors know the site */
async function makeAuthority(etc) {
  const made = ['-keyout', 'ca.key', '-out', 'ca.crt', '-days', '400', '-subj', '/CN=Install CA'];
  await openssl(etc, 'req', '-x509', ...newKey, ...made);
  return readFileSync(join(etc, 'ca.crt'), 'utf8');
}

/** @param {number} days until it expires; of yesterday's, -1 */
async function makeCertificate(etc, name, days) {
  await openssl(etc, 'req', ...newKey, '-keyout', 'huibao.key', '-out', 'huibao.csr', '-subj', `/CN=${name}`);
  writeFileSync(join(etc, 'san'), `subjectAltName=DNS:${name}\n`);
  const signed = ['-in', 'huibao.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'san'];
  await openssl(etc, 'x509', '-req', ...signed, '-out', 'huibao.crt', '-days', String(days));
}
