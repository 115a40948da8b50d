import {
  collectedElements,
  countsPersons,
  ExactDecimal,
  indicatorDraftSchema,
  type IndicatorDefinition,
  type IndicatorValue,
  type UnitKind,
} from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear } from '../forms/edition.repository.ts';
import { rollUp, rollUpByUnit } from '../rollup/roll-up.ts';
import { defineQuery } from '../use-case.ts';
import { issuesIn, refuseWrongDraft } from './check-draft.ts';
import { getDesignedYear, getTenantKind } from './own-indicator.repository.ts';

/** The identity of what has none yet: no figure is delivered or kept under it. */
const nameless = 'preview';

export interface UnitPreview {
  readonly unitId: number;
  readonly name: string;
  readonly kind: UnitKind;
  readonly value: IndicatorValue;
}

/**
 * What a definition would give on the data accepted so far, saved or not. Above the first level the districts' part comes
 * from what they delivered under its code: before it has one, there is none.
 */
export const previewIndicator = defineQuery({
  permission: 'indicator.read',
  input: z.object({ year: z.int(), code: z.string().max(80).nullable(), definition: indicatorDraftSchema }),
  async run(scope, { year, code, definition: draft }) {
    const { trx, actor } = scope;
    const { edition } = await getDesignedYear(scope, year);
    await refuseWrongDraft(scope, edition, draft);
    const definition: IndicatorDefinition = {
      ...draft,
      code: code !== null && edition.indicatorVersions.has(code) ? code : nameless,
    };
    const value = (await rollUp(scope, edition, { indicators: [definition] })).get(definition.code) ?? null;
    const before = await findEditionOfYear(trx, actor.lineage, year - 1);
    const lastYear =
      before && issuesIn(before, draft).length === 0
        ? ((await rollUp(scope, before, { indicators: [definition] })).get(definition.code) ?? null)
        : null;
    const level = await getTenantKind(trx, actor.tenantId);
    // Districts beside each other are a comparison, which keeps small counts of persons to itself.
    const isKept =
      level !== 'bureau' &&
      countsPersons(definition, collectedElements({ forms: edition.forms.map((form) => form.definition) }));
    const byUnit = isKept ? new Map<number, never>() : await rollUpByUnit(scope, edition, { indicators: [definition] });
    const names = new Map(
      (
        await trx
          .selectFrom('org_units')
          .select(['id', 'name', 'kind'])
          .where('tenant_id', '=', actor.tenantId)
          .execute()
      ).map((row) => [row.id, row]),
    );
    const units = [...byUnit].flatMap(
      ([unitId, values]: readonly [number, ReadonlyMap<string, IndicatorValue>]): readonly UnitPreview[] => {
        const [unit, own] = [names.get(unitId), values.get(definition.code)];
        return unit && own ? [{ unitId, name: unit.name, kind: unit.kind as UnitKind, value: own }] : [];
      },
    );
    return { year, level, value, lastYear, isPartial: isBelow(value, draft.coverageFloor), units };
  },
});

function isBelow(value: IndicatorValue | null, floor: string): boolean {
  return (
    value !== null && value.expected > 0 && new ExactDecimal(value.answered).dividedBy(value.expected).lessThan(floor)
  );
}
