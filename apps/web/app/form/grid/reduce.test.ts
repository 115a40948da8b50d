import { describe, expect, it } from 'vitest';
import { selectionOf, type Position } from './navigation.ts';
import {
  after,
  at,
  atCell,
  cellsOf,
  editIn,
  inside,
  key,
  over,
  place,
  stayed,
  typing,
  view,
  viewOf,
  went,
} from './reduce.fixture.ts';
import { reduceGrid } from './reduce.ts';
import { type GridEvent, type GridState, type GridView, type GridOutcome } from './state.ts';

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
    ['PageDown', {}, at(0, 1), at(2, 1)],
    ['PageDown', {}, at(1, 1), at(2, 1)],
    ['PageUp', {}, at(2, 0), at(0, 0)],
    ['Escape', {}, at(1, 1), at(1, 1)],
  ] as const)('%s %o from %o', (name, held, from, to) => {
    expect(after(atCell(from), key(name, held))).toMatchObject(went(to.row, to.col));
  });

  it('ends in the last row where there is one column', () => {
    const column = viewOf(cellsOf().map((row) => row.slice(0, 1)));
    expect(after(atCell(at(0, 0)), key('End'), column)).toEqual(went(2, 0));
    expect(after(atCell(at(2, 0)), key('Home'), column)).toEqual(went(0, 0));
  });

  it('widens the range by Shift from its active cell, which stays, and takes all by Ctrl+A', () => {
    const range = over(at(0, 0), at(1, 0));
    expect(after(range, key('ArrowRight', { shiftKey: true }))).toEqual({ ...went(0, 0), over: [0, 0, 1, 1] });
    expect(after(range, key('PageDown', { shiftKey: true }))).toEqual({ ...went(0, 0), over: [0, 0, 2, 0] });
    expect(after(range, key('End', { shiftKey: true, ctrlKey: true }))).toEqual({ ...went(0, 0), over: [0, 0, 2, 1] });
    expect(after(range, key('ArrowRight'))).toEqual(went(0, 1));
    expect(after(range, key('a', { ctrlKey: true }))).toEqual({ ...went(0, 0), over: [0, 0, 2, 1] });
    expect(after(range, key('Escape'))).toEqual(went(0, 0));
  });

  it('goes round a range by Tab along its rows, by Enter down its columns', () => {
    const all = (active: Position) => over(at(0, 0), at(1, 1), active);
    const seen = { over: [0, 0, 1, 1] };
    expect(after(all(at(0, 1)), key('Tab'))).toEqual({ ...went(1, 0), ...seen });
    expect(after(all(at(1, 1)), key('Tab'))).toEqual({ ...went(0, 0), ...seen });
    expect(after(all(at(0, 0)), key('Tab', { shiftKey: true }))).toEqual({ ...went(1, 1), ...seen });
    expect(after(all(at(1, 0)), key('Enter'))).toEqual({ ...went(0, 1), ...seen });
    expect(after(editIn(all(at(1, 0)), '7'), key('Enter'))).toEqual({ ...went(0, 1, 'edit a1=7'), ...seen });
  });

  it('goes back by Enter to the column where a run of Tabs began', () => {
    const tabbed = reduceGrid(atCell(at(0, 0)), key('Tab'), view).state;
    expect(after(tabbed, key('Enter'))).toEqual(went(1, 0));
    const left = reduceGrid(tabbed, key('ArrowUp'), view).state;
    expect(after(left, key('Enter'))).toEqual(went(1, 1));
  });

  it('leaves the grid by Tab at its ends, and what it doesn’t know to the browser', () => {
    expect(after(atCell(at(2, 1)), key('Tab'))).toEqual(stayed(atCell(at(2, 1)), false));
    expect(after(atCell(at(0, 0)), key('Tab', { shiftKey: true }))).toEqual(stayed(atCell(at(0, 0)), false));
    expect(after(atCell(at(0, 0)), key('5'))).toEqual(stayed(atCell(at(0, 0)), false));
    expect(after(atCell(at(0, 0)), key('PageDown', { ctrlKey: true }))).toEqual(stayed(atCell(at(0, 0)), false));
  });

  it('begins within the grid where rows were taken away under it', () => {
    expect(after(atCell(at(9, 1)), key('ArrowUp'))).toEqual(went(1, 1));
  });
});

