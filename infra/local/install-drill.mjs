import { spawn } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Complaint, runCommand, say } from './complaint.mjs';
import { findDebianPostgres } from './debian-postgres.mjs';
import { findDebianProgram } from './debian-program.mjs';
import { removeData } from './homes.mjs';
import { followContainers, preparePodman, showToContainers, stopContainers } from './install/containers.mjs';
import { openSite } from './install/site.mjs';
import { followUpgrade, prepareUpgrade } from './install/upgrade.mjs';
import { onInterruption } from './interruption.mjs';
import { takeLock } from './lock.mjs';
import { endOrphans } from './orphans.mjs';
import { home, makeHome, removeFolder, root, stateFolder } from './place.mjs';
import { choosePorts, freeBeginning } from './ports.mjs';
import { preparePrograms } from './postgres-cluster.mjs';
import { databaseFolder, databaseUser, dataFolder } from './postgres-user.mjs';
import { forgetProcess, recordProcess } from './process-record.mjs';
import { run, tail } from './run.mjs';
import { findTemporal } from './temporal.mjs';
import { alone, node, prepareToolchain, toolEnvironment } from './toolchain.mjs';

// `npm run test:install`: docs/operations.md followed word by word from an empty machine to a figure in a bureau's
// roll-up, by an owner who may create roles and by one who is given them; then the next version, under load.
// Both come by themselves; containers, which take an image and a quarter of an hour, where they are asked for:
// `-- --only install`, `-- --only upgrade`, `-- --only containers`; `-- --from <commit>`: the version before, in place
// of one over which this one rolls; `-- --clients 30`; `-- --keep`: what was built of a commit is taken again.

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    from: { type: 'string', multiple: true },
    clients: { type: 'string', default: '30' },
    keep: { type: 'boolean', default: false },
  },
});
const place = home('install');
/** Where an operator's machine has its folders. */
const machines = join(place.folder, 'machines');
/** @type {{ current?: Awaited<ReturnType<typeof preparePodman>> }} */
const podman = {};
const machineCount = { made: 0 };
const portNames = ['postgres', 'temporal', 'http', 'https', 'web', 'outerPostgres', 'outerTemporal'];
const containersFolder = join(place.folder, 'containers');

await runCommand(async () => {
  makeHome(place);
  const lock = takeLock(place.lock);
  if ('holder' in lock) throw new Complaint(`Process ${lock.holder.pid} is at it already: wait for it.`);
  /** @type {Set<Awaited<ReturnType<typeof openSite>>>} */
  const sites = new Set();
  const clear = () => {
    removeData(place);
    removeFolder(machines);
    if (!asked.keep) removeFolder(join(place.folder, 'copies'));
  };
  const stop = async () => {
    await podman.current?.end();
    for (const site of sites) await site.close();
    clear();
  };
  onInterruption({
    stop: () => stop().finally(lock.release),
    killAll: () => {
      for (const site of sites) site.killAll();
    },
    exitCode: 130,
  });
  try {
    await endOrphans(place);
    clear();
    const found = await alone('tools', async () => {
      await prepareToolchain();
      return {
        temporalProgram: await findTemporal(),
        debian: await findDebianPostgres(),
        nginx: await findDebianProgram({ packageName: 'nginx', program: 'usr/sbin/nginx', variable: 'TEST_PROXY' }),
      };
    });
    let worst = 0;
    for (const trial of await listTrials(found)) {
      const site = await makeSite(trial, found);
      sites.add(site);
      say(`${trial.title}:`);
      worst = Math.max(worst, await trial.run(site));
      await site.close();
      sites.delete(site);
      removeData(place);
    }
    return worst;
  } finally {
    await stop();
    lock.release();
  }
});

async function listTrials({ debian }) {
  const embedded = await preparePrograms(await databaseFolder(user()));
  if (asked.only === 'containers') return [await trialOf('in containers', debian, inContainers)];
  const trials = [];
  if (asked.only !== 'upgrade')
    trials.push(
      await trialOf('an owner who may create roles', debian, (site) => install(site, 'owner').then(() => people(site))),
      await trialOf('an owner who is given roles', embedded, (site) =>
        install(site, 'owner-without-createrole').then(() => people(site)),
      ),
    );
  if (asked.only !== 'install')
    for (const from of asked.from ?? [await newestToRollFrom()])
      trials.push(
        await trialOf(`the version of ${from} exchanged for this one`, debian, async (site) => {
          await install(site, 'owner', from);
          await prepareUpgrade(site);
          return people(site, { upgrade: () => followUpgrade(site) });
        }),
      );
  return trials;
}

async function trialOf(title, programs, work) {
  const { stdout } = await run(join(programs, 'bin/postgres'), ['--version']);
  return { title: `PostgreSQL ${/[\d.]+/.exec(stdout)?.[0]}, ${title}`, programs, run: work };
}

