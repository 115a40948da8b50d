import type { parentChannel } from '../faults/machine.ts';

export interface Script {
  readonly code: number;
  /** The last lines. */
  readonly output: string;
  readonly seconds: number;
}

/** A time with its zone, or `end`; or a point by its name. */
export type Target = { readonly to: string } | { readonly point: string };

/** What infra/local/restore-drill.mjs does to the product, by the scripts of infra/backup. */
export interface DrillMachine {
  readonly backUp: () => Promise<Script>;
  /** A dump, restored into another database, which has this address. */
  readonly dump: () => Promise<{ readonly url: string; readonly seconds: number }>;
  /** Stopped in its tracks, and on again. */
  readonly holdWorker: () => Promise<void>;
  readonly letWorkerGo: () => Promise<void>;
  /** The database's machine is gone with all that wasn't archived; the product is stopped. */
  readonly lose: () => Promise<void>;
  /** A point that can be restored to: its name. */
  readonly makePoint: () => Promise<string>;
  /** Into an empty folder, and PostgreSQL started there. */
  readonly restore: (target: Target) => Promise<Script>;
  /** Tried into another folder: it should fail. */
  readonly tryRestore: (target: Target) => Promise<Script>;
  /** The operator's command. */
  readonly note: (to: string) => Promise<Script>;
  readonly startProduct: () => Promise<void>;
  /** Ids of the workflows that run. */
  readonly running: () => Promise<readonly string[]>;
}

export const drillOfParent = (ask: ReturnType<typeof parentChannel>): DrillMachine => ({
  backUp: () => ask('backUp'),
  dump: () => ask('dump'),
  holdWorker: () => ask('holdWorker'),
  letWorkerGo: () => ask('letWorkerGo'),
  lose: () => ask('lose'),
  makePoint: () => ask('makePoint'),
  restore: (target) => ask('restore', { target }),
  tryRestore: (target) => ask('restoreTo', { target }),
  note: (to) => ask('note', { to }),
  startProduct: () => ask('startProduct'),
  running: () => ask('running'),
});
