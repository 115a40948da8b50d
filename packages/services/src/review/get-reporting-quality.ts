import { HuibaoError, termOf, type Localized, type Period } from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { yearInput } from '../year-input.ts';
import { countReporting, type Reporting, type ReportingOfYear } from './quality.repository.ts';

export interface ReportingQuality extends Omit<ReportingOfYear, 'byForm'> {
  readonly year: number;
  readonly byForm: readonly (Reporting & {
    readonly period: Period;
    readonly code: string;
    readonly title: Localized;
  })[];
}

/** 完整率、及时率: overall, by term, by form, by unit. */
export const getReportingQuality = defineQuery({
  permission: 'collection.read',
  input: z.object({ year: yearInput }),
  async run({ trx, actor }, { year }): Promise<ReportingQuality> {
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const { overall, byForm, byUnit } = await countReporting(trx, actor.tenantId, year);
    const forms = new Map(edition.forms.map(({ definition }, place) => [definition.code, { definition, place }]));
    return {
      year,
      overall,
      byForm: byForm
        .flatMap(({ formCode, period, ...counts }) => {
          const form = forms.get(formCode);
          return form ? [{ ...form, period, counts }] : [];
        })
        .sort((a, b) => a.period - b.period || a.place - b.place)
        .map(({ definition: { code, title }, period, counts }) => ({
          ...counts,
          period: termOf(year, period),
          code,
          title,
        })),
      byUnit,
    };
  },
});
