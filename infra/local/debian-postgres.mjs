import { chownSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installByApt, mayInstall } from './apt.mjs';
import { Complaint } from './complaint.mjs';
import { databaseEnvironment, ownerRole, runAlone, databaseName } from './postgres-cluster.mjs';
import { run, reasonIn, tail } from './run.mjs';

// PostgreSQL as an operator of Debian has it. The embedded one has neither pg_basebackup nor pg_verifybackup.

const folder = '/usr/lib/postgresql';
const needed = [
  'initdb',
  'postgres',
  'pg_ctl',
  'pg_basebackup',
  'pg_verifybackup',
  'pg_archivecleanup',
  'pg_isready',
  'psql',
  'createdb',
  'pg_dump',
  'pg_restore',
];
const oldest = 15;

/** @returns {Promise<string>} the folder of the newest version's bin/; installed first, as root on Debian */
export async function findDebianPostgres() {
  const found = newest();
  if (found) return found;
  // Its package would make and start a cluster of its own.
  if (mayInstall()) await installByApt(['postgresql'], { PG_CREATE_MAIN_CLUSTER: 'false' });
  const installed = newest();
  if (installed) return installed;
  throw new Complaint(
    `This is tried with an operator's PostgreSQL, ${oldest} or newer, and its programs for backups: install them (Debian: apt-get install postgresql).`,
  );
}

function newest() {
  const versions = existsSync(folder) ? readdirSync(folder).map(Number) : [];
  return versions
    .filter((version) => version >= oldest)
    .sort((a, b) => b - a)
    .map((version) => join(folder, String(version)))
    .find((programs) => needed.every((name) => existsSync(join(programs, 'bin', name))));
}

/**
 * A cluster and its database.
 * @param {import('./postgres-cluster.mjs').Cluster} cluster
 * @param {{ password: string }} options
 */
export async function makeCluster(cluster, { password }) {
  await makeEmptyCluster(cluster, { superuser: ownerRole, password });
  await runAlone(cluster, [`CREATE DATABASE ${databaseName}`]);
}

/**
 * @param {import('./postgres-cluster.mjs').Cluster} cluster
 * @param {{ superuser: string, password: string }} options
 */
export async function makeEmptyCluster({ programs, data, user }, { superuser, password }) {
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const given = { '--pgdata': data, '--username': superuser, '--pwfile': passwordFile, '--auth': 'scram-sha-256' };
  const made = await run(
    join(programs, 'bin/initdb'),
    [...Object.entries(given).flat(), '--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-instructions'],
    { uid: user.uid, gid: user.gid, cwd: dirname(data), env: databaseEnvironment() },
  );
  rmSync(passwordFile);
  if (made.code !== 0)
    throw new Complaint(`PostgreSQL could not make ${data}: ${reasonIn(made.output)}.`, tail(made.output));
}

/**
 * With its log archived as docs/operations.md says.
 * @param {import('./postgres-cluster.mjs').Cluster & { port: number, archiveCommand: string, archiveTimeout: string }}
 *   options
 */
export const archivingService = ({ archiveCommand, archiveTimeout, ...cluster }) =>
  clusterService(cluster, {
    archive_mode: 'on',
    archive_command: archiveCommand,
    archive_timeout: archiveTimeout,
  });

/**
 * @param {import('./postgres-cluster.mjs').Cluster & { port: number, clients?: string }} cluster clients: the folder of
 *   pg_isready, where it isn't among the programs
 * @param {Record<string, string>} [more] settings of its own
 * @returns {import('./supervisor.mjs').Service}
 */
export function clusterService({ programs, data, user, port, clients = join(programs, 'bin') }, more = {}) {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...more,
  };
  return {
    name: 'postgres',
    command: join(programs, 'bin/postgres'),
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    env: databaseEnvironment(),
    cwd: dirname(data),
    uid: user.uid,
    gid: user.gid,
    stopSignal: 'SIGINT',
    stopWithinMs: 60_000,
    isReady: async () =>
      (await run(join(clients, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)])).code === 0,
  };
}