describe('typing', () => {
  it('begins an edit by the first character, and goes on with it', () => {
    expect(after(atCell(at(1, 1)), { kind: 'typed', text: '7' })).toEqual(stayed(typing(at(1, 1), '7'), false));
    const inList = editIn(atCell(at(1, 1)), '7', { isListOpen: true });
    const { state } = reduceGrid(inList, { kind: 'typed', text: '78' }, view);
    expect(state.edit).toMatchObject({ text: '78', isListOpen: true });
  });

  it('over a selection starts at its active cell, the first', () => {
    const { state } = reduceGrid(over(at(0, 1), at(2, 1)), { kind: 'typed', text: '7' }, view);
    expect(state.edit?.place.id).toBe('b0');
    expect(after(state, key('Enter'))).toEqual({ ...went(1, 1, 'edit b0=7'), over: [0, 1, 2, 1] });
  });

  it('begins an edit of what is there by F2 or a double click', () => {
    expect(after(atCell(at(0, 0)), key('F2'))).toEqual(stayed(inside(at(0, 0), '1234'), true));
    expect(after(atCell(at(0, 0)), { kind: 'double_clicked' })).toEqual(stayed(inside(at(0, 0), '1234'), false));
    expect(reduceGrid(atCell(at(0, 0)), key('ArrowDown', { altKey: true }), view).state.edit).toMatchObject({
      text: '1234',
      isListOpen: true,
    });
  });

  it('opens the list of a question or a choice', () => {
    const asking = viewOf(cellsOf({ b0: { type: 'boolean' } }));
    expect(reduceGrid(atCell(at(0, 1)), key('F2'), asking).state.edit).toMatchObject({ isListOpen: true });
  });

  it.each([
    ['Enter', {}, at(2, 1)],
    ['Enter', { shiftKey: true }, at(0, 1)],
    ['Tab', {}, at(2, 0)],
    ['Tab', { shiftKey: true }, at(1, 0)],
    ['ArrowDown', {}, at(2, 1)],
    ['ArrowUp', {}, at(0, 1)],
    ['ArrowLeft', {}, at(1, 0)],
    ['ArrowUp', { ctrlKey: true }, at(0, 1)],
    ['Home', {}, at(1, 0)],
    ['PageUp', {}, at(0, 1)],
    ['Home', { ctrlKey: true }, at(0, 0)],
  ] as const)('is kept by %s %o, which goes on', (name, held, to) => {
    expect(after(typing(at(1, 1), '１２'), key(name, held))).toEqual(went(to.row, to.col, 'edit b1=12'));
  });

  it('inside its text leaves arrows, Home and PageDown to the caret; a click into it or F2 goes inside', () => {
    for (const name of ['ArrowLeft', 'ArrowDown', 'Home', 'End', 'PageDown'])
      expect(after(inside(at(1, 1), '12'), key(name))).toEqual(stayed(inside(at(1, 1), '12'), false));
    expect(after(typing(at(1, 1), '12'), key('F2'))).toEqual(stayed(inside(at(1, 1), '12'), true));
    expect(after(inside(at(1, 1), '12'), key('F2'))).toEqual(stayed(typing(at(1, 1), '12'), true));
    const click = { kind: 'pressed', at: at(1, 1), isMainButton: true, isExtending: false } as const;
    expect(after(typing(at(1, 1), '12'), click)).toEqual(stayed(inside(at(1, 1), '12'), false));
    expect(after(typing(at(1, 1), '12'), { kind: 'double_clicked' })).toEqual(stayed(inside(at(1, 1), '12'), false));
  });

  it('is never cut while an input method composes', () => {
    const composing = typing(at(0, 0), 'shuju');
    for (const name of ['Enter', 'Tab', 'ArrowDown', 'Escape', 'Home', ' '])
      for (const held of [{ isComposing: true }, { keyCode: 229 }])
        expect(after(composing, key(name, held))).toEqual(stayed(composing, false));
  });

  it('is kept by Tab out of the grid, by leaving the cell, and by taking a text of the list', () => {
    expect(after(typing(at(2, 1), '3'), key('Tab'))).toEqual({
      at: [2, 1],
      edit: null,
      effects: ['edit b2=3'],
      isTaken: false,
    });
    expect(after(typing(at(2, 1), '3'), { kind: 'blurred' }).effects).toEqual(['edit b2=3']);
    expect(after(atCell(at(2, 1)), { kind: 'blurred' })).toEqual(stayed(atCell(at(2, 1)), false));
    const inList = editIn(atCell(at(1, 1)), '', { isListOpen: true });
    expect(after(inList, { kind: 'chosen', text: '4' })).toEqual(went(1, 1, 'edit b1=4'));
  });

  it('goes to its own cell, wherever the row has moved meanwhile', () => {
    const moved: GridState = { ...typing(at(0, 1), '8'), selection: selectionOf(at(2, 1)) };
    expect(after(moved, { kind: 'blurred' }).effects).toEqual(['edit b0=8']);
  });

  it('is given up by Escape, and changes nothing where nothing was changed', () => {
    expect(after(typing(at(1, 1), '12'), key('Escape'))).toEqual(stayed(atCell(at(1, 1)), true));
    expect(after(inside(at(0, 0), '1234'), key('Enter'))).toEqual(went(1, 0));
  });

  it('leaves letters and the clipboard to the text', () => {
    for (const event of [key('Delete'), key('z', { ctrlKey: true }), { kind: 'copied' } as const])
      expect(after(typing(at(1, 1), '12'), event)).toEqual(stayed(typing(at(1, 1), '12'), false));
  });

  it('keeps lines in a narrative: Enter and arrows are its own, Ctrl+Enter leaves it', () => {
    const telling = viewOf(cellsOf({ b1: { type: 'narrative' } }));
    const { state } = reduceGrid(atCell(at(1, 1)), { kind: 'typed', text: '一' }, telling);
    for (const name of ['Enter', 'ArrowUp', 'ArrowDown', 'Home'])
      expect(reduceGrid(state, key(name), telling)).toMatchObject({ state, effects: [], isTaken: false });
    expect(after(state, key('Enter', { ctrlKey: true }), telling)).toEqual(went(1, 1, 'edit b1=一'));
  });

  it('breaks a line in a text by Alt+Enter, and nowhere else', () => {
    const words = viewOf(cellsOf({ b1: { type: 'text' } }));
    const { state } = reduceGrid(atCell(at(1, 1)), { kind: 'typed', text: '一' }, words);
    expect(after(state, key('Enter', { altKey: true }), words).effects).toEqual(['break_line']);
    expect(after(typing(at(1, 1), '1'), key('Enter', { altKey: true })).effects).toEqual([]);
  });

  it('fills the selection by Ctrl+Enter, each cell as it asks, and stays', () => {
    const fill = key('Enter', { ctrlKey: true });
    const range = editIn(over(at(0, 0), at(2, 1)), '7');
    const mixed = viewOf(cellsOf({ b0: { calculated: 'a0' }, b1: { type: 'boolean' } }));
    expect(after(range, fill, mixed)).toEqual({
      ...went(0, 0, 'paste a0=7 a1=7 a2=7 b2=7 b1!7'),
      over: [0, 0, 2, 1],
    });
    expect(after(typing(at(1, 1), '7'), fill)).toEqual(went(1, 1, 'edit b1=7'));
  });

  it('is refused where it can’t be read, and tells of a sign that means nothing', () => {
    expect(after(typing(at(1, 1), '多'), key('Enter'))).toEqual(went(2, 1, 'reject b1 多 not_a_number'));
    expect(after(typing(at(1, 1), '—'), key('Enter'))).toEqual(
      went(2, 1, 'edit b1=', 'tell 0 locked 1 emptied 0 left out of 0'),
    );
  });
});

