import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isAlive } from './process-identity.mjs';

/**
 * Takes the lock, or says who holds it. A holder that is dead (kill -9, power cut) or whose pid now
 * belongs to another process counts as none.
 * @param {string} file
 * @returns {{ release: () => void } | { holder: import('./process-identity.mjs').Identity }}
 */
export function takeLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = JSON.stringify(identityOf(process.pid));
  const draft = `${file}.${process.pid}`;
  for (;;) {
    // link() makes the lock appear with its content, or fails: nobody ever reads half a lock.
    writeFileSync(draft, mine, { mode: 0o644 });
    try {
      linkSync(draft, file);
      return { release: () => releaseLock(file, mine) };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const content = readLock(file);
    const holder = parse(content);
    if (isAlive(holder)) return { holder };
    if (content !== undefined) removeStale(file, content);
  }
}

/** @returns {import('./process-identity.mjs').Identity | undefined} the living holder */
export function holderOf(file) {
  const holder = parse(readLock(file));
  return isAlive(holder) ? holder : undefined;
}

/** Runs `work` alone among all processes that use this lock; waits for its turn. */
export async function withLock(file, work, onWait) {
  let hasWaited = false;
  for (;;) {
    const lock = takeLock(file);
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (!hasWaited) onWait?.(lock.holder);
    hasWaited = true;
    await sleep(250);
  }
}

/** Two processes may both find the same stale lock: whoever moves away a fresh one by mistake puts it back. */
function removeStale(file, content) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== content) linkSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function releaseLock(file, mine) {
  if (readLock(file) === mine) rmSync(file, { force: true });
}

function readLock(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(content) {
  try {
    return content === undefined ? undefined : JSON.parse(content);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
