import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand, say } from './complaint.mjs';
import { onInterruption } from './interruption.mjs';
import { holderOf, takeLock } from './lock.mjs';
import { endOrphans } from './orphans.mjs';
import { home, makeHome, readJson, stateFolder, writeJson } from './place.mjs';
import { choosePorts } from './ports.mjs';
import { startProduct } from './product.mjs';
import { identityOf } from './process-identity.mjs';
import { createSupervisor } from './supervisor.mjs';
import { findTemporal } from './temporal.mjs';
import { alone, prepareToolchain } from './toolchain.mjs';

const place = home('start');
const runningFile = join(place.folder, 'running.json');

await runCommand(async () => {
  makeHome(place);
  for (;;) {
    const lock = takeLock(place.lock);
    if ('release' in lock) return start(lock);
    if (await showRunning(lock.holder)) return 0;
  }
});

async function start(lock) {
  const supervisor = createSupervisor(place);
  const stop = () => {
    rmSync(runningFile, { force: true });
    return supervisor.stop().finally(lock.release);
  };
  onInterruption({ stop, killAll: supervisor.killAll });
  try {
    await endOrphans(place);
    const temporalProgram = await alone('tools', async () => {
      await prepareToolchain();
      return process.env.TEMPORAL_ADDRESS ? undefined : findTemporal();
    });
    const ports = await choosePorts(
      place.folder,
      { web: 4800, api: undefined, worker: undefined, postgres: undefined, temporal: undefined },
      { web: Number(process.env.PORT) || undefined },
    );
    say('Starting …');
    const { address, accounts } = await startProduct({
      home: place,
      supervisor,
      ports,
      temporalProgram,
      isDurable: true,
      mayUseGiven: true,
    });
    const running = { ...identityOf(process.pid), address, accounts };
    writeJson(runningFile, running);
    show(running);
    say(`Ctrl-C stops it. Logs and data: ${stateFolder}; \`npm run reset\` empties it.`);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for the start that holds the lock. @returns whether it came up */
async function showRunning(holder) {
  let hasWaited = false;
  while (holderOf(place.lock)?.pid === holder.pid) {
    const running = readJson(runningFile);
    if (running?.pid === holder.pid && running.started === holder.started) {
      say(`Already running (process ${holder.pid}).`);
      show(running);
      return true;
    }
    if (!hasWaited) say(`Process ${holder.pid} is starting or stopping Huibao; waiting for it …`);
    hasWaited = true;
    await sleep(250);
  }
  return false;
}

function show({ address, accounts }) {
  say(`\nHuibao is ready: ${address}\n`);
  if (accounts.length === 0) return;
  say('The demo accounts:');
  const columns = [...new Set(accounts.flatMap((account) => Object.keys(account)))];
  const width = (text) => [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
  const cells = accounts.map((account) => columns.map((column) => String(account[column] ?? '')));
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => width(row[index]))));
  for (const row of cells)
    say(
      `  ${row
        .map((cell, index) => cell + ' '.repeat(widths[index] - width(cell)))
        .join('  ')
        .trimEnd()}`,
    );
  say('');
}
