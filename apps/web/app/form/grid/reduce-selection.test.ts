import { missingCell } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import {
  after,
  at,
  atCell,
  cellsOf,
  key,
  over,
  pasted,
  place,
  stayed,
  typing,
  view,
  viewOf,
  went,
} from './reduce.fixture.ts';
import { reduceGrid } from './reduce.ts';
import { initialState, type GridEvent, type GridState, type GridView } from './state.ts';

describe('what is done to a selection', () => {
  const all = over(at(0, 0), at(2, 1));
  const partly = viewOf(cellsOf({ b0: { calculated: 'a0' }, b1: { type: 'attachment' } }));
  const effectsOf = (state: GridState, event: GridEvent, seen: GridView = view) => after(state, event, seen).effects;

  it('empties it, but for what is locked and files', () => {
    for (const name of ['Delete', 'Backspace'])
      expect(effectsOf(all, key(name), partly)).toEqual(['edit a0= a1= a2= b2=']);
  });

  it('fills it down from its first row, or one row from the one above', () => {
    const fill = key('d', { ctrlKey: true });
    expect(effectsOf(over(at(0, 0), at(2, 0)), fill)).toEqual(['edit a1=1234 a2=1234']);
    expect(effectsOf(atCell(at(2, 0)), fill)).toEqual(['edit a2=5']);
    expect(effectsOf(atCell(at(0, 0)), fill)).toEqual([]);
    expect(effectsOf(all, fill, partly)).toEqual(['edit a1=1234 a2=1234 b2=']);
  });

  it('copies and cuts it as a spreadsheet does', () => {
    const copied = 'copy [["1,234",""],["5",""],["",""]]';
    expect(after(all, { kind: 'copied' })).toMatchObject({ effects: [copied], isTaken: true });
    expect(effectsOf(all, { kind: 'cut' })).toEqual([copied, 'edit a0= b0= a1= b1= a2= b2=']);
  });

  it('pastes from its corner, quietly where all fits', () => {
    const block = pasted([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(after(atCell(at(1, 0)), block)).toMatchObject({ effects: ['paste a1=1 b1=2 a2=3 b2=4'], isTaken: true });
    expect(effectsOf(all, pasted([['7']]), partly)).toEqual([
      'paste a0=7 a1=7 a2=7 b2=7',
      'tell 2 locked 0 emptied 0 left out of 4',
    ]);
    const growing = viewOf(cellsOf(), { placeBelow: ({ row, col }) => place(`new${row}${col}`) });
    expect(effectsOf(atCell(at(2, 0)), pasted([['1'], ['2']]), growing)).toEqual(['paste a2=1 new30=2']);
  });

  it('keeps what can’t be read in its cell, and tells what has no place', () => {
    expect(effectsOf(atCell(at(2, 0)), pasted([['3\n4'], ['5']]))).toEqual([
      'paste a2!3\n4',
      'tell 0 locked 0 emptied 1 left out of 0',
    ]);
  });

  it('takes the paragraphs of a text as one narrative, and the cells of a table as cells', () => {
    const telling = viewOf(cellsOf({ a1: { type: 'narrative' }, a2: { type: 'narrative' } }));
    const lines = [['一段'], ['二段'], ['三段']];
    expect(effectsOf(atCell(at(1, 0)), pasted(lines, false), telling)).toEqual(['paste a1=一段\n二段\n三段']);
    expect(effectsOf(atCell(at(1, 0)), pasted([['一段'], ['二段']]), telling)).toEqual(['paste a1=一段 a2=二段']);
  });

  it('refuses lines pasted into the number that is being typed, with its text kept', () => {
    const event: GridEvent = {
      kind: 'pasted',
      pasted: { block: [['3'], ['4']], isTable: false, text: '3\n4' },
      inEdit: '13\n4',
    };
    expect(after(typing(at(1, 1), '1'), event)).toEqual(went(1, 1, 'reject b1 13\n4 not_a_number'));
    const plain: GridEvent = { kind: 'pasted', pasted: { block: [['3']], isTable: true, text: '3\n' }, inEdit: '13\n' };
    expect(after(typing(at(1, 1), '1'), plain)).toEqual(stayed(typing(at(1, 1), '1'), false));
  });

  it('shows the plan of a large paste first', () => {
    const cells = Array.from({ length: 51 }, (_, row) => [place(`c${row}`)]);
    const block = cells.map(() => ['1']);
    expect(effectsOf(initialState, pasted(block), viewOf(cells))).toEqual(['ask 0 locked 0 emptied 0 left out of 51']);
    expect(effectsOf(initialState, pasted(block.slice(1)), viewOf(cells))).toHaveLength(1);
  });

  it('is undone and done again', () => {
    expect(after(atCell(at(1, 0)), key('z', { ctrlKey: true }))).toEqual(went(1, 0, 'undo'));
    expect(after(atCell(at(1, 0)), key('z', { ctrlKey: true, shiftKey: true }))).toEqual(went(1, 0, 'redo'));
    expect(after(atCell(at(1, 0)), key('y', { ctrlKey: true }))).toEqual(went(1, 0, 'redo'));
  });

  it('has its rows deleted, and the focus stays where they were', () => {
    expect(after(atCell(at(1, 1)), key('-', { ctrlKey: true }))).toEqual(went(1, 1, 'delete_rows 1 1'));
    expect(after(over(at(2, 0), at(1, 1)), { kind: 'rows_deleted' })).toEqual({
      ...went(1, 0, 'delete_rows 1 2'),
      isTaken: false,
    });
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
      pasted([['1']]),
    ];
    for (const event of events)
      expect(after(atCell(at(1, 0)), event, reading)).toMatchObject({ edit: null, effects: [] });
    expect(after(atCell(at(1, 0)), { kind: 'copied' }, reading).effects).toEqual(['copy [["5"]]']);
  });

  it('is a cell that is calculated, too', () => {
    const locked = viewOf(cellsOf({ b1: { calculated: 'a0' } }));
    expect(after(atCell(at(1, 1)), key('F2'), locked)).toEqual(stayed(atCell(at(1, 1)), true));
    expect(after(atCell(at(1, 1)), { kind: 'typed', text: '1' }, locked)).toEqual(stayed(atCell(at(1, 1)), false));
    expect(after(over(at(0, 1), at(1, 1)), pasted([['1'], ['2']]), locked).effects).toEqual([
      'paste b0=1',
      'tell 1 locked 0 emptied 0 left out of 1',
    ]);
  });
});

it('empties a cell to what is missing, not to zero', () => {
  const { effects } = reduceGrid(atCell(at(0, 0)), key('Delete'), view);
  expect(effects).toMatchObject([{ kind: 'edit', edits: [{ content: missingCell }] }]);
});
