import { brotliCompressSync, constants } from 'node:zlib';
import { expect, it } from 'vitest';
import type { ComparisonMatrix } from '../outputs.ts';
import { packMatrix, unpackMatrix } from './packed-matrix.ts';

it('a packed matrix is the same unpacked: what is missing, hidden, unasked and incomplete stays apart', () => {
  const row = { code: 'a', label: { zh: 'a', en: 'a' }, cityMean: '1.5' };
  const matrix = {
    year: 2025,
    years: [2024, 2025],
    districts: [{ unitId: 1 }, { unitId: 2 }, { unitId: 3 }],
    indicators: [
      {
        ...row,
        values: [
          [null, '12.50'],
          ['0', null],
          [null, null],
        ],
        hidden: [
          [false, true],
          [false, false],
          [false, false],
        ],
        isUnasked: [false, false, true],
        isComplete: [true, false, true],
      },
    ],
  } as unknown as ComparisonMatrix;
  expect(unpackMatrix(packMatrix(matrix))).toEqual(matrix);
  const nobody = {
    ...matrix,
    districts: [],
    indicators: [{ ...row, values: [], hidden: [], isUnasked: [], isComplete: [] }],
  };
  expect(unpackMatrix(packMatrix(nobody as unknown as ComparisonMatrix))).toEqual(nobody);
});

it('a hundred districts by a hundred indicators over three years leave the page room in its 150 kB', () => {
  let seed = 7;
  const next = (): number => (seed = (seed * 48271) % 2147483647);
  const districts = Array.from({ length: 100 }, (_, n) => ({ unitId: n, name: `第${n}区教育局`, states: [] }));
  const indicators = Array.from({ length: 100 }, (_, n) => ({
    code: `indicator_${n}`,
    label: { zh: `第${n}项`, en: `Item ${n}` },
    values: districts.map(() => [next(), next(), next()].map((one) => String(one % 1_000_000))),
    hidden: districts.map(() => [false, false, false]),
    isUnasked: districts.map(() => false),
    isComplete: districts.map(() => true),
  }));
  const matrix = { year: 2025, years: [2023, 2024, 2025], districts, indicators } as unknown as ComparisonMatrix;
  // As the server packs what it sends.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
  expect(brotliCompressSync(JSON.stringify(packMatrix(matrix)), { params }).length).toBeLessThan(105_000);
});
