import { missingCell, type DataElement } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { placeOf, type Place } from '../sync/places.ts';
import type { Key } from './keys.ts';
import type { Position } from './navigation.ts';
import { reduceGrid } from './reduce.ts';
import { initialState, type GridEvent, type GridOutcome, type GridState, type GridView } from './state.ts';

const at = (row: number, col: number): Position => ({ row, col });

const place = (code: string, more: Partial<DataElement> = {}): Place =>
  placeOf('s', { code, label: { zh: code, en: code }, type: 'integer', flow: 'flow', required: true, ...more }, null, {
    code,
    key: '',
  });

/** Three rows of two cells, `a0` to `b2`; `a0` holds 1234, `a1` 5, and the rest is empty. */
const texts: Readonly<Record<string, string>> = { a0: '1,234', a1: '5' };
const cellsOf = (changed: Readonly<Record<string, Partial<DataElement>>> = {}): readonly (readonly Place[])[] =>
  [0, 1, 2].map((row) => ['a', 'b'].map((column) => place(`${column}${row}`, changed[`${column}${row}`])));

const viewOf = (cells: readonly (readonly Place[])[], more: Partial<GridView> = {}): GridView => ({
  rows: cells.length,
  cols: cells[0]?.length ?? 0,
  isReadOnly: false,
  isFilled: ({ row, col }) => (cells[row]?.[col]?.id ?? '') in texts,
  placeAt: ({ row, col }) => cells[row]?.[col],
  placeBelow: () => undefined,
  textOf: ({ id }) => texts[id] ?? '',
  draftOf: ({ id }) => texts[id]?.replace(',', '') ?? '',
  ...more,
});
const view = viewOf(cellsOf());

