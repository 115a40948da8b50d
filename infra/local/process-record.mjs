import { rmSync } from 'node:fs';
import { writeJson } from './place.mjs';
import { identityOf } from './process-identity.mjs';

/**
 * What this process started, by home: on disk from the first moment, so that a later start can end what a kill -9 left.
 */
const recorded = new Map();

/**
 * @param {import('./place.mjs').Home} home
 * @param {string} name
 * @param {number} pid the leader of its own process group
 * @param {NodeJS.Signals} [stopSignal] the polite one
 */
export function recordProcess(home, name, pid, stopSignal = 'SIGTERM') {
  const ofHome = recorded.get(home.processes) ?? new Map();
  recorded.set(home.processes, ofHome.set(name, { ...identityOf(pid), stopSignal }));
  writeJson(home.processes, Object.fromEntries(ofHome));
}

/** @param {import('./place.mjs').Home} home */
export function forgetProcess(home, name) {
  const ofHome = recorded.get(home.processes);
  if (!ofHome?.delete(name)) return;
  if (ofHome.size > 0) writeJson(home.processes, Object.fromEntries(ofHome));
  else rmSync(home.processes, { force: true });
}

/** Kills what a process started along with itself. */
export function sweepGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}
