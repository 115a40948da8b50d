import { twoTerms } from '@huibao/domain/sample-calendar';
import { expect, it } from 'vitest';
import type { Edition } from '../forms/edition.repository.ts';
import { readFrozen, type StoredReport } from './frozen-report.ts';

const edition = { calendar: twoTerms } as Edition;
const frozen = { figures: [], signer: '某人' } as unknown as StoredReport;
const counts = { phase: 'closed', accepted: 9, owed: 9 } as const;

it('reads how far the year went as it was frozen, in today’s shape', () => {
  const reach = { year: 2025, terms: [{ ordinal: 2, ...counts }], bureaus: null };
  expect(readFrozen({ ...frozen, reach }, edition)).toMatchObject({
    signer: '某人',
    reach: { year: 2025, bureaus: null, periods: [{ ordinal: 2, name: { zh: '秋季学期' }, ...counts }] },
  });
  const today = { year: 2025, periods: [{ ordinal: 1, name: { zh: '一季度', en: 'Q1' }, ...counts }], bureaus: null };
  expect(readFrozen({ ...frozen, reach: today }, edition)).toMatchObject({ reach: today });
  expect(readFrozen(frozen, edition)).toEqual(frozen);
  expect(readFrozen(null, edition)).toBeNull();
});

it('reads prose as it was frozen, in today’s shape', () => {
  const line = { type: 'paragraph', content: [{ type: 'text', text: '已完成。' }] } as const;
  const old = { code: 'study', heading: '（一）学法', level: 2, content: { type: 'doc', content: [line] } } as const;
  const { content, ...rest } = old;
  expect(readFrozen({ ...frozen, sections: [old] }, edition)?.sections).toEqual([
    {
      ...rest,
      numbering: 'literal',
      content: { ...content, version: 1, content: [{ ...line, attrs: { id: 'block-1' } }] },
    },
  ]);
});
