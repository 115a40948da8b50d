import { describe, expect, it } from 'vitest';
import { FairQueue, type Place } from './fair-queue.ts';

/** Who got in, in order; `next` lets the one go that has been inside longest. */
function watch(queue: FairQueue) {
  const inside: Place[] = [];
  const order: string[] = [];
  return {
    order,
    enter: (name: string): boolean => {
      const place = queue.enter(name);
      void place?.isFree.then(() => {
        inside.push(place);
        order.push(name);
      });
      return place !== undefined;
    },
    next: async (): Promise<void> => {
      await Promise.resolve();
      inside.shift()?.leave();
      await Promise.resolve();
    },
  };
}

describe('a few places for many', () => {
  it('are taken in turn, however many one party brings', async () => {
    const { order, enter, next } = watch(new FairQueue({ places: 2, placesPerParty: 1, waitingPerParty: 10 }));
    for (const name of ['a', 'a', 'a', 'a', 'b', 'c', 'c']) enter(name);
    for (let n = 0; n < 8; n += 1) await next();
    expect(order).toEqual(['a', 'b', 'c', 'a', 'c', 'a', 'a']);
  });

  it('leave one for who comes next', async () => {
    const { order, enter, next } = watch(new FairQueue({ places: 3, placesPerParty: 2, waitingPerParty: 10 }));
    for (const name of ['a', 'a', 'a', 'b']) enter(name);
    await Promise.resolve();
    expect(order).toEqual(['a', 'a', 'b']);
    await next();
    expect(order).toEqual(['a', 'a', 'b', 'a']);
  });

  it('are refused to who has too many waiting, and to nobody else', () => {
    const { enter } = watch(new FairQueue({ places: 1, placesPerParty: 1, waitingPerParty: 2 }));
    expect([enter('a'), enter('a'), enter('a'), enter('a'), enter('b')]).toEqual([true, true, true, false, true]);
  });

  it('are passed by for who has given up, until their turn has come', async () => {
    const queue = new FairQueue({ places: 1, placesPerParty: 1, waitingPerParty: 2 });
    const order: string[] = [];
    const [first, second, third] = ['a', 'a', 'b'].map((name, no) => {
      const place = queue.enter(name);
      void place?.isFree.then(() => order.push(`${name}${no}`));
      return place;
    });
    expect([first?.giveUp(), second?.giveUp(), second?.giveUp()]).toEqual([false, true, false]);
    first?.leave();
    await third?.isFree;
    expect(order).toEqual(['a0', 'b2']);
  });
});
