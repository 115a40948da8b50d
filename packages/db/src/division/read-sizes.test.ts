import { expect, it } from 'vitest';
import { sumSizes } from './read-sizes.ts';

it('a table takes the room of all its shards, and what lies everywhere has its rows once', () => {
  const sizes = sumSizes([
    [
      { name: 'facts', bytes: 0, rows: null },
      { name: 'tenants', bytes: 40, rows: 4 },
      { name: 'outbox', bytes: 10, rows: null },
    ],
    [
      { name: 'facts', bytes: 500, rows: 60 },
      { name: 'tenants', bytes: 40, rows: 4 },
    ],
    [
      { name: 'facts', bytes: 300, rows: 30 },
      { name: 'tenants', bytes: 40, rows: null },
    ],
  ]);
  expect(sizes).toEqual([
    { name: 'facts', bytes: 800, rows: 90 },
    { name: 'tenants', bytes: 120, rows: 4 },
    { name: 'outbox', bytes: 10, rows: null },
  ]);
});
