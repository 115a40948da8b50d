import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Complaint, say } from './complaint.mjs';
import { forgetProcess, recordProcess, sweepGroup } from './process-record.mjs';
import { reasonIn, tail } from './run.mjs';

/**
 * @typedef {object} Service
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {string} cwd
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {NodeJS.Signals} [stopSignal] SIGTERM unless said
 * @property {number} [stopWithinMs] then it is killed
 * @property {(pid: number) => Promise<boolean>} isReady
 * @property {number} [startAttempts] how often a first start may fail before that is an error; 1 unless said
 * @property {() => void} [beforeStart] clears what a killed predecessor left
 * @property {number} [readyWithinMs]
 */

/** Longer than any part of the product takes to stop by itself, or to say what it couldn't (packages/serving). */
const usualPatienceMs = 20_000;
const longestPauseMs = 30_000;
/** After this long without a fall, the next fall is treated as the first. */
const steadyMs = 60_000;
/** On two cores with five programs waiting for each a worker took more than a minute. */
const readyMs = 180_000;

/**
 * Keeps services running: starts each, waits until it is ready, starts it again when it dies, stops all in reverse
 * order.
 * @param {import('./place.mjs').Home} home
 */
export function createSupervisor(home) {
  /**
   * @type {Array<{ service: Service, child: import('node:child_process').ChildProcess | undefined, exited:
   *   Promise<void>, falls: number, upSince: number, isUp: boolean, lastEnd: string, logFrom: number }>}
   */
  const kept = [];
  let isStopping = false;
  /** @type {Promise<void> | undefined} */
  let stopped;

  function launch(entry) {
    const { service } = entry;
    service.beforeStart?.();
    const log = openLog(home, service.name);
    entry.logFrom = fstatSync(log).size;
    // Its own process group: Ctrl-C reaches the supervisor alone, which stops the services in order;
    // and what a service itself started can be swept with it.
    const child = spawn(service.command, service.args, {
      cwd: service.cwd,
      env: service.env,
      uid: service.uid,
      gid: service.gid,
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    entry.upSince = Date.now();
    entry.exited = new Promise((resolve) => {
      child.once('error', (error) => finish(error.message));
      child.once('exit', (code, signal) => finish(signal ?? `exit code ${code}`));
      function finish(why) {
        if (entry.child !== child) return;
        sweepGroup(child.pid);
        entry.child = undefined;
        forgetProcess(home, service.name);
        entry.lastEnd = why;
        resolve();
        if (entry.isUp && !isStopping) void restart(entry, why);
      }
    });
    entry.child = child;
    if (child.pid !== undefined) recordProcess(home, service.name, child.pid, service.stopSignal);
  }

  async function restart(entry, why) {
    const { name } = entry.service;
    if (Date.now() - entry.upSince > steadyMs) entry.falls = 0;
    const pause = Math.min(500 * 2 ** entry.falls, longestPauseMs);
    entry.falls += 1;
    say(
      `${name} stopped unexpectedly (${why}); starting it again in ${pause / 1000} s. Its log: ${logFile(home, name)}`,
    );
    await sleep(pause);
    if (isStopping) return;
    launch(entry);
    if (await becomesReady(entry)) say(`${name} runs again.`);
  }

  /** @returns {Promise<boolean>} false when it ended, or the supervisor is stopping, before it was ready */
  async function becomesReady(entry) {
    const { child, service } = entry;
    const deadline = Date.now() + (service.readyWithinMs ?? readyMs);
    while (entry.child === child && child !== undefined && !isStopping) {
      if (await service.isReady(child.pid)) return true;
      if (Date.now() > deadline) return false;
      await sleep(60);
    }
    return false;
  }

  return {
    /** @param {Service} service resolves when it is ready */
    async run(service) {
      if (isStopping) throw new Complaint('Stopped.');
      const entry = {
        service,
        child: undefined,
        exited: Promise.resolve(),
        falls: 0,
        upSince: 0,
        isUp: false,
        lastEnd: 'no answer',
        logFrom: 0,
      };
      kept.push(entry);
      for (let attempt = 1; ; attempt += 1) {
        launch(entry);
        if (await becomesReady(entry)) break;
        if (attempt < (service.startAttempts ?? 1) && !isStopping && !entry.child) {
          await sleep(1000);
          continue;
        }
        if (isStopping) throw new Complaint('Stopped.');
        const log = readFileSync(logFile(home, service.name)).subarray(entry.logFrom).toString();
        throw new Complaint(
          `${service.name} did not start (${entry.lastEnd}): ${reasonIn(log)} (the rest is in ${logFile(home, service.name)})`,
          tail(log, 40),
        );
      }
      entry.isUp = true;
    },
    /** Stops everything, the last started first. A second call waits for the first. */
    stop() {
      isStopping = true;
      stopped ??= (async () => {
        for (const entry of [...kept].reverse()) await stopEntry(entry);
      })();
      return stopped;
    },
    /** Of what runs, by name. */
    pids: () =>
      Object.fromEntries(kept.flatMap(({ service, child }) => (child?.pid ? [[service.name, child.pid]] : []))),
    /** How each ended the last time, `exit code 0` say. */
    ends: () => Object.fromEntries(kept.map(({ service, lastEnd }) => [service.name, lastEnd])),
    /** Ends everything at once, for whoever presses Ctrl-C twice. */
    killAll() {
      for (const { child } of kept) if (child?.pid) sweepGroup(child.pid);
    },
  };
}

async function stopEntry(entry) {
  entry.isUp = false;
  const { child, service } = entry;
  if (!child) return;
  child.kill(service.stopSignal ?? 'SIGTERM');
  await Promise.race([entry.exited, sleep(service.stopWithinMs ?? usualPatienceMs, undefined, { ref: false })]);
  if (entry.child) {
    sweepGroup(child.pid);
    await entry.exited;
  }
}

export const logFile = (home, name) => join(home.logs, `${name}.log`);

/** Logs append; one older generation is kept, so that they never fill a disk over many starts. */
function openLog(home, name) {
  const file = logFile(home, name);
  if (existsSync(file) && statSync(file).size > 5_000_000) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}
