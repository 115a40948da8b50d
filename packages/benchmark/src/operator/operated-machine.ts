import type { parentChannel } from '../faults/machine.ts';
import type { Site } from '../install/visitor.ts';

/** An alert of Prometheus', waiting for its time or firing. */
export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: { readonly summary?: string };
  readonly state: 'pending' | 'firing';
}

type Disk = 'state' | 'database';

/** The machine on which the product was built by the guide; infra/local/operator-drill.mjs does what is asked of it. */
export interface OperatedMachine {
  readonly site: () => Promise<Site & { readonly ownerUrl: string; readonly only: string; readonly times: number }>;
  /** A step of docs/operations.md, with other words in place of its examples; what it prints. */
  readonly follow: (step: string, words?: Readonly<Record<string, string>>) => Promise<string>;
  /** `kill -9`; nobody starts it again. */
  readonly kill: (name: string) => Promise<void>;
  readonly start: (kind: 'worker' | 'api' | 'web', number: number) => Promise<void>;
  /** Temporal started anew by its operator, with these settings. */
  readonly setTemporal: (settings: Readonly<Record<string, string>>) => Promise<void>;
  /** A certificate of so many days in the first one's place. */
  readonly certify: (days: number) => Promise<void>;
  /** A program leaves a file there: so big, or all that there is room for. */
  readonly leave: (disk: Disk, megabytes: number) => Promise<void>;
  readonly fill: (disk: Disk) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** What the guide leaves to who knows that disk. */
  readonly emptyDatabaseDisk: () => Promise<void>;
  readonly alerts: () => Promise<readonly Alert[]>;
}

export const operatedMachine = (ask: ReturnType<typeof parentChannel>): OperatedMachine => ({
  site: () => ask('site'),
  follow: (step, words = {}) => ask('follow', { step, words }),
  kill: (name) => ask('kill', { name }),
  start: (kind, number) => ask('start', { kind, number }),
  setTemporal: (settings) => ask('setTemporal', { settings }),
  certify: (days) => ask('certify', { days }),
  leave: (disk, megabytes) => ask('leave', { disk, megabytes }),
  fill: (disk) => ask('fill', { disk }),
  remove: (path) => ask('remove', { path }),
  emptyDatabaseDisk: () => ask('emptyDatabaseDisk'),
  alerts: () => ask('alerts'),
});
