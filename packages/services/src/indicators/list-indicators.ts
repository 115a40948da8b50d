import { askableForms, localDate, programmeNameSchema, type UnitKind } from '@huibao/domain';
import { z } from 'zod';
import { listUnitTypes } from '../forms/unit-type.repository.ts';
import { requireProgramme } from '../forms/programme.repository.ts';
import { defineQuery } from '../use-case.ts';
import { yearInput } from '../year-input.ts';
import { getDesignedYear, isOwn, listOwnIndicators } from './designed-year.ts';
import { getTenantKind } from './indicator.repository.ts';
import { listGroups } from './unit-group.repository.ts';
import { listTraits, type UnitTraits } from './unit.repository.ts';

/** `above`: an ancestor added it to the year. */
export type IndicatorOwner = 'built_in' | 'above' | 'own';

/**
 * Every indicator of a year, whose it is, and all that a new one may ask for. Without a year: the newest that has
 * begun.
 */
export const listIndicators = defineQuery({
  permission: 'indicator.read',
  input: z.object({ programme: programmeNameSchema, year: yearInput.optional() }),
  async run({ trx, actor, now }, input) {
    const { programme } = input;
    const years = (await requireProgramme(trx, actor, programme)).years.map((one) => one.year);
    const thisYear = Number(localDate(now).slice(0, 4));
    const year = input.year ?? years.find((one) => one <= thisYear) ?? thisYear;
    const designed = await getDesignedYear(trx, actor, { programme, year });
    const { edition, builtIn } = designed;
    const ownerOf = (code: string): IndicatorOwner => {
      if (builtIn.has(code)) return 'built_in';
      return isOwn(designed, code, actor.tenantId) ? 'own' : 'above';
    };
    const pinned = new Set(edition.indicators.map((one) => one.code));
    const own = await listOwnIndicators(trx, actor.tenantId, designed);
    return {
      programme,
      year,
      years,
      level: await getTenantKind(trx, actor.tenantId),
      groups: edition.indicatorGroups,
      indicators: edition.indicators.map((definition) => ({
        definition,
        owner: ownerOf(definition.code),
        version: edition.indicatorVersions.get(definition.code)?.version ?? 1,
      })),
      /** Own ones that this year doesn't use: of another year, or retired. */
      unused: own.filter((one) => !pinned.has(one.code)),
      forms: askableForms(edition.forms.map((form) => form.definition)),
      units: kindsOf(await listTraits(trx, actor.tenantId)),
      unitGroups: await listGroups(trx, actor.tenantId),
      unitTypes: await listUnitTypes(trx, actor),
      /** What the programme calls the sections that it asks for by code. */
      sections: edition.sections,
    };
  },
});

function kindsOf(traits: readonly UnitTraits[]): {
  readonly kinds: readonly UnitKind[];
  readonly schoolTypes: readonly string[];
  readonly sectionCodes: readonly string[];
} {
  return {
    kinds: unique(traits.map((one) => one.kind)),
    schoolTypes: unique(traits.map((one) => one.schoolType)),
    sectionCodes: unique(traits.map((one) => one.sectionCode)),
  };
}

function unique<T>(items: readonly (T | null)[]): readonly T[] {
  return [...new Set(items.filter((item) => item !== null))].sort();
}
