import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Complaint, say } from '../complaint.mjs';
import { clusterService, makeEmptyCluster } from '../debian-postgres.mjs';
import { readJson, removeFolder, root } from '../place.mjs';
import { run, tail } from '../run.mjs';
import { createSupervisor, logFile } from '../supervisor.mjs';
import { temporalService } from '../temporal.mjs';
import { toolEnvironment } from '../toolchain.mjs';
import { localiser, readGuide } from './guide.mjs';
import { prepareProxy } from './proxy.mjs';

const superuser = 'postgres';
const kinds = ['web', 'api', 'worker'];
/** The longest is the build, on a machine that has other things to do. */
const stepSeconds = '900';
/** So that a commit that is made twice of the same is the same. */
const author = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'test:install'],
    [`GIT_${who}_EMAIL`, 'test@huibao.example'],
    [`GIT_${who}_DATE`, '2026-01-01T00:00:00Z'],
  ]),
);

/**
 * A machine on which docs/operations.md is followed: PostgreSQL, Temporal and a proxy run, nothing of the product is
 * there. Its folders below `/opt`, `/etc` and `/var/lib` are those of `folder`.
 * @param {{ home: import('../place.mjs').Home, folder: string, copies: string, ports: Record<string, number>,
 *   portsBegin: string, cluster: import('../postgres-cluster.mjs').Cluster, clients: string, temporalProgram: string,
 *   nginx: { command: string, env: Record<string, string> }, bins?: string[], env?: Record<string, string> }} options
 *   copies: where versions stand, by their commits; bins: what else is on its shells' PATH; env: what else they know
 */
