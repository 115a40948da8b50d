import { periodOf, type Localized, type Period } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { requireEdition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { countReporting, type Reporting, type ReportingOfYear } from './quality.repository.ts';

export interface ReportingQuality extends Omit<ReportingOfYear, 'byForm'> {
  readonly programme: string;
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
  goesFar: true,
  input: z.object({ ...editionInput }),
  async run({ trx, actor, now }, address): Promise<ReportingQuality> {
    const edition = await requireEdition(trx, actor, address);
    const { overall, byForm, byUnit } = await countReporting(trx, actor.tenantId, edition, now);
    const forms = new Map(edition.forms.map(({ definition }, place) => [definition.code, { definition, place }]));
    const { year, calendar } = edition;
    return {
      programme: edition.programmeName,
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
          period: periodOf(calendar, year, period),
          code,
          title,
        })),
      byUnit,
    };
  },
});
