import type { CellError, FormRoom } from '@huibao/domain';
import type { CellEdit } from '../sync/form-state.ts';
import type { Place } from '../sync/places.ts';
import type { CopiedCell } from './clipboard.ts';
import type { Key } from './keys.ts';
import { clamp, selectionOf, type GridShape, type Position, type Selection } from './navigation.ts';
import type { PastePlan } from './plan-paste.ts';

export interface GridEdit {
  /** Where the text belongs, wherever its row has moved meanwhile. */
  readonly place: Place;
  readonly text: string;
  readonly isListOpen: boolean;
  /** Arrows move the caret, and don't leave. */
  readonly isInside: boolean;
}

/** What a grid remembers: where its person is, and the text that isn't in its cell yet. */
export interface GridState {
  readonly selection: Selection;
  readonly edit: GridEdit | null;
  /** The column where a run of Tabs began: Enter after it goes back there, a row further down. */
  readonly tabbedFrom: number | null;
}

export const origin: Position = { row: 0, col: 0 };

export const initialState: GridState = { selection: selectionOf(origin), edit: null, tabbedFrom: null };

/** What there is to move in and to read, at the moment of an event. */
export interface GridView extends GridShape {
  readonly placeAt: (at: Position) => Place | undefined;
  /** A grid that grows gives places below its last row, for pasting. */
  readonly placeBelow: (at: Position) => Place | undefined;
  /** Its last row is an empty one, and a further one comes when something is put into it. */
  readonly canGrow: boolean;
  /** How far PageDown goes. */
  readonly pageRows: () => number;
  /** What the form's limits still let in. */
  readonly room: () => FormRoom;
  /** Reported on: what a typed date may leave out. */
  readonly year: number;
  readonly isReadOnly: boolean;
  /** What a cell shows. */
  readonly textOf: (place: Place) => string;
  /** What one edits: a number without its grouping, a choice by its label. */
  readonly draftOf: (place: Place) => string;
}

export interface PastedText {
  /** The texts by rows. */
  readonly block: readonly (readonly string[])[];
  /** Cells of a table, and not the lines of a text. */
  readonly isTable: boolean;
  /** The text as it is. */
  readonly text: string;
}

/** The selected cells go to the clipboard, or what was on it comes. */
export type ClipboardAction =
  | { readonly kind: 'copied' | 'cut' }
  /** `inEdit`: what the text being edited would be with it. */
  | { readonly kind: 'pasted'; readonly pasted: PastedText; readonly inEdit: string };

export type GridEvent =
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'typed'; readonly text: string }
  /** A text of the open list was taken. */
  | { readonly kind: 'chosen'; readonly text: string }
  | { readonly kind: 'focused' | 'blurred' | 'double_clicked' | 'rows_deleted' }
  | ClipboardAction
  | { readonly kind: 'pressed'; readonly at: Position; readonly isMainButton: boolean; readonly isExtending: boolean }
  | { readonly kind: 'dragged_to'; readonly at: Position; readonly isMainButton: boolean }
  /** Something beside the grid leads to a cell of it. */
  | { readonly kind: 'led_to'; readonly at: Position };

/** What is to happen outside of the grid's own state, in this order. */
export type GridEffect =
  | { readonly kind: 'edit'; readonly edits: readonly CellEdit[] }
  | { readonly kind: 'reject'; readonly place: Place; readonly text: string; readonly error: CellError }
  | { readonly kind: 'paste'; readonly plan: PastePlan }
  | { readonly kind: 'undo' | 'redo' }
  | { readonly kind: 'delete_rows'; readonly from: number; readonly to: number }
  | { readonly kind: 'copy'; readonly rows: readonly (readonly CopiedCell[])[] }
  /** A line's end at the caret of the text that is being edited. */
  | { readonly kind: 'break_line' }
  /** The active cell's input takes the focus, and comes into sight. */
  | { readonly kind: 'focus' }
  | { readonly kind: 'show_active'; readonly place: Place }
  | { readonly kind: 'open_files'; readonly place: Place }
  /** Texts that need telling: refused, locked, emptied, without a place; or many, which aren't pasted yet. */
  | { readonly kind: 'tell'; readonly plan: PastePlan; readonly isDone: boolean };

export interface GridOutcome {
  readonly state: GridState;
  readonly effects: readonly GridEffect[];
  /** Then the browser doesn't act on the event, too. */
  readonly isTaken: boolean;
}

/** Rows may have been taken away under the selection. */
export function selectionWithin(shape: GridShape, { active, anchor, focus }: Selection): Selection {
  return { active: clamp(shape, active), anchor: clamp(shape, anchor), focus: clamp(shape, focus) };
}
