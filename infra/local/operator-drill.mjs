import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWeb, buildWorkflows } from './app-builds.mjs';
import { Complaint, runCommand } from './complaint.mjs';
import { findDebianPostgres } from './debian-postgres.mjs';
import { findDebianProgram } from './debian-program.mjs';
import { removeData } from './homes.mjs';
import { openSite } from './install/site.mjs';
import { onInterruption } from './interruption.mjs';
import { takeLock } from './lock.mjs';
import { watchersOf } from './operator/watch.mjs';
import { endOrphans } from './orphans.mjs';
import { home, makeHome, removeFolder, root, stateFolder } from './place.mjs';
import { choosePorts, freeBeginning } from './ports.mjs';
import { databaseFolder, databaseUser, dataFolder } from './postgres-user.mjs';
import { forgetProcess, recordProcess, sweepGroup } from './process-record.mjs';
import { askPrometheus, findPrometheus } from './prometheus.mjs';
import { fillDiskBy, mountDisk, unmountDisk } from './small-disk.mjs';
import { createSupervisor } from './supervisor.mjs';
import { findTemporal } from './temporal.mjs';
import { alone, node, prepareToolchain, toolEnvironment } from './toolchain.mjs';

// `npm run test:operator`: an operator's day. What docs/operations.md builds is broken in one way after the other; each
// is seen in an alert of infra/monitoring or on 系统运行, and mended by the guide's own words. The people, who judge it,
// are a program of packages/benchmark.
// `-- --times 30`: how much sooner Prometheus asks, judges and fires; `-- --only certificate`: the troubles whose name
// holds the word.

const { values: asked } = parseArgs({
  options: { times: { type: 'string', default: '12' }, only: { type: 'string', default: '' } },
});
/** As much as may be full while the alert for less than a gigabyte is over: megabytes. */
const stateDisk = 1200;
const databaseDisk = 600;
const portNames = ['postgres', 'temporal', 'http', 'https', 'prometheus', 'blackbox'];

const place = home('operator');
const folder = join(place.folder, 'machine');
const stateDirectory = join(folder, 'var/lib/huibao');

await runCommand(async () => {
  makeHome(place);
  const lock = takeLock(place.lock);
  if ('holder' in lock) throw new Complaint(`Process ${lock.holder.pid} is at it already: wait for it.`);
  const user = databaseUser(join(stateFolder, place.name, 'postgres'));
  const data = dataFolder(await databaseFolder(user), place);
  const clear = async () => {
    for (const disk of [data, stateDirectory]) await unmountDisk(disk);
    removeData(place);
    removeFolder(folder);
  };
  const watchers = createSupervisor(place);
  /** @type {{ site?: Awaited<ReturnType<typeof openSite>>, people?: import('node:child_process').ChildProcess }} */
  const open = {};
  const stop = async () => {
    if (open.people?.pid) sweepGroup(open.people.pid);
    await watchers.stop();
    await open.site?.close();
    await clear();
  };
  onInterruption({
    stop: () => stop().finally(lock.release),
    killAll: () => {
      watchers.killAll();
      open.site?.killAll();
    },
    exitCode: 130,
  });
  try {
    await endOrphans(place);
    await clear();
    const found = await alone('tools', async () => {
      await prepareToolchain();
      return {
        temporalProgram: await findTemporal(),
        debian: await findDebianPostgres(),
        nginx: await findDebianProgram({ packageName: 'nginx', program: 'usr/sbin/nginx', variable: 'TEST_PROXY' }),
        prometheus: await findPrometheus(),
        blackbox: await findDebianProgram({
          packageName: 'prometheus-blackbox-exporter',
          program: 'usr/bin/prometheus-blackbox-exporter',
          variable: 'TEST_BLACKBOX_EXPORTER',
        }),
      };
    });
    const ports = await choosePorts(place.folder, Object.fromEntries(portNames.map((name) => [name, undefined])));
    const portsBegin = await freeBeginning();
    for (const one of [data, stateDirectory]) mkdirSync(one, { recursive: true });
    await mountDisk(data, { megabytes: databaseDisk, ...user });
    await mountDisk(stateDirectory, { megabytes: stateDisk });
    const site = await openSite({
      home: place,
      folder,
      copies: join(folder, 'copies'),
      ports,
      portsBegin,
      cluster: { programs: found.debian, data, user },
      clients: join(found.debian, 'bin'),
      temporalProgram: found.temporalProgram,
      nginx: found.nginx,
      env: { WEB_BUILD_DIR: await buildWeb(), WORKER_BUILD_DIR: await buildWorkflows() },
    });
    open.site = site;
    await installed(site);
    for (const watcher of watchersOf({ site, ports, portsBegin, programs: found, times: Number(asked.times) }))
      await watchers.run(watcher);
    open.people = callPeople(answersOf(site, ports, data));
    const code = await new Promise((resolve) => open.people.once('close', resolve));
    forgetProcess(place, 'people');
    delete open.people;
    return code ?? 1;
  } finally {
    await stop();
    lock.release();
  }
});

/** By the guide, from this checkout as it stands. */
async function installed(site) {
  symlinkSync(root, join(folder, 'opt/huibao'));
  for (const step of ['owner', 'settings', 'places', 'migrate']) await site.follow(step);
  await site.start([1, 2]);
  await site.follow('ready');
  await site.follow('proxy-file');
  await site.nameProxy();
  await site.follow('proxy');
}

/** What the people may ask of the machine: troubles, and what is done about them. */
function answersOf(site, ports, data) {
  const ballast = { state: join(stateDirectory, 'core.12345'), database: join(data, 'core.12345') };
  return {
    site: () => ({
      origin: site.localise('https://huibao.example'),
      ca: site.ca,
      ownerUrl: site.localise('postgresql://huibao_owner:OWNER-PASSWORD@127.0.0.1:5432/huibao'),
      only: asked.only,
      times: Number(asked.times),
    }),
    follow: ({ step, words = {} }) => site.follow(step, undefined, words),
    kill: ({ name }) => site.kill(name).then(() => null),
    start: ({ kind, number }) => site.start([number], [kind]).then(() => null),
    setTemporal: ({ settings }) => site.setTemporal(settings).then(() => null),
    certify: ({ days }) => site.certify(days).then(() => null),
    /** All that is left of it, and of the other's as much as leaves so many megabytes. */
    fill: ({ disk }) => fillDiskBy(ballast[disk]) ?? null,
    leave: ({ disk, megabytes }) => {
      writeFileSync(ballast[disk], Buffer.alloc(megabytes * 1024 * 1024));
      return null;
    },
    /** As somebody deletes a file whose name they were told; nothing but what was put there may be. */
    remove: ({ path }) => {
      if (!Object.values(ballast).includes(path) || !statSync(path).isFile())
        throw new Error(`${path} is somebody's, and would have been deleted`);
      rmSync(path);
      return null;
    },
    emptyDatabaseDisk: () => {
      rmSync(ballast.database, { force: true });
      return null;
    },
    alerts: async () => (await askPrometheus(ports.prometheus, 'alerts')).alerts,
  };
}

/** Who works, and judges it. */
function callPeople(answers) {
  const child = spawn(node, ['packages/benchmark/src/bin/operator.ts'], {
    cwd: root,
    env: toolEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  recordProcess(place, 'people', child.pid);
  child.on('message', ({ id, ask, ...parameters }) => {
    void Promise.resolve()
      .then(() => answers[ask](parameters))
      .then(
        (answer) => child.send({ id, answer }),
        (error) => child.send({ id, failure: `${error?.message ?? error} ${error?.details ?? ''}` }),
      );
  });
  return child;
}
