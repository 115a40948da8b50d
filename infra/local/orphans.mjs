import { setTimeout as sleep } from 'node:timers/promises';
import { rmSync } from 'node:fs';
import { readJson } from './place.mjs';
import { isAlive } from './process-identity.mjs';
import { say } from './complaint.mjs';

/** A database may have much to write before it stops. */
const usualPatienceMs = 30_000;

/**
 * Ends what a killed supervisor left running, known by pid and start time. Call it with the home's lock held.
 * @param {import('./place.mjs').Home} home
 */
export async function endOrphans(home) {
  const orphans = Object.entries(readJson(home.processes) ?? {}).filter(([, identity]) => isAlive(identity));
  if (orphans.length > 0) say(`Ending what an earlier run left behind: ${orphans.map(([name]) => name).join(', ')}.`);
  // The last started is the first to go, as in an orderly stop.
  for (const [, identity] of orphans.reverse()) await endProcess(identity);
  rmSync(home.processes, { force: true });
}

/**
 * @param {import('./process-identity.mjs').Identity & { stopSignal?: NodeJS.Signals }} identity the leader of its
 *   process group
 */
export async function endProcess(identity, patienceMs = usualPatienceMs) {
  signal(identity.pid, identity.stopSignal ?? 'SIGTERM');
  const deadline = Date.now() + patienceMs;
  while (isAlive(identity) && Date.now() < deadline) await sleep(50);
  if (!isAlive(identity)) return;
  signal(-identity.pid, 'SIGKILL');
  signal(identity.pid, 'SIGKILL');
  while (isAlive(identity)) await sleep(50);
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