describe('a grid that grows', () => {
  /** A register in one column: what is put into its last row makes another one. */
  function register(rows: number) {
    const values: string[] = [];
    const seen = (): GridView => {
      const cells = Array.from({ length: Math.max(rows, values.length) + 1 }, (_, row) => [place(`r${row}`)]);
      return viewOf(cells, { canGrow: true });
    };
    let state: GridState = atCell(at(rows, 0));
    const send = (event: GridEvent): GridOutcome => {
      const outcome = reduceGrid(state, event, seen());
      ({ state } = outcome);
      for (const effect of outcome.effects)
        if (effect.kind === 'edit')
          for (const one of effect.edits) values[Number(one.place.id.slice(1))] = one.content.value;
        else if (effect.kind === 'reject') values[Number(effect.place.id.slice(1))] = `!${effect.text}`;
      return outcome;
    };
    const type = (text: string, name: string): GridOutcome => {
      for (let length = 1; length <= text.length; length += 1) send({ kind: 'typed', text: text.slice(0, length) });
      return send(key(name));
    };
    return { type, send, values, row: () => state.selection.active.row };
  }

  it.each(['Enter', 'Tab', 'ArrowDown'])('keeps each of 101 to 112 typed with %s into its last, empty row', (name) => {
    const { type, values } = register(0);
    for (let number = 101; number <= 112; number += 1) type(String(number), name);
    expect(values).toEqual(Array.from({ length: 12 }, (_, index) => String(101 + index)));
  });

  it('goes on below text that can’t be read, too, and not below nothing', () => {
    const { type, values, row } = register(0);
    type('多', 'Enter');
    type('5', 'Enter');
    expect(values).toEqual(['!多', '5']);
    expect(row()).toBe(2);
    type('', 'Enter');
    expect(row()).toBe(2);
  });

  it('is left by Tab from a last row that is empty', () => {
    expect(register(2).send(key('Tab')).isTaken).toBe(false);
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
    expect(after(atCell(at(0, 0)), press(at(2, 1), { isExtending: true }))).toEqual({
      ...went(0, 0),
      over: [0, 0, 2, 1],
    });
    expect(after(atCell(at(0, 0)), { kind: 'dragged_to', at: at(1, 1), isMainButton: true })).toEqual({
      ...went(0, 0),
      over: [0, 0, 1, 1],
      isTaken: false,
    });
    expect(after(atCell(at(0, 0)), { kind: 'dragged_to', at: at(1, 1), isMainButton: false }).effects).toEqual([]);
  });

  it('keeps what is being typed when it goes elsewhere', () => {
    expect(after(typing(at(0, 1), '8'), press(at(2, 0)))).toEqual(went(2, 0, 'edit b0=8'));
    expect(after(typing(at(0, 1), '8'), { kind: 'led_to', at: at(2, 0) }).effects).toEqual(['edit b0=8', 'focus']);
    expect(after(typing(at(0, 1), '8'), { kind: 'dragged_to', at: at(2, 1), isMainButton: true })).toEqual(
      stayed(typing(at(0, 1), '8'), false),
    );
    expect(after(atCell(at(0, 0)), press(at(2, 1), { isMainButton: false }))).toEqual(stayed(atCell(at(0, 0)), false));
  });

  it('is followed by what stands beside the grid, which can lead back', () => {
    expect(after(atCell(at(0, 1)), { kind: 'focused' }).effects).toEqual(['show_active b0']);
    expect(after(atCell(at(0, 1)), { kind: 'led_to', at: at(2, 0) })).toEqual({ ...went(2, 0), isTaken: false });
  });
});
