import type { Cell, CellContent, CellError } from '@huibao/domain';
import type { OwnWork } from './adopt-work.ts';
import type { ExplanationsParts, ExplanationsState } from './explanations.ts';
import type { KeptStorage } from '../../kept-of-tab.ts';
import type { Leftover } from './leftover.ts';
import type { Place } from './places.ts';
import type { SaveQueueParts, SaveState } from './save-queue.ts';
import type { TabChannel } from './tab-channel.ts';
import type { SubmissionView } from './view.ts';

export interface CellEdit {
  readonly place: Place;
  readonly content: CellContent;
}

/** Text that can't be read; it stays in its cell, unsaved, until it is mended. */
export interface Rejected {
  readonly text: string;
  readonly error: CellError;
}

/** What one action puts into the form: values, texts that can't be read, texts without a place. */
export interface Input {
  readonly edits: readonly CellEdit[];
  readonly refused: readonly { readonly place: Place; readonly text: string; readonly error: CellError }[];
  readonly leftovers: readonly Leftover[];
}

export interface FormState {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly rejected: ReadonlyMap<string, Rejected>;
  readonly leftovers: readonly Leftover[];
  readonly explanations: ExplanationsState;
  readonly save: SaveState;
  /** The cell whose editor holds a text that isn't in it yet. */
  readonly typing: string | null;
  /** Found unsaved from before a reload. */
  readonly restored: number;
  /** Unsaved in other windows of this form. */
  readonly elsewhere: number;
  /** Whether this computer keeps what is unsaved, if the page is left. */
  readonly isKept: boolean;
}

/** What of a submission a store works with. */
export type StoredForm = Pick<SubmissionView, 'id' | 'cells' | 'savedAt' | 'explanations' | 'issueNo'>;

export interface FormStoreParts extends Pick<SaveQueueParts, 'send' | 'failureOf' | 'later' | 'onAmended'> {
  readonly explain: ExplanationsParts['send'];
  readonly storage: KeptStorage | null;
  readonly channel: TabChannel;
  /** This tab's own name, new with each load. */
  readonly tab: string;
  readonly read: OwnWork['read'];
}