function user() {
  return databaseUser(join(stateFolder, place.name, 'postgres'));
}

async function makeSite({ programs }, { temporalProgram, debian, nginx }) {
  machineCount.made += 1;
  const base = await databaseFolder(user());
  const folder = join(machines, String(machineCount.made));
  const ports = await choosePorts(place.folder, Object.fromEntries(portNames.map((name) => [name, undefined])));
  return openSite({
    home: place,
    folder,
    copies: join(place.folder, 'copies'),
    ports,
    bins: asked.only === 'containers' ? [join(containersFolder, 'bin')] : [],
    portsBegin: await freeBeginning(),
    cluster: { programs, data: dataFolder(base, place), user: user() },
    clients: join(debian, 'bin'),
    temporalProgram,
    nginx,
  });
}

/** @param {string} ownerStep how the owner is made @param {string} [version] a commit, this checkout's unless said */
async function install(site, ownerStep, version = site.newest) {
  await site.release(version);
  await site.follow(ownerStep);
  await site.getVersion('version', 'huibao-v1');
  await site.follow('settings');
  await site.follow('places');
  const first = await site.try('migrate');
  if (ownerStep === 'owner') mustBeDone(first);
  else {
    const lacking = first.output.match(/^(create|alter) role .*;$/gm) ?? [];
    if (first.code === 0 || lacking.length === 0)
      throw new Complaint('migrate.ts doesn’t say which roles it lacks.', tail(first.output));
    await site.asSuperuser(lacking.join('\n').replaceAll('…', site.localise('ROLE-PASSWORD')));
    mustBeDone(await site.try('migrate'));
  }
  await site.start([1, 2]);
  await site.follow('ready');
  // A version from before the proxy's file was shipped is led to by this one's.
  const shipped = join(site.folder, 'opt/huibao/infra/proxy');
  if (!existsSync(shipped)) cpSync(join(root, 'infra/proxy'), shipped, { recursive: true });
  await site.follow('proxy-file');
  await leadTo(site);
}

async function leadTo(site) {
  site.nameProxy();
  await site.follow('proxy');
}

/** The image built, the processes by compose, people in them, and their end. */
async function inContainers(site) {
  const { ports } = site;
  const containers = await preparePodman(containersFolder, ports.web);
  podman.current = containers;
  const close = await showToContainers([
    [ports.outerPostgres, ports.postgres],
    [ports.outerTemporal, ports.temporal],
  ]);
  try {
    await site.release(site.newest);
    await site.follow('owner');
    const found = await followContainers(site, containers);
    await leadTo(site);
    const failed = await people(site, {
      createCity: () => site.follow('compose-city'),
      accessLog: async () => accessesIn(await containers.logOf('web')),
    });
    found.push(...(await stopContainers(site, containers)));
    say(
      found.length === 0 ? '  [ok]     healthy, not as root, over code that they can’t write; ended by themselves' : '',
    );
    for (const one of found) say(`  [FAILED] ${one}`);
    return failed || (found.length > 0 ? 1 : 0);
  } finally {
    await close();
    if (!asked.keep) await containers.remove();
  }
}

function mustBeDone({ code, output }) {
  if (code !== 0) throw new Complaint('The database could not be migrated.', tail(output, 20));
}

function accessesIn(lines) {
  return lines.flatMap((line) => (line.startsWith('{') ? (JSON.parse(line).access ?? []) : []));
}

/** The newest commit before the newest migration that ends the version before: from there on versions roll. */
async function newestToRollFrom() {
  const { stdout } = await run(
    'git',
    ['log', '-1', '--format=%h', '--diff-filter=A', '--', 'packages/db/src/migrations/*.breaking.sql'],
    { cwd: root },
  );
  if (!stdout.trim()) throw new Complaint('The version before isn’t in this clone’s history: name one by --from.');
  return stdout.trim();
}

/**
 * Who works in it and judges it: a program of packages/benchmark.
 * @returns {Promise<number>} its exit code
 */
async function people(site, more = {}) {
  const answers = {
    site: () => ({
      origin: site.localise('https://huibao.example'),
      ca: site.ca,
      clients: Number(asked.clients),
      isUpgraded: 'upgrade' in more,
    }),
    createCity: () => site.follow('city'),
    accessLog: () => ['web-1', 'web-2'].flatMap((name) => accessesIn(site.logOf(name))),
    ...more,
  };
  const child = spawn(node, ['packages/benchmark/src/bin/install.ts'], {
    cwd: root,
    env: toolEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  recordProcess(place, 'people', child.pid);
  child.on('message', ({ id, ask }) => {
    void Promise.resolve()
      .then(() => answers[ask]())
      .then(
        (answer) => child.send({ id, answer }),
        (error) => {
          if (error?.details) say(error.details);
          child.send({ id, failure: String(error?.message ?? error) });
        },
      );
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  forgetProcess(place, 'people');
  return code ?? 1;
}
