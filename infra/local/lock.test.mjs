import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holderOf, takeLock, withLock } from './lock.mjs';
import { identityOf } from './process-identity.mjs';

let folder;
let file;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huibao-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('takeLock', () => {
  it('is held by one, and free after release', () => {
    const lock = takeLock(file);
    expect(takeLock(file)).toEqual({ holder: identityOf(process.pid) });
    lock.release();
    expect(existsSync(file)).toBe(false);
    expect(takeLock(file)).toHaveProperty('release');
  });

  it('passes over a holder that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const identity = identityOf(child.pid);
    writeFileSync(file, JSON.stringify(identity));
    expect(takeLock(file)).toEqual({ holder: identity });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(holderOf(file)).toBeUndefined();
    expect(takeLock(file)).toHaveProperty('release');
  });

  it('passes over a holder whose pid is now another process', () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'an earlier boot' }));
    expect(takeLock(file)).toHaveProperty('release');
  });

  it('passes over a lock that a power cut left empty', () => {
    writeFileSync(file, '');
    expect(takeLock(file)).toHaveProperty('release');
  });

  it("doesn't release what has meanwhile become another's", () => {
    const lock = takeLock(file);
    const other = JSON.stringify({ pid: 1, started: 'other' });
    writeFileSync(file, other);
    lock.release();
    expect(readFileSync(file, 'utf8')).toBe(other);
  });
});

it('lets eight processes in one after the other, over a stale lock', async () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'an earlier boot' }));
  const log = join(folder, 'log');
  const source = `
    import { appendFileSync } from 'node:fs';
    import { withLock } from ${JSON.stringify(new URL('lock.mjs', import.meta.url).href)};
    await withLock(${JSON.stringify(file)}, async () => {
      appendFileSync(${JSON.stringify(log)}, '(');
      await new Promise((resolve) => setTimeout(resolve, 20));
      appendFileSync(${JSON.stringify(log)}, ')');
    });`;
  const children = Array.from({ length: 8 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: 'inherit' }),
  );
  await Promise.all(children.map((child) => once(child, 'exit')));
  expect(readFileSync(log, 'utf8')).toBe('()'.repeat(8));
});

it('gives the lock back when the work fails', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(holderOf(file)).toBeUndefined();
});
