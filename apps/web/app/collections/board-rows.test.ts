import { describe, expect, it } from 'vitest';
import type { Board, BoardForm, BoardUnit } from '../outputs.ts';
import { acceptable, latestOf, rowsOf, shareDone, statusOf, tallyOf } from './board-rows.ts';

function form(formCode: string, more: Partial<BoardForm> = {}): BoardForm {
  return {
    submissionId: `${formCode}-id`,
    formCode,
    state: 'draft',
    isStarted: false,
    revisionNo: 0,
    isZeroReport: false,
    filled: 0,
    required: 0,
    explained: 0,
    comments: 0,
    isOverdue: false,
    wasLate: false,
    savedAt: null,
    submittedAt: null,
    decidedAt: null,
    ...more,
  };
}

function unit(id: number, forms: BoardForm[], more: Partial<BoardUnit> = {}): BoardUnit {
  return {
    id,
    name: String(id),
    kind: 'school',
    schoolType: '211',
    ownership: 'public',
    nudgedAt: null,
    extendedUntil: null,
    asks: null,
    retired: [],
    filled: 0,
    required: 0,
    forms,
    ...more,
  };
}

const all = { status: '', stage: '', ownership: '' } as const;

describe('the board', () => {
  it('tells nobody began from in progress, and overdue from both', () => {
    expect(statusOf(form('a'))).toBe('none');
    expect(statusOf(form('a', { isStarted: true }))).toBe('draft');
    expect(statusOf(form('a', { isStarted: true, isOverdue: true }))).toBe('overdue');
    expect(statusOf(form('a', { state: 'returned', isOverdue: true }))).toBe('returned');
  });

  it('puts trouble first and keeps the units’ order otherwise', () => {
    const units = [
      unit(1, [form('a', { state: 'accepted' })]),
      unit(2, [form('a')]),
      unit(3, [form('a', { state: 'accepted' }), form('b', { state: 'returned' })]),
      unit(4, [form('a')]),
    ];
    expect(rowsOf(units, all).map((one) => one.id)).toEqual([3, 2, 4, 1]);
    expect(rowsOf(units, { ...all, status: 'returned' }).map((one) => one.id)).toEqual([3]);
  });

  it('never counts a form that nobody began as done', () => {
    expect(shareDone(unit(1, [form('a', { state: 'accepted' }), form('b')]))).toBe(50);
    expect(shareDone(unit(1, [form('a', { isStarted: true, filled: 1, required: 4 })]))).toBe(25);
  });

  it('accepts only what is submitted, and counts who owes', () => {
    const units = [
      unit(1, [
        form('a', { state: 'submitted', revisionNo: 2, submittedAt: '2026-01-01T00:00:00.000Z', explained: 1 }),
        form('b'),
      ]),
      unit(2, [form('a', { state: 'accepted', explained: 2 })], { kind: 'section' }),
    ];
    // A form that is asked of some no more: 12 schools by 3 forms would say what isn’t.
    const uneven = [...units, unit(3, [form('b')])];
    expect(tallyOf({ units: uneven, serverNow: '2026-01-03T12:00:00.000Z' } as unknown as Board)).toMatchObject({
      formsEach: null,
    });
    expect(acceptable(units)).toEqual([{ submissionId: 'a-id', revisionNo: 2 }]);
    const tally = tallyOf({ units, serverNow: '2026-01-03T12:00:00.000Z' } as unknown as Board);
    expect(tally).toMatchObject({
      schools: 1,
      sections: 1,
      formsEach: 2,
      expected: 3,
      submitted: 2,
      accepted: 1,
      waiting: 1,
      oldestDays: 3,
      explained: 3,
      owing: 1,
    });
  });

  it('names what happened last', () => {
    expect(
      latestOf(unit(1, [form('a', { savedAt: '2026-01-01T00:00:00.000Z' })], { nudgedAt: '2026-01-02T00:00:00.000Z' })),
    ).toEqual({ kind: 'nudged', at: '2026-01-02T00:00:00.000Z' });
    expect(latestOf(unit(1, [form('a')]))).toBeNull();
  });
});
