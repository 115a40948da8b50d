import {
  collectedElements,
  countsPersons,
  indicatorDraftSchema,
  isPartial,
  type IndicatorDefinition,
  type IndicatorValue,
  type UnitKind,
} from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { findEditionBefore, type Edition } from '../forms/edition.repository.ts';
import { rollUp, rollUpByUnit, type Figures } from '../rollup/roll-up.ts';
import { defineQuery } from '../use-case.ts';
import { issuesIn, refuseWrongDraft } from './check-draft.ts';
import { getDesignedYear } from './designed-year.ts';
import { getTenantKind } from './indicator.repository.ts';
import { listUnitNames } from './unit.repository.ts';

/** The identity of what has none yet: no figure is delivered or kept under it. */
const nameless = 'preview';

export interface UnitPreview {
  readonly unitId: number;
  readonly name: string;
  readonly kind: UnitKind;
  readonly value: IndicatorValue;
}

/**
 * What a definition would give on the data accepted so far, saved or not. Above the first level the districts' part
 * comes from what they delivered under its code: before it has one, there is none.
 */
export const previewIndicator = defineQuery({
  permission: 'indicator.read',
  input: z.object({ ...editionInput, code: z.string().max(80).nullable(), definition: indicatorDraftSchema }),
  async run(scope, { programme, year, code, definition: draft }) {
    const { trx, actor } = scope;
    const { edition } = await getDesignedYear(trx, actor, { programme, year });
    await refuseWrongDraft(trx, actor.tenantId, edition, draft);
    const definition: IndicatorDefinition = {
      ...draft,
      code: code !== null && edition.indicatorVersions.has(code) ? code : nameless,
    };
    const valueIn = async (year: Edition): Promise<IndicatorValue | null> =>
      (await rollUp(scope, year, { indicators: [definition] })).get(definition.code) ?? null;
    const value = await valueIn(edition);
    const before = await findEditionBefore(trx, actor, edition);
    const lastYear = before && issuesIn(before, draft).length === 0 ? await valueIn(before) : null;
    const level = await getTenantKind(trx, actor.tenantId);
    // Districts beside each other are a comparison, which keeps small counts of persons to itself.
    const isKept =
      level !== 'bureau' &&
      countsPersons(definition, collectedElements({ forms: edition.forms.map((form) => form.definition) }));
    const byUnit: ReadonlyMap<number, Figures> = isKept
      ? new Map()
      : await rollUpByUnit(scope, edition, { indicators: [definition] });
    const names = await listUnitNames(trx, actor.tenantId);
    const units = [...byUnit].flatMap(([unitId, values]): readonly UnitPreview[] => {
      const [unit, own] = [names.get(unitId), values.get(definition.code)];
      return unit && own ? [{ unitId, ...unit, value: own }] : [];
    });
    return { year, level, value, lastYear, isPartial: isPartial(value, draft.coverageFloor), units };
  },
});
