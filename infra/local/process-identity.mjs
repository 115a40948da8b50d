import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A pid alone may be another process's by tomorrow; with the moment it started it is this one's only.
 * @typedef {{ pid: number, started: string }} Identity
 */

/** @returns {string | undefined} when the process started, comparable for equality only; undefined when it is gone */
export function startedAt(pid) {
  return process.platform === 'linux' ? startedAtFromProc(pid) : startedAtFromPs(pid);
}

/** @returns {Identity} */
export const identityOf = (pid) => ({ pid, started: startedAt(pid) ?? 'gone' });

/** @param {Identity | undefined} identity */
export const isAlive = (identity) =>
  identity !== undefined && identity.started !== 'gone' && startedAt(identity.pid) === identity.started;

function startedAtFromProc(pid) {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // The name in parentheses may hold spaces; the fields after it can't. 3rd of all: state, 22nd: ticks since boot.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isDead = fields[0] === 'Z' || fields[0] === 'X';
  return isDead ? undefined : `${read('/proc/sys/kernel/random/boot_id')?.trim()}:${fields[19]}`;
}

function startedAtFromPs(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const [, state, started] = stdout?.trim().match(/^(\S+)\s+(.*)$/) ?? [];
  return state === undefined || state.startsWith('Z') ? undefined : started;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // ESRCH: the process ended between open and read.
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined;
    throw error;
  }
}

/** The command line, or undefined when the process is gone. */
export function commandLineOf(pid) {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ');
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout || undefined;
}
