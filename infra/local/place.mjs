import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync, renameSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = realpathSync(join(dirname(fileURLToPath(import.meta.url)), '..', '..'));

/** The one ignored folder: everything that start, test and dev-services make is in here. */
export const stateFolder = join(root, '.huibao');

/** Downloaded programs, shared by all homes. */
export const toolchainFolder = join(stateFolder, 'toolchain');

/**
 * Where the database goes when its user can't reach the checkout (a checkout under /root, say):
 * one folder per checkout, so that reset finds it.
 */
export const outsideFolder = join('/var/lib/huibao', createHash('sha256').update(root).digest('hex').slice(0, 12));

/**
 * A home is what one running instance keeps: `start`, `dev`, or one test run.
 * @typedef {{ name: string, folder: string, logs: string, heads: string, processes: string, lock: string }} Home
 * @param {string} name a path below the state folder
 * @returns {Home}
 */
export function home(name) {
  const folder = join(stateFolder, name);
  return {
    name,
    folder,
    logs: join(folder, 'logs'),
    heads: join(folder, 'audit-heads'),
    processes: join(folder, 'processes.json'),
    lock: join(folder, 'lock'),
  };
}

/** @param {Home} place */
export function makeHome(place) {
  mkdirSync(place.folder, { recursive: true });
  mkdirSync(place.logs, { recursive: true, mode: 0o700 });
  mkdirSync(place.heads, { recursive: true, mode: 0o700 });
}

/** Empties a home but keeps what other processes may hold open until the end: the lock. */
export function removeFolder(folder) {
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Whole or not at all, even when killed half way. Readable by the owner only. */
export function writeJson(file, value) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** @returns {any} undefined when the file is absent or was cut off */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
