import type { SubmissionView } from './sync/view.ts';

export type PrintState =
  'draft' | 'withdrawn' | 'confirming' | 'submitted' | 'accepted' | 'declined' | 'returned' | 'reopened';

/**
 * What a printed form is, for whoever holds the paper. Only what is submitted or accepted is its revision, and bears
 * its hash: what was withdrawn or sent back may have been changed since.
 */
export function printStateOf({ state, revision }: Pick<SubmissionView, 'state' | 'revision'>): {
  readonly state: PrintState;
  readonly signed: SubmissionView['revision'];
} {
  switch (state) {
    case 'draft':
    case 'retired':
      return { state: revision ? 'withdrawn' : 'draft', signed: null };
    case 'confirming':
      return { state, signed: null };
    case 'submitted':
    case 'accepted':
      return { state, signed: revision };
    case 'returned':
      if (revision?.state === 'reopened') return { state: 'reopened', signed: null };
      // Its own leader sent it back before it ever went out.
      return { state: revision?.state === 'returned' ? 'returned' : 'declined', signed: null };
  }
}
