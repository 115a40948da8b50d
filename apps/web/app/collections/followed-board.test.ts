import { describe, expect, it } from 'vitest';
import type { Board, BoardUnit } from '../outputs.ts';
import { boardAfter, followBoard, positionOf } from './followed-board.ts';

const unit = (id: number, name: string) => ({ id, name }) as BoardUnit;
const board = (id: string, position: string, order: number[] | null, units: BoardUnit[]) =>
  ({ id, position, order, units }) as unknown as Board;

describe('a followed board', () => {
  followBoard(board('a', '1', null, [unit(1, 'one'), unit(2, 'two'), unit(3, 'three')]));

  it('is asked on from only by the collection that it is of', () => {
    expect(positionOf('a')).toBe('1');
    expect(positionOf('b')).toBeUndefined();
  });

  it('takes what changed, leaves out who is gone, in the order that was told', () => {
    const after = boardAfter(board('a', '2', [3, 4, 1], [unit(1, 'uno'), unit(4, 'four')]));
    expect(after?.units.map(({ name }) => name)).toEqual(['three', 'four', 'uno']);
    expect(after?.order).toBeNull();
  });

  it('is read anew where something is told of that it never had', () => {
    expect(boardAfter(board('a', '2', [1, 2, 9], []))).toBeUndefined();
    expect(boardAfter(board('b', '2', [1], []))).toBeUndefined();
  });

  it('is the answer itself where that is whole', () => {
    const whole = board('b', '2', null, [unit(7, 'seven')]);
    expect(boardAfter(whole)).toBe(whole);
  });
});
