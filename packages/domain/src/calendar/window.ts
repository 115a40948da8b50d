export interface CollectionWindow {
  readonly opensAt: Date;
  readonly dueAt: Date;
  readonly closesAt: Date;
}

export type WindowPhase = 'scheduled' | 'open' | 'overdue' | 'closed';

/** Derived from instants, never stored: it holds with Temporal down. */
export function phaseOf(window: CollectionWindow, now: Date): WindowPhase {
  if (now < window.opensAt) return 'scheduled';
  if (now < window.dueAt) return 'open';
  return now < window.closesAt ? 'overdue' : 'closed';
}
