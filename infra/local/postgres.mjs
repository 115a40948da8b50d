import { chmodSync, chownSync, cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say } from './complaint.mjs';
import { endProcess } from './orphans.mjs';
import { removeFolder, root, stateFolder } from './place.mjs';
import { databaseEnvironment, databaseName, initialise, ownerRole, preparePrograms } from './postgres-cluster.mjs';
import { databaseFolder, databaseUser, dataFolder, replicaOf } from './postgres-user.mjs';
import { commandLineOf, identityOf, startedAt } from './process-identity.mjs';
import { alone } from './toolchain.mjs';
import { guardDemo } from './unfinished-demo.mjs';

/** Losing a test's database to a power cut is no loss; waiting for the disk would be. */
const careless = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '30min',
  max_wal_size: '2GB',
};

/** What a replica needs that begins as a copy of files, and catches up. */
const followed = { wal_level: 'replica', max_wal_senders: '10', wal_keep_size: '1GB', synchronous_commit: 'on' };

/** @param {Parameters<typeof postgresServices>[0]} options */
export const postgresService = async (options) => (await postgresServices(options))[0];

/**
 * @param {{ home: import('./place.mjs').Home, port: number, password: string, isDurable: boolean, makesDemo: boolean,
 *   replicaPort?: number }} options
 * @returns {Promise<import('./supervisor.mjs').Service[]>} a streaming replica, where it has a port, comes second
 */
export async function postgresServices({ home, port, password, isDurable, makesDemo, replicaPort }) {
  const base = await databaseFolder(databaseUser(join(stateFolder, home.name, 'postgres')));
  const data = dataFolder(base, home);
  const user = databaseUser(data);
  if (base !== stateFolder) say(`The database's user ${user.name} can't enter ${root}, so its data is in ${data}.`);
  const programs = await alone('postgres', () => preparePrograms(base));
  const cluster = { programs, data, user };
  const { isNew } = await initialise(cluster, { password, isDurable });
  await endLeftover(data);
  disownPidFile(data);
  // A test's database isn't used again after an interruption.
  if (isDurable) await guardDemo(home, cluster, { isNew, makesDemo });
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // People's names and phone numbers stand in statements and in the details of errors: keep both out of the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(isDurable ? {} : careless),
    ...(replicaPort ? followed : {}),
  };
  const primary = serverOn(cluster, 'postgres', settings);
  if (!replicaPort) return [primary];
  const replica = { ...cluster, data: replicaOf(data) };
  copyToFollow(cluster, replica.data, { port, password });
  return [primary, serverOn(replica, 'replica', { ...settings, port: replicaPort })];
}

/** @param {import('./postgres-cluster.mjs').Cluster} cluster */
function serverOn({ programs, data, user }, name, settings) {
  return {
    name,
    command: join(programs, 'bin/postgres'),
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    env: databaseEnvironment(),
    cwd: dirname(data),
    uid: user.uid,
    gid: user.gid,
    // SIGINT is PostgreSQL's fast shutdown: it ends sessions instead of waiting for them.
    stopSignal: 'SIGINT',
    stopWithinMs: 60_000,
    beforeStart: () => disownPidFile(data),
    isReady: async (pid) => pidIn(data) === pid && statusIn(data) === 'ready',
    // Sessions of a killed server take a moment to notice, and no new server may start before they are gone.
    startAttempts: 10,
  };
}

/** A cluster that was just made and isn't started yet, as one that follows it from there. */
function copyToFollow({ data, user }, copy, { port, password }) {
  removeFolder(copy);
  cpSync(data, copy, { recursive: true });
  const primary = `host=127.0.0.1 port=${port} user=${ownerRole} password=${password}`;
  writeFileSync(join(copy, 'standby.signal'), '');
  writeFileSync(join(copy, 'postgresql.auto.conf'), `primary_conninfo = '${primary}'\nhot_standby_feedback = on\n`);
  chmodSync(copy, 0o700);
  if (user.uid === undefined) return;
  chownSync(copy, user.uid, user.gid);
  for (const name of readdirSync(copy, { recursive: true })) chownSync(join(copy, name), user.uid, user.gid);
}

/** @param {{ port: number, password: string, user?: string, database?: string }} options */
export const databaseUrl = ({ port, password, user = ownerRole, database = databaseName }) =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** A server on our data that nobody recorded, because its supervisor was killed in the moment between. */
async function endLeftover(data) {
  const pid = pidIn(data);
  if (pid !== undefined && isServerOf(pid, data)) await endProcess({ ...identityOf(pid), stopSignal: 'SIGINT' });
}

/**
 * PostgreSQL won't start while the pid in its file is alive, even if by now it is another program's. The rest of the
 * file stays: by it the new server sees whether sessions of the old one still write to the data.
 */
function disownPidFile(data) {
  const pid = pidIn(data);
  if (pid === undefined || isServerOf(pid, data) || startedAt(pid) === undefined) return;
  let unused = 4_000_000;
  while (startedAt(unused) !== undefined) unused -= 1;
  const file = join(data, 'postmaster.pid');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(unused)));
}

const isServerOf = (pid, data) => commandLineOf(pid)?.includes(`-D ${data} `) ?? false;
const pidFile = (data) =>
  readdirSync(data).includes('postmaster.pid')
    ? readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    : undefined;
const pidIn = (data) => Number(pidFile(data)?.[0]) || undefined;
/** What pg_ctl looks at: the eighth line. */
const statusIn = (data) => pidFile(data)?.[7]?.trim();
