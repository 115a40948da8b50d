import { describe, expect, it } from 'vitest';
import { divideTerms } from './divide-terms.ts';

const term = (programme: string, collectionId: string, dueOn: string, state = 'accepted') => ({
  programme,
  collectionId,
  times: { opensAt: `${dueOn}T00:00:00Z`, dueAt: `${dueOn}T12:00:00Z`, closesAt: `${dueOn}T18:00:00Z` },
  forms: [{ state }],
});
const namesOf = (terms: readonly ReturnType<typeof term>[], now: string) => {
  const { current, earlier } = divideTerms(terms, `${now}T06:00:00Z`);
  return [current, earlier].map((some) => some.map(({ collectionId }) => collectionId));
};

describe('a unit’s terms', () => {
  it('are what it fills in now, of every programme, and all the others behind it', () => {
    const terms = [
      term('quarters', 'q4', '2026-12-21'),
      term('terms', 'autumn', '2026-12-21', 'draft'),
      term('quarters', 'q3', '2026-09-21', 'returned'),
      term('terms', 'spring', '2026-06-20'),
      term('quarters', 'q2', '2026-06-21'),
    ];
    expect(namesOf(terms, '2026-12-21')).toEqual([
      ['q3', 'q4', 'autumn'],
      ['spring', 'q2'],
    ]);
  });

  it('where nothing is open are the last one of each programme, and those before', () => {
    const terms = [
      term('quarters', 'q3', '2026-09-21'),
      term('quarters', 'q2', '2026-06-21'),
      term('terms', 'spring', '2026-06-20'),
      term('terms', 'autumn', '2025-11-20'),
    ];
    expect(namesOf(terms, '2026-10-30')).toEqual([
      ['spring', 'q3'],
      ['q2', 'autumn'],
    ]);
  });

  it('are none of somebody who was never asked', () => {
    expect(namesOf([], '2026-10-30')).toEqual([[], []]);
  });
});
