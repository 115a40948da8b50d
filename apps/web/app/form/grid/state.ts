import type { CellError } from '@huibao/domain';
import type { CellEdit } from '../sync/form-store.ts';
import type { Place } from '../sync/places.ts';
import type { Key } from './keys.ts';
import { clamp, type GridShape, type Position, type Selection } from './navigation.ts';
import type { PastePlan } from './plan-paste.ts';

export interface GridEdit {
  readonly text: string;
  readonly isListOpen: boolean;
}

/** What a grid remembers: where its person is, and the text that isn't in its cell yet. */
export interface GridState {
  readonly selection: Selection;
  readonly edit: GridEdit | null;
}

export const origin: Position = { row: 0, col: 0 };

export const initialState: GridState = { selection: { anchor: origin, focus: origin }, edit: null };

/** What there is to move in and to read, at the moment of an event. */
export interface GridView extends GridShape {
  readonly placeAt: (at: Position) => Place | undefined;
  /** A grid that grows gives places below its last row, for pasting. */
  readonly placeBelow: (at: Position) => Place | undefined;
  readonly isReadOnly: boolean;
  /** What a cell shows. */
  readonly textOf: (place: Place) => string;
  /** What one edits: a number without its grouping, a choice by its label. */
  readonly draftOf: (place: Place) => string;
}

/** The selected cells go to the clipboard, or what was on it comes: a block of texts. */
export type ClipboardAction =
  { readonly kind: 'copied' | 'cut' } | { readonly kind: 'pasted'; readonly block: readonly (readonly string[])[] };

export type GridEvent =
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'typed'; readonly text: string }
  /** A text of the open list was taken. */
  | { readonly kind: 'chosen'; readonly text: string }
  | { readonly kind: 'focused' | 'blurred' | 'double_clicked' }
  | ClipboardAction
  | { readonly kind: 'pressed'; readonly at: Position; readonly isMainButton: boolean; readonly isExtending: boolean }
  | { readonly kind: 'dragged_to'; readonly at: Position; readonly isMainButton: boolean }
  /** Something beside the grid leads to a cell of it. */
  | { readonly kind: 'led_to'; readonly at: Position };

/** What is to happen outside of the grid's own state, in this order. */
export type GridEffect =
  | { readonly kind: 'edit'; readonly edits: readonly CellEdit[]; readonly source: 'page' | 'paste' }
  | { readonly kind: 'reject'; readonly place: Place; readonly text: string; readonly error: CellError }
  | { readonly kind: 'undo' | 'redo' }
  | { readonly kind: 'delete_row'; readonly row: number }
  | { readonly kind: 'copy'; readonly text: string }
  /** The active cell's input takes the focus, and comes into sight. */
  | { readonly kind: 'focus' }
  | { readonly kind: 'show_active'; readonly place: Place }
  | { readonly kind: 'open_files'; readonly place: Place }
  /** Texts that need telling: refused, locked, emptied, or many. */
  | { readonly kind: 'tell'; readonly plan: PastePlan };

export interface GridOutcome {
  readonly state: GridState;
  readonly effects: readonly GridEffect[];
  /** Then the browser doesn't act on the event, too. */
  readonly isTaken: boolean;
}

/** Rows may have been taken away under the selection. */
export function selectionWithin(shape: GridShape, { anchor, focus }: Selection): Selection {
  return { anchor: clamp(shape, anchor), focus: clamp(shape, focus) };
}
