import { z } from 'zod';
import { listOpenSections, listReporterNames, listUnitsOfPage, type Unit } from '../identity/unit.repository.ts';
import { defineQuery } from '../use-case.ts';

const unitsOfPage = 100;

export interface FoundUnits {
  /** Each with the names of those who report for it. */
  readonly units: readonly (Unit & { readonly reporters: readonly string[] })[];
  /** After which unit the next page begins; null on the last one. */
  readonly next: number | null;
  /** How many there are in all that were searched for. */
  readonly counts: Readonly<Record<'school' | 'section' | 'bureau', number>>;
  /** Those that may answer for what forms ask. */
  readonly openSections: readonly Pick<Unit, 'id' | 'name'>[];
}

/** A page of the tenant's units without its root, by their kind and id. */
export const searchUnits = defineQuery({
  permission: 'unit.read',
  input: z.object({
    search: z.string().trim().max(60).default(''),
    after: z.int32().nullable().default(null),
  }),
  async run({ trx, actor: { tenantId } }, { search, after }): Promise<FoundUnits> {
    const found = await listUnitsOfPage(trx, tenantId, { search, after, limit: unitsOfPage + 1 });
    const units = found.units.slice(0, unitsOfPage);
    const ids = units.map(({ id }) => id);
    const reporters = await listReporterNames(trx, tenantId, ids);
    return {
      units: units.map((unit) => ({ ...unit, reporters: reporters.get(unit.id) ?? [] })),
      next: found.units.length > unitsOfPage ? (ids.at(-1) ?? null) : null,
      counts: found.counts,
      openSections: await listOpenSections(trx, tenantId),
    };
  },
});
