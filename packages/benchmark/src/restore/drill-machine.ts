import type { parentChannel } from '../faults/machine.ts';

export interface Script {
  readonly code: number;
  /** The last lines. */
  readonly output: string;
  readonly seconds: number;
}

/** What infra/local/restore-drill.mjs does to the product, by the scripts of infra/backup. */
export interface DrillMachine {
  readonly backUp: () => Promise<Script>;
  /** Stopped in its tracks, and on again. */
  readonly holdWorker: () => Promise<void>;
  readonly letWorkerGo: () => Promise<void>;
  /** The database's machine is gone with all that wasn't archived; the product is stopped. */
  readonly lose: () => Promise<void>;
  /** Into an empty folder, and PostgreSQL started there. `to`: a time with its zone, or `end`. */
  readonly restore: (to: string) => Promise<Script>;
  /** Tried into another folder: it should fail. */
  readonly tryRestore: (to: string) => Promise<Script>;
  /** The operator's command. */
  readonly note: (to: string) => Promise<Script>;
  readonly startProduct: () => Promise<void>;
  /** Ids of the workflows that run. */
  readonly running: () => Promise<readonly string[]>;
}

export const drillOfParent = (ask: ReturnType<typeof parentChannel>): DrillMachine => ({
  backUp: () => ask('backUp'),
  holdWorker: () => ask('holdWorker'),
  letWorkerGo: () => ask('letWorkerGo'),
  lose: () => ask('lose'),
  restore: (to) => ask('restore', { to }),
  tryRestore: (to) => ask('restoreTo', { to }),
  note: (to) => ask('note', { to }),
  startProduct: () => ask('startProduct'),
  running: () => ask('running'),
});
