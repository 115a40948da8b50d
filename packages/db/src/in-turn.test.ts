import { describe, expect, it } from 'vitest';
import { createInTurn } from './in-turn.ts';

describe('work in turn', () => {
  it('goes so many at a time, in the order in which it came, whatever becomes of it', async () => {
    const inTurn = createInTurn(2);
    const order: number[] = [];
    let most = 0;
    let now = 0;
    const work = async (n: number): Promise<number> => {
      order.push(n);
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      now -= 1;
      if (n % 3 === 0) throw new Error(String(n));
      return n;
    };
    const numbers = Array.from({ length: 12 }, (_, n) => n);
    const answers = await Promise.allSettled(numbers.map((n) => inTurn(() => work(n))));
    expect(order).toEqual(numbers);
    expect(most).toBe(2);
    expect(answers.map(({ status }) => status)).toEqual(numbers.map((n) => (n % 3 === 0 ? 'rejected' : 'fulfilled')));
    // Nothing has kept a place.
    expect(await Promise.all([inTurn(() => work(1)), inTurn(() => work(2))])).toEqual([1, 2]);
  });
});
