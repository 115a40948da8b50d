import { describe, expect, it } from 'vitest';
import { fitted, scaleOf, widthOf } from './chart-scale.ts';

describe('the scale of a chart', () => {
  it.each([
    [[0, 3], true, [0, 1, 2, 3]],
    [[1], true, [0, 1]],
    [[0.3, 0.95], false, [0, 0.5, 1]],
    [[12, null, 97.5], false, [0, 50, 100]],
    [[-3.4, 8], false, [-5, 0, 5, 10]],
    [[-12], true, [-15, -10, -5, 0]],
    [[0, null], true, [0, 1]],
    [[], false, [0, 0.5, 1]],
    [[123_456], true, [0, 50_000, 100_000, 150_000]],
  ] as const)('of %j has even steps with zero among them', (values, areWhole, ticks) => {
    expect(scaleOf(values, areWhole).ticks).toEqual(ticks);
  });

  it('ends where everything fits, and never in dust', () => {
    for (let power = -6; power < 9; power += 1)
      for (const times of [1, 1.7, 2.3, 4.9, 9.99]) {
        const most = times * 10 ** power;
        const { from, to, ticks } = scaleOf([most, -most / 3], false);
        expect(from).toBeLessThanOrEqual(-most / 3);
        expect(to).toBeGreaterThanOrEqual(most);
        expect(ticks.length).toBeLessThanOrEqual(8);
        for (const tick of ticks) expect(String(tick).replace(/e.*|\D/g, '').length).toBeLessThan(12);
      }
  });

  it('cuts a name off where its room ends, between letters', () => {
    expect(fitted('𠮷祥路小学', 200)).toBe('𠮷祥路小学');
    expect(fitted('福清市第三中学教育集团', 60)).toBe('福清市第…');
    expect(widthOf(fitted('福清市第三中学教育集团', 60))).toBeLessThanOrEqual(60);
  });
});
