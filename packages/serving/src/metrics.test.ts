import { expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

it('shows what is read as it is asked, and nothing of what can’t be read, which it tells once', async () => {
  const told: string[] = [];
  const tell = (about: object, message: string): void => void told.push(`${message}: ${Object.values(about).join()}`);
  const metrics = createMetrics({ warn: tell, info: tell });
  let rows: Readonly<Record<string, number>> = { waiting: 2, refused: 1 };
  let isAway = false;
  const read = <T>(value: T): Promise<T> => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(value));
  metrics.gauge('rows', 'By state', () => read(rows), 'state');
  metrics.gauge('oldest', 'Age', () => read(7));
  const lines = async (): Promise<readonly string[]> =>
    (await metrics.text()).split('\n').filter((line) => /^(rows|oldest)/.test(line));
  expect(await lines()).toEqual(['rows{state="waiting"} 2', 'rows{state="refused"} 1', 'oldest 7']);
  rows = { waiting: 0 };
  expect(await lines()).toEqual(['rows{state="waiting"} 0', 'oldest 7']);
  expect(told).toEqual([]);
  isAway = true;
  expect(await lines()).toEqual([]);
  expect(await lines()).toEqual([]);
  const left = (gauge: string): string => `gauge cannot be read, and is left out: ${gauge},Error`;
  expect(told.splice(0).sort()).toEqual([left('oldest'), left('rows')]);
  isAway = false;
  expect(await lines()).toEqual(['rows{state="waiting"} 0', 'oldest 7']);
  await lines();
  const again = (gauge: string): string => `gauge can be read again: ${gauge}`;
  expect(told.sort()).toEqual([again('oldest'), again('rows')]);
});

it('counts answers by what they were of, with their time', async () => {
  const metrics = createMetrics({ warn: () => undefined, info: () => undefined });
  metrics.observe({ kind: 'procedure', name: 'rollup.get', status: 200, milliseconds: 40 });
  metrics.observe({ kind: 'procedure', name: 'rollup.get', status: 200, milliseconds: 400 });
  const text = await metrics.text();
  const labels = 'kind="procedure",name="rollup.get",status="200"';
  expect(text).toContain(`huibao_request_duration_seconds_count{${labels}} 2`);
  expect(text).toContain(`huibao_request_duration_seconds_bucket{le="0.05",${labels}} 1`);
});
