import {
  collectedElements,
  elementsOf,
  hiddenAmong,
  hiddenFigures,
  totalsAmong,
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
    expect([...hiddenFigures(pupils, elements, figures)].sort()).toEqual([
      'key_pupils_suspected',
      'key_pupils_suspended',
    ]);
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
    expect([...hiddenFigures(shares, elements, new Map([...figures, value('suspended_share', '8')]))]).toContain(
      'suspended_share',
    );
    // Alone in its text it gives nothing away but itself.
    expect([
      ...hiddenFigures(
        pupils.filter((one) => one.code === 'key_pupils_suspected'),
        elements,
        figures,
      ),
    ]).toEqual(['key_pupils_suspected']);
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
    const hide = (narrower: typeof all, whole: string, part: string): string[] => [
      ...hiddenFigures([all, narrower], elements, new Map([value('key_pupils', whole), value(narrower.code, part)])),
    ];
    expect([hide(open, '50', '48'), hide(open, '50', '40'), hide(some, '100', '98'), hide(some, '100', '100')]).toEqual(
      [['public'], [], ['some'], []],
    );
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
      [
        ...hiddenFigures(
          made,
          elements,
          new Map([figure('max', '1', null), figure('mean', '2', '4'), figure('per', '10', '1')]),
        ),
      ].sort(),
    ).toEqual(['max', 'mean', 'per']);
    expect([
      ...hiddenFigures(
        made,
        elements,
        new Map([figure('max', '5', null), figure('mean', '20', '4'), figure('per', '10', '9')]),
      ),
    ]).toEqual([]);
  });

  it('can’t be told from the rest of a district, nor from the other districts', () => {
    const district = (id: string, counts: readonly string[]) => {
      const codes = [
        'key_pupils',
        'key_pupils_leave',
        'key_pupils_suspended',
        'key_pupils_home_teaching',
        'key_pupils_suspected',
        'key_pupils_lost',
      ];
      return {
        id,
        figures: new Map(codes.map((code, index) => value(code, counts[index] ?? '0'))),
        isCounted: () => true,
      };
    };
    const hidden = hiddenAmong(pupils, elements, [
      district('A', ['40', '10', '10', '10', '8', '2']),
      district('B', ['30', '6', '6', '6', '6', '6']),
      district('C', ['50', '10', '10', '10', '10', '10']),
    ]);
    // A's lost alone would be 40 − 38, and the city's sum less B's and C's.
    expect(hidden.has('A/key_pupils_lost')).toBe(true);
    const ofA = [...hidden].filter((id) => id.startsWith('A/'));
    const ofLost = [...hidden].filter((id) => id.endsWith('_lost'));
    expect([ofA.length > 1, ofLost.length > 1]).toEqual([true, true]);
  });
});
