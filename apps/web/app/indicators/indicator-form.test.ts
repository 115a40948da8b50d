import { askableForms, indicatorDraftSchema, type IndicatorDraft } from '@huibao/domain';
import { builtInPackage } from '@huibao/programmes';
import { describe, expect, it } from 'vitest';
import { draftOf, emptyForm, formOf, problemsOf } from './indicator-form.ts';

const ruleOfLaw = builtInPackage('rule-of-law').programme;

const elements = new Map(
  askableForms(ruleOfLaw.forms)
    .flatMap((form) => form.elements)
    .map((element) => [element.code, element]),
);

describe('the form of an indicator', () => {
  it('holds every built-in definition, and gives it back as it was', () => {
    for (const { code, ...definition } of ruleOfLaw.indicators) {
      const form = formOf(definition);
      expect([code, draftOf(form)]).toEqual([code, definition]);
      expect([code, problemsOf(form, elements)]).toEqual([code, {}]);
    }
  });

  it('holds what the built-in ones don’t use', () => {
    const first = ruleOfLaw.indicators[0];
    if (!first) throw new Error('no indicators');
    const { code: _code, ...base } = first;
    const pupils = { element: 'pupils', take: 'sum' } as const;
    const drafts: readonly IndicatorDraft[] = [
      {
        ...base,
        operator: {
          op: 'weighted_mean',
          of: { ...pupils, over: 'max' },
          weight: { element: 'staff', take: 'sum' },
          factor: '10',
        },
        children: { kinds: ['school'], schoolTypes: ['211'], ownership: 'private', group: 'group_1' },
      },
      {
        ...base,
        operator: { op: 'median', of: pupils },
        children: { kinds: ['section'], sectionCodes: ['policy'] },
        format: { style: 'over', step: '100' },
        coverageFloor: '0.755',
        moreIsBetter: false,
      },
      {
        ...base,
        operator: {
          op: 'ratio',
          of: pupils,
          per: { element: 'charter_status', take: 'count', where: { op: 'ne', value: 'approved' } },
          factor: '0.5',
        },
        format: { style: 'permille', decimals: 2 },
      },
    ];
    for (const draft of drafts) {
      expect(draftOf(formOf(draft))).toEqual(draft);
      expect(indicatorDraftSchema.parse(draftOf(formOf(draft)))).toEqual(draft);
      expect(problemsOf(formOf(draft), elements)).toEqual({});
    }
  });

  it('says what is missing, field by field, and then what can’t be', () => {
    const empty = emptyForm('basics');
    expect(
      problemsOf(
        { ...empty, decimals: '7', floor: '101', factor: '0', typesMode: 'only', style: 'over', step: '0' },
        elements,
      ),
    ).toEqual({
      labelZh: 'empty',
      labelEn: 'empty',
      of: 'choose',
      decimals: 'decimals',
      floor: 'floor',
      factor: 'factor',
      types: 'choose',
      step: 'step',
    });
    const named = { ...empty, labelZh: '试', labelEn: 'Try' };
    expect(
      problemsOf({ ...named, operator: 'count', of: { ...empty.of, element: 'letters', op: 'gt' } }, elements),
    ).toEqual({ ofValue: 'value' });
    expect(
      problemsOf(
        { ...named, operator: 'count', of: { ...empty.of, element: 'letters', op: 'gt', value: '多' } },
        elements,
      ),
    ).toEqual({ of: { code: 'indicator.condition_not_a_number', params: { element: 'letters', value: '多' } } });
    expect(problemsOf({ ...named, of: { ...empty.of, element: 'letters' } }, elements)).toEqual({});
  });
});
