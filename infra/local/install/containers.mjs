import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installByApt, mayInstall } from '../apt.mjs';
import { Complaint, say } from '../complaint.mjs';
import { removeFolder } from '../place.mjs';
import { run, tail } from '../run.mjs';
import { node, toolEnvironment } from '../toolchain.mjs';
import { createWire } from '../wire.mjs';

const packages = [
  'podman',
  'podman-compose',
  'runc',
  'netavark',
  'aardvark-dns',
  'iptables',
  'catatonit',
  'mmdebstrap',
];
const nodeImage = 'docker.io/library/node:24.21.0-bookworm-slim';
/** Where no registry of images is reached: Debian, the toolchain's Node, and the npm that its release brings. */
const ownImage = 'localhost/huibao-node:24.21.0';
const npm = 'npm@11.21.2';
const authorities = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Podman as an operator has it, with images, containers and networks of its own.
 * @param {string} folder @param {number} webPort where compose shows web on loopback
 */
export async function preparePodman(folder, webPort) {
  if (!(await isThere()) && mayInstall()) await installByApt(packages);
  if (!(await isThere()))
    throw new Complaint(`Containers are tried by podman: install it (Debian: apt-get install ${packages.join(' ')}).`);
  const bin = join(folder, 'bin');
  for (const name of ['bin', 'run', 'networks']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(
    join(folder, 'containers.conf'),
    [
      '[containers]',
      // What podman sets by itself may be more than this machine lets anybody have.
      'default_ulimits = ["nofile=8192:8192", "nproc=4096:4096"]',
      '[engine]',
      'runtime = "runc"',
      'cgroup_manager = "cgroupfs"',
      '[network]',
      `network_config_dir = "${join(folder, 'networks')}"`,
      '',
    ].join('\n'),
  );
  writeFileSync(
    join(folder, 'storage.conf'),
    `[storage]\ndriver = "overlay"\ngraphroot = "${join(folder, 'images')}"\nrunroot = "${join(folder, 'run')}"\n`,
  );
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    LC_ALL: 'C.UTF-8',
    CONTAINERS_CONF: join(folder, 'containers.conf'),
    CONTAINERS_STORAGE_CONF: join(folder, 'storage.conf'),
  };
  const podman = (...args) => run('podman', args, { env });
  const end = () => podman('rm', '--force', '--all', '--volumes');
  // What a run left that was killed.
  await end();
  const base = await baseImage(folder, podman);
  const settings = Object.entries(env).map(([name, value]) => `export ${name}="${value}"`);
  const build = `if [ "$1" = build ]; then shift; set -- build --network host --build-arg NODE_IMAGE=${base} "$@"; fi`;
  for (const [name, lines] of [
    ['podman', [...settings, build, 'exec /usr/bin/podman "$@"']],
    ['podman-compose', [`export HUIBAO_PORT=${webPort}`, 'exec /usr/bin/podman-compose "$@"']],
  ]) {
    writeFileSync(join(bin, name), ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(join(bin, name), 0o755);
  }
  return {
    /** Before the others on a shell's PATH. */
    bin,
    podman,
    /** Lines that a process has written. */
    logOf: async (name) => (await podman('logs', `huibao-${name}`)).stdout.split('\n'),
    end,
    /** Its images too. */
    async remove() {
      const { code, output } = await podman('system', 'reset', '--force');
      if (code !== 0) say(`podman could not put its images away: ${tail(output, 2)}`);
      removeFolder(folder);
    },
  };
}

async function isThere() {
  const found = await Promise.all(
    ['podman', 'podman-compose', 'runc'].map((name) => run('/bin/sh', ['-c', `command -v ${name}`])),
  );
  return found.every(({ code }) => code === 0);
}

async function baseImage(folder, podman) {
  for (const image of [nodeImage, ownImage]) if ((await podman('image', 'exists', image)).code === 0) return image;
  if ((await podman('pull', '-q', nodeImage)).code === 0) return nodeImage;
  say('  no registry of images is reached: making the base from Debian’s packages …');
  const context = join(folder, 'base');
  removeFolder(context);
  mkdirSync(context);
  const must = async (command, args, options = {}) => {
    const { code, output } = await run(command, args, { cwd: context, ...options });
    if (code !== 0) throw new Complaint(`The base of the image could not be made by ${command}.`, tail(output, 20));
  };
  // Of where this machine's packages come from, which may be a copy that stands still.
  const kept = ['Acquire::Check-Valid-Until "false"'].map((option) => `--aptopt=${option}`);
  const sources = ['/etc/apt/sources.list', '/etc/apt/sources.list.d/debian.sources'].filter(existsSync);
  const parts = ['--variant=minbase', '--include=ca-certificates,libstdc++6'];
  await must('mmdebstrap', [...parts, ...kept, 'bookworm', 'debian.tar', ...sources]);
  copyFileSync(node, join(context, 'node'));
  copyFileSync(authorities, join(context, 'authorities.crt'));
  await must('npm', ['pack', '--silent', npm], { env: toolEnvironment() });
  await must('/bin/sh', ['-c', 'tar xzf npm-*.tgz']);
  writeFileSync(
    join(context, 'Containerfile'),
    [
      'FROM scratch',
      'ADD debian.tar /',
      'COPY node /usr/local/bin/node',
      'COPY package /usr/local/lib/node_modules/npm',
      // Whom this machine trusts, the image does too.
      `COPY authorities.crt ${authorities}`,
      `ENV NODE_EXTRA_CA_CERTS=${authorities} npm_config_cafile=${authorities}`,
      'RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm',
      '',
    ].join('\n'),
  );
  const { code, output } = await podman('build', '--network', 'host', '-t', ownImage, context);
  if (code !== 0) throw new Complaint('The base of the image could not be made.', tail(output, 20));
  removeFolder(context);
  return ownImage;
}

/**
 * The part of the guide about containers, from a clone to processes that are ready; and what is asked of them.
 * @param {Awaited<ReturnType<typeof import('./site.mjs').openSite>>} site
 * @param {Awaited<ReturnType<typeof preparePodman>>} containers
 */
export async function followContainers(site, { podman }) {
  for (const step of ['image', 'compose-settings', 'compose-up', 'compose-ready']) {
    say(`  following the step ${step} …`);
    await site.follow(step);
  }
  const found = [];
  for (const name of ['web', 'api', 'worker']) {
    const container = `huibao-${name}`;
    if (!(await isHealthy(podman, container))) found.push(`${name} isn’t healthy`);
    const user = (await podman('exec', container, 'id', '-u')).stdout.trim();
    if (user !== '10001') found.push(`${name} runs as ${user}`);
    if ((await podman('exec', container, 'touch', '/opt/huibao/written')).code === 0)
      found.push(`${name} can write where its code is`);
  }
  return found;
}

/** As compose judges it (`retries`): who failed once may have been busy. */
async function isHealthy(podman, container) {
  for (let tries = 0; tries < 3; tries += 1)
    if ((await podman('healthcheck', 'run', container)).code === 0) return true;
  return false;
}

/** Stops them as an operator does. @returns {Promise<string[]>} what didn’t end by itself, or not well */
export async function stopContainers(site, { podman, end, logOf }) {
  await site.follow('compose-stop');
  const found = [];
  const { stdout } = await podman('ps', '--all', '--format', '{{.Names}} {{.ExitCode}}');
  for (const [, name, code] of stdout.matchAll(/^huibao-(web|api|worker) (\d+)$/gm))
    if (code !== '0')
      found.push(`${name} ended with ${code}: ${(await logOf(name)).filter(Boolean).slice(-3).join('\n')}`);
  await end();
  return found;
}

/** What is on this machine's loopback, for containers to see. @param {[number, number][]} ways port and target */
export async function showToContainers(ways) {
  const wires = await Promise.all(ways.map(([port, target]) => createWire({ port, target, host: '0.0.0.0' })));
  return () => Promise.all(wires.map((wire) => wire.close()));
}
