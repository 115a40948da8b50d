import { setTimeout as pause } from 'node:timers/promises';
import type { Draining } from './draining.ts';

/** What of a pino log is needed. */
export interface ProcessLog {
  readonly info: (about: object, message: string) => void;
  readonly warn: (about: object, message: string) => void;
  readonly error: (error: unknown) => void;
}

export interface StopOptions {
  readonly draining: Draining;
  /** Unready, but serving, so long: a balancer looks elsewhere meanwhile. */
  readonly drainSeconds: number;
  /** Told at once; what else the process does, ended while its server still answers probes. */
  readonly endWork?: () => Promise<void>;
  /** Pools and the like, once nobody is waited on any more. */
  readonly release: () => Promise<void>;
  /** What else is under way, for the log of who gives up. */
  readonly left?: () => object;
  readonly log: ProcessLog;
  /** What all that may take beyond `drainSeconds`: less than the 15 s that an operator may count on. */
  readonly mostMilliseconds?: number;
}

/**
 * The first SIGTERM or SIGINT ends the process in order, with exit code 0. It is 1 when a second one says at once, when
 * the time is over (the log tells what was left), or when something failed in it.
 */
export function stopOnSignals(options: StopOptions): { readonly isStopping: () => boolean } {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) {
      options.log.warn({ signal, ...leftOf(options) }, 'told twice to stop: stopped at once');
      process.exit(1);
    }
    isStopping = true;
    void stop(options).then((code) => process.exit(code));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  return { isStopping: () => isStopping };
}

const leftOf = ({ draining, left }: StopOptions): object => ({ requests: draining.underway(), ...left?.() });

async function stop(options: StopOptions): Promise<number> {
  const { draining, drainSeconds, endWork, release, log, mostMilliseconds = 14_000 } = options;
  const began = performance.now();
  let step = 'work';
  const inOrder = async (): Promise<number> => {
    await Promise.all([endWork?.(), drainSeconds > 0 && pause(drainSeconds * 1000)]);
    step = 'requests';
    await draining.end();
    step = 'connections to others';
    await release();
    log.info({ milliseconds: Math.round(performance.now() - began) }, 'stopped');
    return 0;
  };
  const tooLong = async (): Promise<number> => {
    await pause(drainSeconds * 1000 + mostMilliseconds);
    log.warn({ step, ...leftOf(options) }, 'stopped before everything had ended');
    return 1;
  };
  if (drainSeconds > 0) draining.sayClose();
  return Promise.race([inOrder(), tooLong()]).catch((error: unknown) => {
    log.error(error);
    return 1;
  });
}
