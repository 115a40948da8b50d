import type { Finding } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { isReady, openPointsOf } from './open-points.ts';

const text = { zh: '', en: '' };
const missing = (...cells: string[]): Finding => ({
  rule: cells.join(),
  kind: 'required',
  severity: 'error',
  message: text,
  cells,
});

describe('what stands between a form and its submission', () => {
  it('tells a cell whose text can’t be read once, and not as empty too', () => {
    const findings = [missing('session.date'), missing('session.topic'), missing('session.date', 'session.topic')];
    const points = openPointsOf({
      evaluation: { findings },
      explanations: { explained: new Set() },
      state: {
        rejected: new Map([['session.date', { text: '9.17', error: { code: 'not_a_date', params: {} } }]]),
        leftovers: [],
        elsewhere: 0,
        save: { refused: new Map(), conflicts: new Map() },
      },
    });
    expect(points.unreadable).toEqual(['session.date']);
    expect(points.errors).toEqual(findings.slice(1));
    expect(isReady(points)).toBe(false);
    expect(isReady({ ...points, errors: [] })).toBe(false);
  });
});
