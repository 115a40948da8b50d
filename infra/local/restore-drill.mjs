import { spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { buildWorkflows } from './app-builds.mjs';
import { Complaint, runCommand } from './complaint.mjs';
import { archivingService, findDebianPostgres, makeCluster } from './debian-postgres.mjs';
import { removeData } from './homes.mjs';
import { onInterruption } from './interruption.mjs';
import { takeLock } from './lock.mjs';
import { endOrphans } from './orphans.mjs';
import { home, makeHome, readJson, removeFolder, root, stateFolder } from './place.mjs';
import { choosePorts } from './ports.mjs';
import { databaseEnvironment, databaseName, ownerRole } from './postgres-cluster.mjs';
import { databaseFolder, databaseUser, dataFolder } from './postgres-user.mjs';
import { databaseUrl } from './postgres.mjs';
import { forgetProcess, recordProcess } from './process-record.mjs';
import { migrateDatabase } from './product.mjs';
import { productEnvironment } from './product-environment.mjs';
import { saysReady } from './readiness.mjs';
import { run, tail } from './run.mjs';
import { keepSecrets } from './secrets.mjs';
import { createSupervisor } from './supervisor.mjs';
import { findTemporal, temporalService } from './temporal.mjs';
import { alone, node, prepareToolchain, toolEnvironment } from './toolchain.mjs';

// `npm run test:restore`: the database is lost while people work, and restored by infra/backup's scripts as an operator
// would; Temporal has gone on meanwhile. The people, who judge it, are a program of packages/benchmark.
// `-- --seconds 10`: less work between the moment and the loss.

/** As docs/operations.md says. */
const archiveTimeout = '30s';

/** What a dump is restored into. */
const secondDatabase = `${databaseName}_again`;

/** And says its name, which ends in its time. */
const makingPoint = `
  select name from (select 'drill-' || to_char(now() at time zone 'utc', 'YYYYMMDD"T"HH24MISS"Z"')) as point (name),
    pg_create_restore_point(name)`;

const place = home('restore');

await runCommand(async () => {
  makeHome(place);
  const lock = takeLock(place.lock);
  if ('holder' in lock) throw new Complaint(`Process ${lock.holder.pid} is at it already: wait for it.`);
  const supervisors = new Set();
  const supervise = () => {
    const one = createSupervisor(place);
    supervisors.add(one);
    return one;
  };
  const stop = async () => {
    for (const one of [...supervisors].reverse()) await one.stop();
    removeData(place);
    for (const base of new Set([stateFolder, await databaseFolder(userOf())])) removeFolder(backupsIn(base));
    removeFolder(place.heads);
  };
  onInterruption({
    stop: () => stop().finally(lock.release),
    killAll: () => {
      for (const one of supervisors) one.killAll();
    },
    exitCode: 130,
  });
  try {
    await endOrphans(place);
    await stop();
    makeHome(place);
    const [temporalProgram, programs] = await alone('tools', async () => {
      await prepareToolchain();
      return [await findTemporal(), await findDebianPostgres()];
    });
    return await drill({ temporalProgram, programs, supervise });
  } finally {
    await stop();
    lock.release();
  }
});

function userOf() {
  return databaseUser(join(stateFolder, place.name, 'postgres'));
}

/** Beside the data, where the database's user gets to. */
function backupsIn(base) {
  return `${dataFolder(base, place)}-backups`;
}

async function drill({ temporalProgram, programs, supervise }) {
  const user = userOf();
  const base = await databaseFolder(user);
  const data = dataFolder(base, place);
  const backups = backupsIn(base);
  const scripts = join(backups, 'scripts');
  cpSync(join(root, 'infra/backup'), scripts, { recursive: true });
  for (const name of ['archive-wal.sh', 'base-backup.sh', 'restore.sh']) chmodSync(join(scripts, name), 0o755);
  mkdirSync(join(backups, 'wal'), { recursive: true });
  const give = (folder) => {
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  };
  const makeDataFolder = () => {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    give(data);
  };
  makeDataFolder();
  give(backups);
  give(join(backups, 'wal'));

  const ports = await choosePorts(place.folder, {
    postgres: undefined,
    temporal: undefined,
    api: undefined,
    web: undefined,
    worker: undefined,
  });
  const secrets = keepSecrets(place.folder);
  const password = secrets.databasePassword;
  const cluster = { programs, data, user };
  await makeCluster(cluster, { password });
  const environment = {
    ...productEnvironment({
      databaseUrl: databaseUrl({ port: ports.postgres, password }),
      temporalAddress: `127.0.0.1:${ports.temporal}`,
      ports,
      home: place,
      secrets,
    }),
    WORKER_BUILD_DIR: await buildWorkflows(),
  };
  const archiveCommand = `"${join(scripts, 'archive-wal.sh')}" "${join(backups, 'wal')}" "%p" "%f"`;
  const database = archivingService({ ...cluster, port: ports.postgres, archiveCommand, archiveTimeout });
  const part = (name, port) => ({
    name,
    command: node,
    args: [`apps/${name}/src/main.ts`],
    env: toolEnvironment(environment),
    cwd: root,
    isReady: () => saysReady(port),
  });

  /** As an operator's shell, as the cluster's user. */
  const script = async (name, args, env = {}) => {
    const begun = performance.now();
    const { code, output } = await run(join(scripts, name), args, {
      uid: user.uid,
      gid: user.gid,
      cwd: base,
      env: { ...databaseEnvironment(), TMPDIR: '/tmp', PG_BIN: join(programs, 'bin'), ...env },
    });
    return { code, output: tail(output, 20), seconds: (performance.now() - begun) / 1000 };
  };
  const must = (result) => {
    if (result.code !== 0) throw new Error(result.output);
    return result;
  };

  await supervise().run(temporalService({ program: temporalProgram, folder: place.folder, port: ports.temporal }));
  let servers = supervise();
  await servers.run(database);
  await migrateDatabase(place, environment);
  let product = supervise();
  const startProduct = () =>
    Promise.all([product.run(part('api', ports.api)), product.run(part('worker', ports.worker))]);
  await startProduct();

  let lost = 0;
  /** What is there is moved aside, as the guide says. */
  const restore = async ({ target }) => {
    await servers.stop();
    lost += 1;
    renameSync(data, `${backups}/lost-${lost}`);
    makeDataFolder();
    const done = must(await script('restore.sh', ['--backups', backups, '--data', data, ...asArguments(target)]));
    servers = supervise();
    await servers.run(database);
    return done;
  };
  const signal = (name, what) => {
    process.kill(readJson(place.processes)[name].pid, what);
    return null;
  };
  const asOwner = {
    PGHOST: '127.0.0.1',
    PGPORT: String(ports.postgres),
    PGDATABASE: databaseName,
    PGUSER: ownerRole,
    PGPASSWORD: password,
  };
  const answers = {
    backUp: async () => must(await script('base-backup.sh', [backups, '2'], asOwner)),
    makePoint: async () => {
      const { code, output, stdout } = await run(
        join(programs, 'bin/psql'),
        ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--command', makingPoint],
        { env: { ...databaseEnvironment(), ...asOwner } },
      );
      if (code !== 0) throw new Error(output);
      return stdout.trim();
    },
    /** As the guide has it, into a database beside the first one. */
    dump: async () => {
      const file = join(backups, 'huibao.dump');
      const began = performance.now();
      for (const [program, ...args] of [
        ['pg_dump', '-Fc', '-f', file, databaseName],
        ['createdb', secondDatabase],
        ['pg_restore', '--exit-on-error', '-d', secondDatabase, file],
      ]) {
        const { code, output } = await run(join(programs, 'bin', program), args, {
          env: { ...databaseEnvironment(), ...asOwner },
        });
        if (code !== 0) throw new Error(`${program}: ${output}`);
      }
      const url = databaseUrl({ port: ports.postgres, password, database: secondDatabase });
      return { url, seconds: (performance.now() - began) / 1000 };
    },
    holdWorker: () => signal('worker', 'SIGSTOP'),
    letWorkerGo: () => signal('worker', 'SIGCONT'),
    /** The machine of the database is gone, with what it hadn't archived; the rest of the product is stopped. */
    lose: async () => {
      const stopping = servers.stop();
      signal('postgres', 'SIGKILL');
      await Promise.all([stopping, product.stop()]);
      return null;
    },
    restore,
    /** Refused, and what it says. */
    restoreTo: ({ target }) =>
      script('restore.sh', ['--backups', backups, '--data', `${backups}/unused`, ...asArguments(target)]),
    note: async ({ to }) => {
      const { code, output } = await run(
        node,
        ['apps/worker/src/bin/note-restore.ts', '--to', to, '--by', 'the drill'],
        { cwd: root, env: toolEnvironment(environment) },
      );
      return must({ code, output: tail(output, 20), seconds: 0 });
    },
    startProduct: async () => {
      product = supervise();
      await startProduct();
      return null;
    },
    /** Of running workflows: ids. */
    running: async () => {
      const { stdout } = await run(
        temporalProgram,
        [
          ...['workflow', 'list', '--address', `127.0.0.1:${ports.temporal}`, '--output', 'json', '--limit', '1000'],
          ...['--query', "ExecutionStatus='Running'"],
        ],
        { env: toolEnvironment({ HOME: place.folder }) },
      );
      return JSON.parse(stdout || '[]').map(({ execution }) => execution.workflowId);
    },
  };
  return people({ environment: toolEnvironment(environment), answers });
}

function asArguments({ to, point }) {
  return point === undefined ? ['--to', to] : ['--to-point', point];
}

/** @returns {Promise<number>} the exit code of who judges */
async function people({ environment, answers }) {
  const child = spawn(node, ['packages/benchmark/src/bin/restore.ts', ...process.argv.slice(2)], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  recordProcess(place, 'people', child.pid);
  child.on('message', ({ id, ask, ...asked }) => {
    void Promise.resolve()
      .then(() => answers[ask](asked))
      .then(
        (answer) => child.send({ id, answer }),
        (error) => child.send({ id, failure: String(error?.message ?? error) }),
      );
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  forgetProcess(place, 'people');
  return code ?? 1;
}