const key = (name: string, more: Partial<Key> = {}): GridEvent => ({
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
const atCell = (focus: Position, anchor: Position = focus): GridState => ({ selection: { anchor, focus }, edit: null });
const editing = (focus: Position, text: string, isListOpen = false): GridState => ({
  ...atCell(focus),
  edit: { text, isListOpen },
});

/** What is left of an outcome for reading: where it leads, and each effect by what it is about. */
function told({ state, effects, isTaken }: GridOutcome) {
  const { anchor, focus } = state.selection;
  const isRange = anchor.row !== focus.row || anchor.col !== focus.col;
  return {
    at: [focus.row, focus.col],
    ...(isRange ? { from: [anchor.row, anchor.col] } : {}),
    edit: state.edit,
    effects: effects.map((effect) => {
      switch (effect.kind) {
        case 'edit':
          return [
            `edit by ${effect.source}`,
            ...effect.edits.map(({ place: { id }, content: { value } }) => `${id}=${value}`),
          ].join(' ');
        case 'reject':
          return `reject ${effect.place.id} ${effect.text} ${effect.error.code}`;
        case 'tell':
          return `tell ${effect.plan.locked.length} locked ${effect.plan.emptied.length} emptied of ${effect.plan.edits.length}`;
        case 'copy':
          return `copy ${JSON.stringify(effect.text)}`;
        case 'delete_row':
          return `delete_row ${effect.row}`;
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
const after = (state: GridState, event: GridEvent, seen: GridView = view) => told(reduceGrid(state, event, seen));
const went = (row: number, col: number, ...before: string[]) => ({
  at: [row, col],
  edit: null,
  effects: [...before, 'focus'],
  isTaken: true,
});
const stayed = (state: GridState, isTaken: boolean) => told({ state, effects: [], isTaken });

describe('moving by keys', () => {
  it.each([
    ['ArrowDown', {}, at(0, 0), at(1, 0)],
    ['ArrowUp', {}, at(0, 1), at(0, 1)],
    ['ArrowRight', {}, at(2, 0), at(2, 1)],
    ['ArrowLeft', {}, at(2, 1), at(2, 0)],
    ['ArrowDown', { ctrlKey: true }, at(0, 0), at(1, 0)],
    ['ArrowDown', { ctrlKey: true }, at(1, 0), at(2, 0)],
    ['Tab', {}, at(0, 1), at(1, 0)],
    ['Tab', { shiftKey: true }, at(1, 0), at(0, 1)],
    ['Enter', {}, at(0, 1), at(1, 1)],
    ['Enter', { shiftKey: true }, at(1, 1), at(0, 1)],
    ['Enter', {}, at(2, 1), at(2, 1)],
    ['Home', {}, at(1, 1), at(1, 0)],
    ['End', {}, at(1, 0), at(1, 1)],
    ['Home', { ctrlKey: true }, at(2, 1), at(0, 0)],
    ['End', { ctrlKey: true }, at(0, 0), at(2, 1)],
    ['Escape', {}, at(1, 1), at(1, 1)],
  ] as const)('%s %o from %o', (name, held, from, to) => {
    expect(after(atCell(from), key(name, held))).toEqual(went(to.row, to.col));
  });

  it('ends in the last row where there is one column', () => {
    const column = viewOf(cellsOf().map((row) => row.slice(0, 1)));
    expect(after(atCell(at(0, 0)), key('End'), column)).toEqual(went(2, 0));
    expect(after(atCell(at(2, 0)), key('Home'), column)).toEqual(went(0, 0));
  });

  it('widens the range by Shift, from where it was begun, and takes all by Ctrl+A', () => {
    const range = atCell(at(1, 0), at(0, 0));
    expect(after(range, key('ArrowRight', { shiftKey: true }))).toEqual({ ...went(1, 1), from: [0, 0] });
    expect(after(range, key('End', { shiftKey: true, ctrlKey: true }))).toEqual({ ...went(2, 1), from: [0, 0] });
    expect(after(range, key('ArrowRight'))).toEqual(went(1, 1));
    expect(after(range, key('a', { ctrlKey: true }))).toEqual({ ...went(2, 1), from: [0, 0] });
  });

  it('leaves the grid by Tab at its ends, and what it doesn’t know to the browser', () => {
    expect(after(atCell(at(2, 1)), key('Tab'))).toEqual(stayed(atCell(at(2, 1)), false));
    expect(after(atCell(at(0, 0)), key('Tab', { shiftKey: true }))).toEqual(stayed(atCell(at(0, 0)), false));
    expect(after(atCell(at(0, 0)), key('5'))).toEqual(stayed(atCell(at(0, 0)), false));
    expect(after(editing(at(0, 0), '拼'), key('Enter', { isComposing: true }))).toEqual(
      stayed(editing(at(0, 0), '拼'), false),
    );
  });

  it('begins within the grid where rows were taken away under it', () => {
    expect(after(atCell(at(9, 1)), key('ArrowUp'))).toEqual(went(1, 1));
  });
});

describe('typing', () => {
  it('begins an edit by the first character, and goes on with it', () => {
    expect(after(atCell(at(1, 1)), { kind: 'typed', text: '7' })).toEqual(stayed(editing(at(1, 1), '7'), false));
    expect(after(editing(at(1, 1), '7', true), { kind: 'typed', text: '78' })).toEqual(
      stayed(editing(at(1, 1), '78', true), false),
    );
  });

  it('begins an edit of what is there by F2 or a double click', () => {
    expect(after(atCell(at(0, 0)), key('F2'))).toEqual(stayed(editing(at(0, 0), '1234'), true));
    expect(after(atCell(at(0, 0)), { kind: 'double_clicked' })).toEqual(stayed(editing(at(0, 0), '1234'), false));
    expect(after(atCell(at(0, 0)), key('ArrowDown', { altKey: true }))).toEqual(
      stayed(editing(at(0, 0), '1234', true), true),
    );
  });

  it('opens the list of a question or a choice', () => {
    const asking = viewOf(cellsOf({ b0: { type: 'boolean' } }));
    expect(after(atCell(at(0, 1)), key('F2'), asking)).toEqual(stayed(editing(at(0, 1), '', true), true));
  });

  it.each([
    ['Enter', {}, at(2, 1)],
    ['Enter', { shiftKey: true }, at(0, 1)],
    ['Tab', {}, at(2, 0)],
    ['Tab', { shiftKey: true }, at(1, 0)],
  ] as const)('is kept by %s %o, which goes on', (name, held, to) => {
    expect(after(editing(at(1, 1), '１２'), key(name, held))).toEqual(went(to.row, to.col, 'edit by page b1=12'));
  });

  it('is kept by Tab out of the grid, by leaving the cell, and by taking a text of the list', () => {
    expect(after(editing(at(2, 1), '3'), key('Tab'))).toEqual({
      at: [2, 1],
      edit: null,
      effects: ['edit by page b2=3'],
      isTaken: false,
    });
    expect(after(editing(at(2, 1), '3'), { kind: 'blurred' }).effects).toEqual(['edit by page b2=3']);
    expect(after(atCell(at(2, 1)), { kind: 'blurred' })).toEqual(stayed(atCell(at(2, 1)), false));
    expect(after(editing(at(1, 1), '', true), { kind: 'chosen', text: '4' })).toEqual(went(1, 1, 'edit by page b1=4'));
  });

  it('is given up by Escape', () => {
    expect(after(editing(at(1, 1), '12'), key('Escape'))).toEqual(stayed(atCell(at(1, 1)), true));
  });

  it('leaves arrows, letters and the clipboard to the text', () => {
    for (const event of [key('ArrowLeft'), key('Delete'), key('z', { ctrlKey: true }), { kind: 'copied' } as const])
      expect(after(editing(at(1, 1), '12'), event)).toEqual(stayed(editing(at(1, 1), '12'), false));
  });

  it('keeps lines in a narrative: Enter is its own, Ctrl+Enter leaves it', () => {
    const telling = viewOf(cellsOf({ b1: { type: 'narrative' } }));
    expect(after(editing(at(1, 1), '一'), key('Enter'), telling)).toEqual(stayed(editing(at(1, 1), '一'), false));
    expect(after(editing(at(1, 1), '一'), key('Enter', { ctrlKey: true }), telling)).toEqual(
      went(1, 1, 'edit by page b1=一'),
    );
  });

  it('is refused where it can’t be read, and tells of a sign that means nothing', () => {
    expect(after(editing(at(1, 1), '多'), key('Enter'))).toEqual(went(2, 1, 'reject b1 多 not_a_number'));
    expect(after(editing(at(1, 1), '—'), key('Enter'))).toEqual(
      went(2, 1, 'edit by page b1=', 'tell 0 locked 1 emptied of 0'),
    );
  });
});

describe('the pointer', () => {
  const press = (to: Position, more: Partial<Extract<GridEvent, { kind: 'pressed' }>> = {}): GridEvent => ({
    kind: 'pressed',
    at: to,
    isMainButton: true,
    isExtending: false,
    ...more,
  });

  it('chooses a cell, or with Shift a range, and draws one', () => {
    expect(after(atCell(at(0, 0)), press(at(2, 1)))).toEqual(went(2, 1));
    expect(after(atCell(at(0, 0)), press(at(2, 1), { isExtending: true }))).toEqual({ ...went(2, 1), from: [0, 0] });
    expect(after(atCell(at(0, 0)), { kind: 'dragged_to', at: at(1, 1), isMainButton: true })).toEqual({
      ...went(1, 1),
      from: [0, 0],
      isTaken: false,
    });
    expect(after(atCell(at(0, 0)), { kind: 'dragged_to', at: at(1, 1), isMainButton: false }).effects).toEqual([]);
  });

  it('keeps what is being typed when it goes elsewhere, and stays in the text otherwise', () => {
    expect(after(editing(at(0, 1), '8'), press(at(2, 0)))).toEqual(went(2, 0, 'edit by page b0=8'));
    expect(after(editing(at(0, 1), '8'), press(at(0, 1)))).toEqual(stayed(editing(at(0, 1), '8'), false));
    expect(after(editing(at(0, 1), '8'), { kind: 'dragged_to', at: at(2, 1), isMainButton: true })).toEqual(
      stayed(editing(at(0, 1), '8'), false),
    );
    expect(after(atCell(at(0, 0)), press(at(2, 1), { isMainButton: false }))).toEqual(stayed(atCell(at(0, 0)), false));
  });

  it('is followed by what stands beside the grid, which can lead back', () => {
    expect(after(atCell(at(0, 1)), { kind: 'focused' }).effects).toEqual(['show_active b0']);
    expect(after(atCell(at(0, 1)), { kind: 'led_to', at: at(2, 0) })).toEqual({ ...went(2, 0), isTaken: false });
  });
});

describe('what is done to a selection', () => {
  const all = atCell(at(2, 1), at(0, 0));
  const partly = viewOf(cellsOf({ b0: { calculated: 'a0' }, b1: { type: 'attachment' } }));
  const effectsOf = (state: GridState, event: GridEvent, seen: GridView = view) => after(state, event, seen).effects;

  it('empties it, but for what is locked and files', () => {
    for (const name of ['Delete', 'Backspace'])
      expect(effectsOf(all, key(name), partly)).toEqual(['edit by page a0= a1= a2= b2=']);
  });

  it('fills it down from its first row, or one row from the one above', () => {
    const fill = key('d', { ctrlKey: true });
    expect(effectsOf(atCell(at(2, 0), at(0, 0)), fill)).toEqual(['edit by page a1=1234 a2=1234']);
    expect(effectsOf(atCell(at(2, 0)), fill)).toEqual(['edit by page a2=5']);
    expect(effectsOf(atCell(at(0, 0)), fill)).toEqual([]);
    expect(effectsOf(all, fill, partly)).toEqual(['edit by page a1=1234 a2=1234 b2=']);
  });

  it('copies and cuts it as a spreadsheet does', () => {
    const copied = 'copy "1,234\\t\\n5\\t\\n\\t"';
    expect(after(all, { kind: 'copied' })).toMatchObject({ effects: [copied], isTaken: true });
    expect(effectsOf(all, { kind: 'cut' })).toEqual([copied, 'edit by page a0= b0= a1= b1= a2= b2=']);
  });

  it('pastes from its corner, quietly where all fits', () => {
    const paste = (...block: string[][]): GridEvent => ({ kind: 'pasted', block });
    expect(after(atCell(at(1, 0)), paste(['1', '2'], ['3', '4']))).toMatchObject({
      effects: ['edit by paste a1=1 b1=2 a2=3 b2=4'],
      isTaken: true,
    });
    expect(effectsOf(all, paste(['7']), partly)).toEqual([
      'edit by paste a0=7 a1=7 a2=7 b2=7',
      'tell 2 locked 0 emptied of 4',
    ]);
    const growing = viewOf(cellsOf(), { placeBelow: ({ row, col }) => place(`new${row}${col}`) });
    expect(effectsOf(atCell(at(2, 0)), paste(['1'], ['2']), growing)).toEqual(['edit by paste a2=1 new30=2']);
  });

  it('shows the plan of a large paste first', () => {
    const cells = Array.from({ length: 51 }, (_, row) => [place(`c${row}`)]);
    const block = cells.map(() => ['1']);
    expect(effectsOf(initialState, { kind: 'pasted', block }, viewOf(cells))).toEqual([
      'tell 0 locked 0 emptied of 51',
    ]);
    expect(effectsOf(initialState, { kind: 'pasted', block: block.slice(1) }, viewOf(cells))).toHaveLength(1);
  });

  it('is undone and done again, and its row deleted', () => {
    expect(after(atCell(at(1, 0)), key('z', { ctrlKey: true }))).toEqual(went(1, 0, 'undo'));
    expect(after(atCell(at(1, 0)), key('z', { ctrlKey: true, shiftKey: true }))).toEqual(went(1, 0, 'redo'));
    expect(after(atCell(at(1, 0)), key('y', { ctrlKey: true }))).toEqual(went(1, 0, 'redo'));
    expect(effectsOf(atCell(at(1, 0)), key('-', { ctrlKey: true }))).toEqual(['delete_row 1']);
  });

  it('opens the files of a cell that holds files', () => {
    for (const event of [key('Enter'), key('F2'), { kind: 'double_clicked' } as const])
      expect(effectsOf(atCell(at(1, 1)), event, partly)).toEqual(['open_files b1']);
    expect(after(atCell(at(1, 1)), { kind: 'typed', text: 'x' }, partly).edit).toBeNull();
  });
});

describe('what may not be changed', () => {
  it('stays as it is in a form that is only read', () => {
    const reading = viewOf(cellsOf(), { isReadOnly: true });
    const events: readonly GridEvent[] = [
      key('F2'),
      key('Delete'),
      key('d', { ctrlKey: true }),
      key('-', { ctrlKey: true }),
      { kind: 'typed', text: '1' },
      { kind: 'pasted', block: [['1']] },
    ];
    for (const event of events)
      expect(after(atCell(at(1, 0)), event, reading)).toMatchObject({ edit: null, effects: [] });
    expect(after(atCell(at(1, 0)), { kind: 'copied' }, reading).effects).toEqual(['copy "5"']);
  });

  it('is a cell that is calculated, too', () => {
    const locked = viewOf(cellsOf({ b1: { calculated: 'a0' } }));
    expect(after(atCell(at(1, 1)), key('F2'), locked)).toEqual(stayed(atCell(at(1, 1)), true));
    expect(after(atCell(at(1, 1)), { kind: 'typed', text: '1' }, locked)).toEqual(stayed(atCell(at(1, 1)), false));
    expect(after(editing(at(1, 1), '1'), { kind: 'blurred' }, locked)).toEqual(stayed(atCell(at(1, 1)), false));
  });
});

it('empties a cell to what is missing, not to zero', () => {
  const { effects } = reduceGrid(atCell(at(0, 0)), key('Delete'), view);
  expect(effects).toMatchObject([{ kind: 'edit', edits: [{ content: missingCell }] }]);
});
