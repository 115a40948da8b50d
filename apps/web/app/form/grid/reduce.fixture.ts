import { FormRoom, occupancyOf, type DataElement } from '@huibao/domain';
import { placeOf, type Place } from '../sync/places.ts';
import type { Key } from './keys.ts';
import { selectionOf, type Position, type Selection } from './navigation.ts';
import { reduceGrid } from './reduce.ts';
import type { GridEvent, GridOutcome, GridState, GridView } from './state.ts';

// A small grid, what is done to it, and what becomes of it in words: for the tests of the reducer.

export const at = (row: number, col: number): Position => ({ row, col });

export const place = (code: string, more: Partial<DataElement> = {}): Place =>
  placeOf('s', { code, label: { zh: code, en: code }, type: 'integer', flow: 'flow', required: true, ...more }, null, {
    code,
    key: '',
  });

/** Three rows of two cells, `a0` to `b2`; `a0` holds 1234, `a1` 5, and the rest is empty. */
const texts: Readonly<Record<string, string>> = { a0: '1,234', a1: '5' };
export const cellsOf = (changed: Readonly<Record<string, Partial<DataElement>>> = {}): readonly (readonly Place[])[] =>
  [0, 1, 2].map((row) => ['a', 'b'].map((column) => place(`${column}${row}`, changed[`${column}${row}`])));

export const viewOf = (cells: readonly (readonly Place[])[], more: Partial<GridView> = {}): GridView => ({
  rows: cells.length,
  cols: cells[0]?.length ?? 0,
  isReadOnly: false,
  canGrow: false,
  pageRows: () => 2,
  room: () => new FormRoom(occupancyOf([])),
  year: 2024,
  isFilled: ({ row, col }) => (cells[row]?.[col]?.id ?? '') in texts,
  placeAt: ({ row, col }) => cells[row]?.[col],
  placeBelow: () => undefined,
  textOf: ({ id }) => texts[id] ?? '',
  draftOf: ({ id }) => texts[id]?.replace(',', '') ?? '',
  ...more,
});
export const view = viewOf(cellsOf());

export const key = (name: string, more: Partial<Key> = {}): GridEvent => ({
  kind: 'key',
  key: {
    key: name,
    keyCode: 0,
    isComposing: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...more,
  },
});
const resting = { edit: null, tabbedFrom: null };
export const atCell = (active: Position): GridState => ({ selection: selectionOf(active), ...resting });
/** A range from its active cell to its other end. */
export const over = (anchor: Position, focus: Position, active = anchor): GridState => ({
  selection: { active, anchor, focus },
  ...resting,
});
export const editIn = (
  from: GridState,
  text: string,
  more: { isInside?: boolean; isListOpen?: boolean } = {},
): GridState => {
  const { row, col } = from.selection.active;
  const edited = cellsOf()[row]?.[col];
  if (!edited) throw new Error('no such cell');
  return { ...from, edit: { place: edited, text, isListOpen: false, isInside: false, ...more } };
};
export const typing = (active: Position, text: string): GridState => editIn(atCell(active), text);
export const inside = (active: Position, text: string): GridState => editIn(atCell(active), text, { isInside: true });

const rangeIn = ({ active, anchor, focus }: Selection) =>
  anchor.row === focus.row && anchor.col === focus.col && active.row === anchor.row && active.col === anchor.col
    ? {}
    : { over: [anchor.row, anchor.col, focus.row, focus.col] };

/** What is left of an outcome for reading: where it leads, and each effect by what it is about. */
function told({ state, effects, isTaken }: GridOutcome) {
  const { active } = state.selection;
  return {
    at: [active.row, active.col],
    ...rangeIn(state.selection),
    edit: state.edit === null ? null : `${state.edit.text}${state.edit.isInside ? '|' : ''}`,
    effects: effects.map((effect) => {
      switch (effect.kind) {
        case 'edit':
          return ['edit', ...effect.edits.map(({ place: { id }, content: { value } }) => `${id}=${value}`)].join(' ');
        case 'paste':
          return [
            'paste',
            ...effect.plan.edits.map(({ place: { id }, content: { value } }) => `${id}=${value}`),
            ...effect.plan.refused.map(({ place: { id }, text }) => `${id}!${text}`),
          ].join(' ');
        case 'reject':
          return `reject ${effect.place.id} ${effect.text} ${effect.error.code}`;
        case 'tell': {
          const { locked, emptied, leftOut, edits } = effect.plan;
          const counts = `${locked.length} locked ${emptied.length} emptied ${leftOut.length} left out`;
          return `${effect.isDone ? 'tell' : 'ask'} ${counts} of ${edits.length}`;
        }
        case 'copy':
          return `copy ${JSON.stringify(effect.rows.map((row) => row.map(({ text }) => text)))}`;
        case 'delete_rows':
          return `delete_rows ${effect.from} ${effect.to}`;
        case 'show_active':
        case 'open_files':
          return `${effect.kind} ${effect.place.id}`;
        default:
          return effect.kind;
      }
    }),
    isTaken,
  };
}
export const after = (state: GridState, event: GridEvent, seen: GridView = view) =>
  told(reduceGrid(state, event, seen));
export const went = (row: number, col: number, ...before: string[]) => ({
  at: [row, col],
  edit: null,
  effects: [...before, 'focus'],
  isTaken: true,
});
export const stayed = (state: GridState, isTaken: boolean) => told({ state, effects: [], isTaken });

export const pasted = (block: readonly (readonly string[])[], isTable = true): GridEvent => ({
  kind: 'pasted',
  pasted: { block, isTable, text: block.map((row) => row.join('\t')).join('\n') },
  inEdit: '',
});
