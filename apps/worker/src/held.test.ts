import { expect, it } from 'vitest';
import { held } from './held.ts';

it('counts again after a while, which is longer the longer counting takes; nobody counts twice at once', async () => {
  let now = 0;
  let takes = 10;
  let counted = 0;
  let end = (): void => undefined;
  const read = held(
    () =>
      new Promise<number>((resolve) => {
        counted += 1;
        end = () => {
          now += takes;
          resolve(counted);
        };
      }),
    () => now,
  );
  const both = [read(), read()];
  end();
  expect(await Promise.all(both)).toEqual([1, 1]);
  now += 4999;
  expect(await read()).toBe(1);
  takes = 2000;
  now += 1;
  const second = read();
  end();
  expect(await second).toBe(2);
  now += 99_999;
  expect(await read()).toBe(2);
  now += 1;
  const third = read();
  end();
  expect(await third).toBe(3);
});
