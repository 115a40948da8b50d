import type { Change, PeriodReach, YearReach } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { createI18n } from './index.ts';
import { readChange, readReach } from './read-change.ts';

const [zh, en] = [createI18n('zh-CN'), createI18n('en')];

const names = [
  { zh: '春季学期', en: 'Spring term' },
  { zh: '秋季学期', en: 'Autumn term' },
] as const;

const term = (ordinal: 1 | 2, phase: PeriodReach['phase'], accepted = 9, owed = 9): PeriodReach => ({
  ordinal,
  name: names[ordinal === 1 ? 0 : 1],
  phase,
  accepted,
  owed,
});
const reach = (...periods: readonly PeriodReach[]): YearReach => ({ year: 2026, periods, bureaus: null });

describe('how far a year goes', () => {
  it('is said until everything of it is in', () => {
    expect(readReach(reach(term(1, 'closed'), term(2, 'unopened', 0, 0)), zh)).toBe('截至春季学期；秋季学期未开放填报');
    expect(readReach(reach(term(1, 'closed'), term(2, 'open', 6)), zh)).toBe(
      '截至春季学期；秋季学期填报中，已审核 6/9 份',
    );
    expect(readReach(reach(term(1, 'closed'), term(2, 'closed', 6)), zh)).toBe(
      '截至秋季学期；秋季学期已截止，尚缺 3 份',
    );
    expect(readReach(reach(term(1, 'open', 6), term(2, 'unopened', 0, 0)), zh)).toBe(
      '2026 年尚无完整的填报期；春季学期填报中，已审核 6/9 份；秋季学期未开放填报',
    );
    expect(readReach(reach(term(1, 'closed'), term(2, 'closed')), zh)).toBeNull();
    expect(readReach(reach(term(1, 'closed'), term(2, 'open', 6)), en)).toBe(
      'Up to and including spring term; autumn term: being collected, 6 of 9 forms accepted',
    );
  });

  it('is said of the bureaus below', () => {
    const city = { year: 2026, periods: [], bureaus: { accepted: 8, owed: 10 } };
    expect(readReach(city, zh)).toBe('已接收 8/10 个下级单位的报告');
    expect(readReach(city, en)).toBe('Reports received from 8 of 10 bureaus below');
    expect(readReach({ ...city, bureaus: { accepted: 10, owed: 10 } }, zh)).toBeNull();
  });
});

describe('a change', () => {
  const change: Change = {
    kind: 'change',
    basis: 'same_reporters',
    reporters: 46,
    periods: [names[0]],
    now: '480',
    before: '400',
    by: '20.0',
    isPoints: false,
  };

  it('says of whom, of which terms, and from what to what', () => {
    expect(readChange(change, 0, zh)).toEqual({
      text: '+20.0%',
      tag: '同口径',
      note: '上年 400，本年 480；同口径：只计两年春季学期均已报齐的 46 个单位',
    });
    expect(readChange({ ...change, basis: 'all', periods: null, by: '-1.2', isPoints: true }, 1, zh)).toEqual({
      text: '−1.2个百分点',
      tag: null,
      note: '上年 400.0，本年 480.0；两年数据均已报齐',
    });
    expect(readChange(change, 0, en).note).toBe(
      '400 last year, 480 this year; like for like: only reporters whose data are all in for these of both years (46): spring term',
    );
  });

  it('says of how many periods, and which, in the words of the language', () => {
    const quarters = [1, 2, 3].map((no) => ({ zh: `第${'一二三'[no - 1]}季度`, en: `Quarter ${no}` }));
    const ofQuarters: Change = { ...change, basis: 'all', reporters: null, periods: quarters };
    expect(readChange(ofQuarters, 0, zh)).toMatchObject({
      tag: '3个填报期',
      note: '上年 400，本年 480；只比较两年第一季度、第二季度、第三季度，数据均已报齐',
    });
    expect(readChange(ofQuarters, 0, en)).toMatchObject({
      tag: '3 periods',
      note: '400 last year, 480 this year; compares these of both years: quarter 1, quarter 2, quarter 3; everything is in',
    });
    expect(readChange({ ...ofQuarters, periods: quarters.slice(0, 1) }, 0, zh).tag).toBe('第一季度');
  });

  it('or why there is none', () => {
    expect(readChange({ kind: 'none', reason: 'not_like_with_like' }, 0, zh)).toEqual({
      text: null,
      tag: '未报齐',
      note: '数据尚未报齐，也没有两年均已报齐的单位，不作比较',
    });
  });
});