export async function openSite(options) {
  const { home, folder, ports, cluster, clients } = options;
  const passwords = {
    'OWNER-PASSWORD': randomBytes(12).toString('hex'),
    'ROLE-PASSWORD': randomBytes(12).toString('hex'),
  };
  const source = join(folder, 'source.git');
  const localise = localiser({ ...options, source, passwords });
  const guide = readGuide();
  const bin = join(folder, 'bin');
  for (const name of ['bin', 'opt', 'etc', 'var/lib']) mkdirSync(join(folder, name), { recursive: true });
  const ofSuperuser = { PGHOST: '127.0.0.1', PGPORT: String(ports.postgres), PGUSER: superuser };
  const superPassword = randomBytes(12).toString('hex');
  // `sudo -u postgres psql`, as who may; there is nobody to become.
  writeFileSync(
    join(bin, 'sudo'),
    [
      '#!/bin/sh',
      '[ "$1 $2" = "-u postgres" ] || exit 1',
      'shift 2',
      `PGPASSWORD=${superPassword} ${Object.entries(ofSuperuser)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')} exec "$@"`,
      '',
    ].join('\n'),
  );
  chmodSync(join(bin, 'sudo'), 0o755);

  mkdirSync(cluster.data, { recursive: true, mode: 0o700 });
  if (cluster.user.uid !== undefined) chownSync(cluster.data, cluster.user.uid, cluster.user.gid);
  await makeEmptyCluster(cluster, { superuser, password: superPassword });
  const proxy = await prepareProxy({ folder, bin, nginx: options.nginx });
  const servers = createSupervisor(home);
  const running = new Map();
  await servers.run(clusterService({ ...cluster, port: ports.postgres, clients }, { max_connections: '300' }));
  const temporal = temporalService({ program: options.temporalProgram, folder, port: ports.temporal });
  let workflows = createSupervisor(home);
  await workflows.run(temporal);
  await servers.run(proxy);

  // As an operator's shell on a fresh machine: nothing that this checkout's product is told is in it.
  const path = [bin, ...(options.bins ?? []), toolEnvironment().PATH].join(':');
  const bare = { PATH: path, HOME: folder, LC_ALL: 'C.UTF-8', ...options.env };
  const textOf = (step) => {
    const text = guide.get(step);
    if (text === undefined) throw new Complaint(`docs/operations.md has no step named ${step}.`);
    return localise(text);
  };
  const shell = (script, env = bare) =>
    run('timeout', [stepSeconds, '/bin/sh', '-eu', '-c', script], { cwd: folder, env });
  const git = async (...args) => {
    const { code, output, stdout } = await run('git', args, { cwd: folder, env: { ...bare, ...author } });
    if (code !== 0) throw new Complaint(`git ${args[0]} failed: ${tail(output, 2)}`);
    return stdout.trim();
  };
  await git('clone', '-q', '--bare', root, source);
  await git('-C', source, 'symbolic-ref', 'HEAD', 'refs/heads/release');

  return {
    home,
    folder,
    ports,
    ca: proxy.ca,
    localise,
    git,
    source,
    /** This checkout's commit. */
    newest: await git('-C', root, 'rev-parse', 'HEAD'),
    /** What `git clone` gets from here on. */
    async release(commit) {
      await git(
        '-C',
        source,
        'update-ref',
        'refs/heads/release',
        await git('-C', source, 'rev-parse', `${commit}^{commit}`),
      );
    },
    /** Follows the step that clones and builds a version into a folder of `/opt`; once for each commit. */
    async getVersion(step, name) {
      const copy = join(options.copies, await git('-C', source, 'rev-parse', 'release'));
      const isBuilt = existsSync(`${copy}.built`);
      if (!isBuilt) removeFolder(copy);
      mkdirSync(copy, { recursive: true });
      symlinkSync(copy, join(folder, 'opt', name));
      if (isBuilt) {
        if (!existsSync(join(folder, 'opt/huibao'))) symlinkSync(join(folder, 'opt', name), join(folder, 'opt/huibao'));
        return;
      }
      say(`  following the step ${step} …`);
      await this.follow(step, toolEnvironment({ CI: 'true', NODE_ENV: '' }));
      writeFileSync(`${copy}.built`, '');
    },
    /** Runs a step as the guide has it. @returns its output, whatever came of it */
    try: (step, env) => shell(textOf(step), env),
    /** The same, where it must go well. @param {Record<string, string>} [words] in place of the guide's examples */
    async follow(step, env, words = {}) {
      const text = Object.entries(words).reduce(
        (told, [example, word]) => told.replaceAll(example, word),
        textOf(step),
      );
      const { code, output, stdout } = await shell(text, env);
      if (code !== 0) throw new Complaint(`The guide’s step ${step} failed (${code}).`, tail(output, 40));
      return stdout;
    },
    /** As who may make roles. */
    async asSuperuser(statements) {
      const { code, output } = await run(
        join(bin, 'sudo'),
        ['-u', 'postgres', 'psql', '-v', 'ON_ERROR_STOP=1', 'huibao'],
        {
          env: bare,
          input: statements,
        },
      );
      if (code !== 0) throw new Complaint('What migrate.ts asks for can’t be run.', tail(output));
    },
    /** @param {number[]} numbers of each kind of process */
    async start(numbers, of = kinds) {
      await Promise.all(
        numbers.flatMap((number) =>
          of.map(async (kind) => {
            const name = `${kind}-${number}`;
            const supervisor = createSupervisor(home);
            running.set(name, supervisor);
            await supervisor.run({
              name,
              command: '/bin/sh',
              args: ['-eu', '-c', textOf(`start-${kind}`).replaceAll('-1.env', `-${number}.env`)],
              env: bare,
              cwd: folder,
              // Whether it is ready a step of the guide asks.
              isReady: async () => true,
            });
          }),
        ),
      );
    },
    /** By SIGTERM, each once the one before has ended. @returns {Promise<Record<string, string>>} how they ended */
    async stop(numbers, order = kinds) {
      const ends = {};
      for (const kind of order)
        for (const number of numbers) {
          const name = `${kind}-${number}`;
          const supervisor = running.get(name);
          await supervisor.stop();
          running.delete(name);
          Object.assign(ends, supervisor.ends());
        }
      return ends;
    },
    /** `kill -9`, and nobody starts it again. */
    async kill(name) {
      const supervisor = running.get(name);
      process.kill(readJson(home.processes)[name].pid, 'SIGKILL');
      await supervisor.stop();
      running.delete(name);
    },
    /** Temporal started anew, with settings of its operator's. @param {Record<string, string>} settings */
    async setTemporal(settings) {
      await workflows.stop();
      workflows = createSupervisor(home);
      const given = Object.entries(settings).flatMap(([name, value]) => ['--dynamic-config-value', `${name}=${value}`]);
      await workflows.run({ ...temporal, args: [...temporal.args, ...given] });
    },
    certify: proxy.certify,
    /** What an operator writes into the proxy's file that was copied. */
    nameProxy() {
      const conf = join(folder, 'etc/nginx/conf.d/huibao.conf');
      writeFileSync(conf, localise(readFileSync(conf, 'utf8')));
    },
    /** Lines that a process has written. */
    logOf: (name) => readFileSync(logFile(home, name), 'utf8').split('\n').filter(Boolean),
    async close() {
      for (const supervisor of [...running.values()].reverse()) await supervisor.stop();
      await workflows.stop();
      await servers.stop();
    },
    killAll() {
      for (const supervisor of [...running.values(), workflows, servers]) supervisor.killAll();
    },
  };
}
