import { expect, it } from 'vitest';
import { drawnWhole, windowOf, type WindowItem } from './row-window.ts';

const heights = (count: number, height = 30): readonly number[] => Array.from({ length: count }, () => height);
const drawn = (items: readonly WindowItem[]): readonly number[] =>
  items.flatMap((item) => (item.kind === 'row' ? [item.index] : []));
const tall = (items: readonly WindowItem[], rows: readonly number[]): number =>
  items.reduce((sum, item) => sum + (item.kind === 'row' ? (rows[item.index] ?? 0) : item.height), 0);

it('draws a short register whole', () => {
  expect(drawn(windowOf(heights(drawnWhole), { top: 0, height: 300 }, 0))).toHaveLength(drawnWhole);
});

it('draws of a thousand rows those in sight, with room for the others, wherever it is scrolled to', () => {
  const rows = heights(1000).map((height, index) => height + (index % 5) * 20);
  const all = rows.reduce((sum, height) => sum + height, 0);
  for (const top of [0, 12_345, all - 400, all + 900]) {
    const items = windowOf(rows, { top, height: 400 }, 0);
    expect(tall(items, rows)).toBe(all);
    expect(drawn(items).length).toBeLessThan(50);
  }
  const seen = drawn(windowOf(heights(1000), { top: 3000, height: 300 }, 100));
  expect(seen[0]).toBeLessThanOrEqual(100);
  expect(seen.at(-1)).toBeGreaterThanOrEqual(109);
});

it('always draws the active row, in its place', () => {
  for (const active of [0, 500, 999]) {
    const items = windowOf(heights(1000), { top: 6000, height: 300 }, active);
    expect(drawn(items)).toContain(active);
    expect(drawn(items)).toEqual(drawn(items).toSorted((a, b) => a - b));
    expect(new Set(items.map((item) => (item.kind === 'row' ? item.index : item.id))).size).toBe(items.length);
    expect(tall(items, heights(1000))).toBe(30_000);
  }
});
