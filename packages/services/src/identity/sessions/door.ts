import type { KnownDevices, Sessions } from '@huibao/auth';

/** What a process opens sessions by. */
export interface Door {
  readonly sessions: Sessions;
  readonly devices: KnownDevices;
}

/** Whoever asks, as the request tells. */
export interface Visitor {
  /** The `Cookie` header. */
  readonly cookie: string;
  readonly address: string;
  /** What the browser says of itself. */
  readonly device: string;
}
