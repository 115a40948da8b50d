import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { gathered } from './gathered.ts';

describe('lookups', () => {
  it('go together with those that wait, and each is answered for itself', async () => {
    const asked: (readonly string[])[] = [];
    const answers: (() => void)[] = [];
    const find = gathered<string>((keys) => {
      asked.push(keys);
      return new Promise((resolve, reject) => {
        const found = new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, key.toUpperCase()]));
        answers.push(() => (keys.includes('broken') ? reject(new Error('away')) : resolve(found)));
      });
    });
    const answerNext = async (): Promise<void> => {
      answers.shift()?.();
      await setImmediate();
    };
    const first = ['a', 'b'].map(find);
    const then = ['c', 'nobody', 'c', 'd'].map(find);
    expect(asked).toEqual([['a'], ['b']]);
    await answerNext();
    expect(asked.at(-1)).toEqual(['c', 'nobody', 'd']);
    const failing = Promise.allSettled([find('broken'), find('e')]);
    await answerNext();
    await answerNext();
    await answerNext();
    expect(await Promise.all([...first, ...then])).toEqual(['A', 'B', 'C', undefined, 'C', 'D']);
    expect(await failing).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    const after = find('a');
    await answerNext();
    expect(await after).toBe('A');
  });
});
