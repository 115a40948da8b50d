import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { endOrphans } from './orphans.mjs';
import { home, makeHome, readJson } from './place.mjs';
import { isAlive } from './process-identity.mjs';
import { createSupervisor } from './supervisor.mjs';

let folder;
let place;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huibao-supervisor-'));
  place = {
    ...home('nowhere'),
    folder,
    logs: join(folder, 'logs'),
    heads: join(folder, 'heads'),
    processes: join(folder, 'processes.json'),
  };
  makeHome(place);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => rmSync(folder, { recursive: true }));

const service = (source) => ({
  name: 'sleeper',
  command: process.execPath,
  args: ['-e', source],
  env: process.env,
  cwd: folder,
  isReady: async () => readFileSync(join(place.logs, 'sleeper.log'), 'utf8').includes('up'),
});
const sleeping = "console.log('up'); setInterval(() => {}, 1000)";
const recorded = () => readJson(place.processes)?.sleeper;

it('starts again what dies, and leaves nothing behind when stopped', async () => {
  const supervisor = createSupervisor(place);
  await supervisor.run(service(sleeping));
  const first = recorded();
  process.kill(first.pid, 'SIGKILL');
  await vi.waitFor(() => expect(recorded()?.pid ?? first.pid).not.toBe(first.pid), 5000);
  const second = recorded();
  expect(isAlive(second)).toBe(true);
  await supervisor.stop();
  expect(isAlive(second)).toBe(false);
  expect(recorded()).toBeUndefined();
});

it('says why a service did not start', async () => {
  const supervisor = createSupervisor(place);
  await expect(supervisor.run(service("console.error('no such setting'); process.exit(3)"))).rejects.toThrow(
    /sleeper did not start \(exit code 3\): no such setting/,
  );
});

it('ends what a killed supervisor left', async () => {
  const source = `
    import { createSupervisor } from ${JSON.stringify(new URL('supervisor.mjs', import.meta.url).href)};
    const place = ${JSON.stringify(place)};
    const service = { name: 'sleeper', command: process.execPath, args: ['-e', ${JSON.stringify(sleeping)}], env: process.env, cwd: place.folder, isReady: async () => true };
    await createSupervisor(place).run(service);
    process.kill(process.pid, 'SIGKILL');`;
  const killed = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: 'ignore' });
  await once(killed, 'exit');
  const left = recorded();
  expect(isAlive(left)).toBe(true);
  await endOrphans(place);
  expect(isAlive(left)).toBe(false);
  expect(recorded()).toBeUndefined();
});

it('kills what ignores the polite signal', async () => {
  const supervisor = createSupervisor(place);
  await supervisor.run({ ...service(`process.on('SIGTERM', () => {}); ${sleeping}`), stopWithinMs: 200 });
  const stubborn = recorded();
  await supervisor.stop();
  expect(isAlive(stubborn)).toBe(false);
});
