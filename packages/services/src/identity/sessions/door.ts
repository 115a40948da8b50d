import type { KnownDevices, Sessions, SingleSignOn } from '@huibao/auth';
import type { SignedInSession } from './session.repository.ts';

/** What a process opens sessions by. */
export interface Door {
  readonly sessions: Sessions<SignedInSession>;
  readonly devices: KnownDevices;
  /** Where it is configured. */
  readonly singleSignOn: SingleSignOn | null;
}

/** Whoever asks, as the request tells. */
export interface Visitor {
  /** The `Cookie` header. */
  readonly cookie: string;
  readonly address: string;
  /** What the browser says of itself. */
  readonly device: string;
}
