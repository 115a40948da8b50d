import { describe, expect, it } from 'vitest';
import { actionOf, type Key } from './keys.ts';
import { isInRange, jump, positionsOf, rangeOf, roundTo, step, tabTo, type GridShape } from './navigation.ts';

const at = (row: number, col: number) => ({ row, col });
const column = (filled: string): GridShape => ({
  rows: filled.length,
  cols: 1,
  isFilled: ({ row }) => filled[row] === 'x',
});
const down = at(1, 0);

describe('moving', () => {
  it('stays inside the grid', () => {
    const shape = { rows: 2, cols: 3, isFilled: () => false };
    expect(step(shape, at(0, 0), at(-1, 0))).toEqual(at(0, 0));
    expect(step(shape, at(1, 2), at(0, 1))).toEqual(at(1, 2));
  });

  it('goes along the row by Tab, then to the next, and leaves at the ends', () => {
    const shape = { rows: 2, cols: 3, isFilled: () => false };
    expect(tabTo(shape, at(0, 2), 1)).toEqual(at(1, 0));
    expect(tabTo(shape, at(1, 0), -1)).toEqual(at(0, 2));
    expect(tabTo(shape, at(1, 2), 1)).toBeNull();
    expect(tabTo(shape, at(0, 0), -1)).toBeNull();
  });

  it.each([
    ['xxx..x', 0, 2],
    ['xxx..x', 2, 5],
    ['x....', 0, 4],
    ['..xx.', 0, 2],
    ['xxxx', 0, 3],
    ['x', 0, 0],
  ])('jumps in %s from %i to %i', (filled, from, to) => {
    expect(jump(column(filled), at(from, 0), down)).toEqual(at(to, 0));
  });

  it('spans a range whichever way it was drawn', () => {
    const range = rangeOf({ anchor: at(3, 1), focus: at(1, 2) });
    expect(range).toEqual({ top: 1, bottom: 3, left: 1, right: 2 });
    expect(positionsOf(range)).toHaveLength(6);
    expect(isInRange(range, at(2, 2))).toBe(true);
    expect(isInRange(range, at(0, 1))).toBe(false);
  });
});

it('goes round a range and begins anew', () => {
  const range = { top: 1, left: 1, bottom: 2, right: 2 };
  const round = (along: 'rows' | 'columns', by: 1 | -1) => {
    let here = at(1, 1);
    return Array.from({ length: 4 }, () => {
      here = roundTo(range, here, by, along);
      return [here.row, here.col];
    });
  };
  expect(round('rows', 1)).toEqual([
    [1, 2],
    [2, 1],
    [2, 2],
    [1, 1],
  ]);
  expect(round('columns', 1)).toEqual([
    [2, 1],
    [1, 2],
    [2, 2],
    [1, 1],
  ]);
  expect(round('rows', -1)).toEqual([
    [2, 2],
    [2, 1],
    [1, 2],
    [1, 1],
  ]);
});

const key = (name: string, more: Partial<Key> = {}): Key => ({
  key: name,
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe('keys', () => {
  it('mean nothing while an input method composes', () => {
    for (const name of ['Enter', 'Tab', 'Escape', 'ArrowDown', 'Delete']) {
      expect(actionOf(key(name, { isComposing: true }), 'inside')).toBeNull();
      expect(actionOf(key(name, { keyCode: 229 }), 'moving')).toBeNull();
    }
  });

  it('are a spreadsheet’s', () => {
    expect(actionOf(key('ArrowDown', { ctrlKey: true, shiftKey: true }), 'moving')).toEqual({
      kind: 'move',
      by: down,
      isJump: true,
      isExtending: true,
    });
    expect(actionOf(key('Enter', { shiftKey: true }), 'moving')).toEqual({ kind: 'enter', by: -1 });
    expect(actionOf(key('F2'), 'moving')).toEqual({ kind: 'edit' });
    expect(actionOf(key('z', { ctrlKey: true }), 'moving')).toEqual({ kind: 'undo' });
    expect(actionOf(key('y', { ctrlKey: true }), 'moving')).toEqual({ kind: 'redo' });
    expect(actionOf(key('d', { metaKey: true }), 'moving')).toEqual({ kind: 'fill_down' });
    expect(actionOf(key('5'), 'moving')).toBeNull();
  });

  it('leave arrows and letters to the text that is being edited, and lines to a narrative', () => {
    expect(actionOf(key('ArrowLeft'), 'inside')).toBeNull();
    expect(actionOf(key('z', { ctrlKey: true }), 'inside')).toBeNull();
    expect(actionOf(key('Enter'), 'inside_lines')).toBeNull();
    expect(actionOf(key('Enter', { ctrlKey: true }), 'inside_lines')).toEqual({ kind: 'fill_selection' });
  });
});
