import {
  collectedElements,
  elementsOf,
  hiddenFigures,
  hiddenFromPublic,
  totalsAmong,
  type IndicatorDefinition,
  type IndicatorValue,
} from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { ruleOfLaw } from './rule-of-law.ts';

describe('figures of a text', () => {
  const elements = collectedElements(ruleOfLaw);
  const value = (code: string, numerator: string): [string, IndicatorValue] => [
    code,
    { code, numerator, denominator: null, value: numerator, texts: [], answered: 1, expected: 1 },
  ];
  const hide = (
    indicators: readonly IndicatorDefinition[],
    figures: ReadonlyMap<string, IndicatorValue>,
    hiddenBelow: ReadonlyMap<string, readonly string[]> = new Map(),
  ): string[] => [
    ...hiddenFigures(indicators, elements, figures, {
      printed: new Set(indicators.map(({ code }) => code)),
      hiddenBelow,
    }),
  ];
  const pupils = ruleOfLaw.indicators.filter((one) => one.code.startsWith('key_pupils'));

  it('know that the categories of pupils at risk add up', () => {
    const options = elementsOf(ruleOfLaw.forms.find((form) => form.code === 'safety')!).find(
      (element) => element.code === 'key_pupils',
    )!.dimension!.options;
    expect(totalsAmong(pupils, elements)).toEqual([
      {
        total: 'key_pupils',
        parts: pupils
          .filter((one) => one.operator.op === 'total' && one.operator.of.take === 'sum' && one.operator.of.keys)
          .map((one) => one.code),
      },
    ]);
    expect(options).toHaveLength(5);
  });

  it('hide a category of one pupil, the next smallest one, and a share of it', () => {
    const figures = new Map([
      value('key_pupils', '58'),
      value('key_pupils_leave', '40'),
      value('key_pupils_suspended', '8'),
      value('key_pupils_home_teaching', '9'),
      value('key_pupils_suspected', '1'),
      value('key_pupils_lost', '0'),
      value('key_pupils_per_1000', '58'),
    ]);
    expect(hide(pupils, figures).sort()).toEqual(['key_pupils_suspected', 'key_pupils_suspended']);
    // The share of what is hidden beside it would tell it, too.
    const shares = [
      ...pupils,
      {
        ...pupils.find((one) => one.code === 'key_pupils_per_1000')!,
        code: 'suspended_share',
        operator: {
          op: 'ratio' as const,
          of: { element: 'key_pupils', keys: ['suspended'], take: 'sum' as const },
          per: { element: 'key_pupils', take: 'sum' as const },
          factor: '100',
        },
      },
    ];
    expect(hide(shares, new Map([...figures, value('suspended_share', '8')]))).toContain('suspended_share');
    // Alone in its text it gives nothing away but itself.
    const suspected = pupils.filter((one) => one.code === 'key_pupils_suspected');
    expect(hide(suspected, figures)).toEqual(['key_pupils_suspected']);
  });

  it('hide what a wider figure beside it would tell by a difference', () => {
    const all = { ...pupils.find((one) => one.code === 'key_pupils')!, children: {} };
    const open = { ...all, code: 'public', children: { ownership: 'public' as const } };
    const some = {
      ...all,
      code: 'some',
      operator: {
        op: 'total' as const,
        of: { element: 'key_pupils', keys: ['leave', 'suspended'], take: 'sum' as const },
      },
    };
    const beside = (narrower: typeof all, whole: string, part: string): string[] =>
      hide([all, narrower], new Map([value('key_pupils', whole), value(narrower.code, part)]));
    expect([
      beside(open, '50', '48'),
      beside(open, '50', '40'),
      beside(some, '100', '98'),
      beside(some, '100', '100'),
    ]).toEqual([['public'], [], ['some'], []]);
  });

  it('hide an extreme, a mean and a share of so few', () => {
    const counted = { element: 'key_pupils', take: 'sum' as const };
    const base = pupils.find((one) => one.code === 'key_pupils')!;
    const figure = (code: string, numerator: string, denominator: string | null): [string, IndicatorValue] => [
      code,
      { code, numerator, denominator, value: numerator, texts: [], answered: 1, expected: 1 },
    ];
    const made = [
      { ...base, code: 'max', operator: { op: 'max' as const, of: counted } },
      { ...base, code: 'mean', operator: { op: 'mean' as const, of: counted } },
      {
        ...base,
        code: 'per',
        operator: { op: 'ratio' as const, of: { element: 'letters', take: 'sum' as const }, per: counted, factor: '1' },
      },
    ];
    expect(
      hide(made, new Map([figure('max', '1', null), figure('mean', '2', '4'), figure('per', '10', '1')])).sort(),
    ).toEqual(['max', 'mean', 'per']);
    expect(
      hide(made, new Map([figure('max', '5', null), figure('mean', '20', '4'), figure('per', '10', '9')])),
    ).toEqual([]);
  });

  it('hide a sum that would tell, beside the districts’ own texts, what one of them hides', () => {
    const suspected = pupils.filter((one) => one.code === 'key_pupils_suspected');
    const below = (...values: string[]) => new Map([['key_pupils_suspected', values]]);
    const figures = new Map([value('key_pupils_suspected', '40')]);
    expect([
      hide(suspected, figures),
      hide(suspected, figures, below('2')),
      // Two that add up to two are one each; 2 and 1 could be either way round.
      hide(suspected, figures, below('1', '1')),
      hide(suspected, figures, below('2', '1')),
    ]).toEqual([[], ['key_pupils_suspected'], ['key_pupils_suspected'], []]);
    // The sum itself takes the smallest other part of its own total with it.
    const counts = new Map([
      value('key_pupils', '90'),
      value('key_pupils_leave', '20'),
      value('key_pupils_suspended', '10'),
      value('key_pupils_home_teaching', '12'),
      value('key_pupils_suspected', '40'),
      value('key_pupils_lost', '8'),
    ]);
    expect(hide(pupils, counts, below('2')).sort()).toEqual(['key_pupils_lost', 'key_pupils_suspected']);
  });

  it('are marked where no text prints them and none could beside this one', () => {
    const figures = new Map([
      value('key_pupils', '58'),
      value('key_pupils_leave', '40'),
      value('key_pupils_suspended', '8'),
      value('key_pupils_home_teaching', '9'),
      value('key_pupils_suspected', '1'),
      value('key_pupils_lost', '0'),
    ]);
    const marked = (...printed: string[]) =>
      [...hiddenFromPublic(pupils, elements, figures, { printed: new Set(printed), hiddenBelow: new Map() })].sort();
    // Nothing stands beside it in the text: the next smallest gives nothing away.
    expect(marked('key_pupils')).toEqual(['key_pupils_suspected']);
    expect(marked(...pupils.map(({ code }) => code))).toEqual(['key_pupils_suspected', 'key_pupils_suspended']);
    // Beside what is printed the eight would tell the one, and so would any other text that had them.
    const rest = pupils.map(({ code }) => code).filter((code) => code !== 'key_pupils_home_teaching');
    expect(marked(...rest)).toEqual(['key_pupils_home_teaching', 'key_pupils_suspected']);
  });
});
