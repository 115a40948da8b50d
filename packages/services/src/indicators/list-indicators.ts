import {
  askableForms,
  HuibaoError,
  localDate,
  type IndicatorDefinition,
  type SchoolType,
  type UnitKind,
} from '@huibao/domain';
import { z } from 'zod';
import { jsonOf } from '../json-column.ts';
import { defineQuery, type QueryScope } from '../use-case.ts';
import { getDesignedYear, getTenantKind, isOwn, listOwnIndicators } from './own-indicator.repository.ts';
import { listGroups } from './unit-groups.ts';

/** `above`: an ancestor added it to the year. */
export type IndicatorOwner = 'built_in' | 'above' | 'own';

/** Every indicator of a year, whose it is, and all that a new one may ask for. Without a year: the newest that has begun. */
export const listIndicators = defineQuery({
  permission: 'indicator.read',
  input: z.object({ year: z.int().optional() }),
  async run(scope, input) {
    const { trx, actor } = scope;
    const years = await listYears(scope);
    const thisYear = Number(localDate(scope.now).slice(0, 4));
    const year = input.year ?? years.find((one) => one <= thisYear) ?? thisYear;
    const designed = await getDesignedYear(scope, year);
    const { edition, builtIn } = designed;
    const ownerOf = (code: string): IndicatorOwner =>
      builtIn.has(code) ? 'built_in' : isOwn(designed, code, actor.tenantId) ? 'own' : 'above';
    const pinned = new Set(edition.indicators.map((one) => one.code));
    const own = await listOwnIndicators(scope, designed);
    return {
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
      units: await listKinds(scope),
      unitGroups: await listGroups(scope),
    };
  },
});

/** Years whose programme is published, newest first. */
async function listYears({ trx, actor }: QueryScope): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('editions')
    .select('year')
    .distinct()
    .where('published_at', 'is not', null)
    .where('owner_tenant_id', 'in', [...actor.lineage])
    .orderBy('year', 'desc')
    .execute();
  if (rows.length === 0) throw new HuibaoError('programme.not_found');
  return rows.map((row) => row.year);
}

/** What kinds of units there are: a city asks for those of its districts, which it can't list. */
async function listKinds({ trx, actor }: QueryScope): Promise<{
  readonly kinds: readonly UnitKind[];
  readonly schoolTypes: readonly SchoolType[];
  readonly sectionCodes: readonly string[];
}> {
  const rows = await trx
    .selectFrom('org_units')
    .select(['kind', 'school_type', 'section_code'])
    .distinct()
    .where('tenant_id', '=', actor.tenantId)
    .where('kind', 'in', ['school', 'section'])
    .execute();
  const unique = <T>(items: readonly (T | null)[]): readonly T[] =>
    [...new Set(items.filter((item) => item !== null))].sort();
  return {
    kinds: unique(rows.map((row) => row.kind as UnitKind)),
    schoolTypes: unique(rows.map((row) => row.school_type as SchoolType | null)),
    sectionCodes: unique(rows.map((row) => row.section_code)),
  };
}

/** Versions of one indicator, newest first, with the years that use each. */
export const listIndicatorVersions = defineQuery({
  permission: 'indicator.read',
  input: z.object({ code: z.string().max(80) }),
  async run({ trx, actor }, { code }) {
    const versions = await trx
      .selectFrom('indicator_versions')
      .select(['owner_tenant_id', 'id', 'version', 'definition', 'published_at'])
      .where('owner_tenant_id', 'in', [...actor.lineage])
      .where('code', '=', code)
      .where('published_at', 'is not', null)
      .orderBy('version', 'desc')
      .execute();
    if (versions.length === 0) throw new HuibaoError('indicator.not_found');
    const ids = versions.map((one) => one.id);
    const years = await trx
      .selectFrom('edition_indicators as p')
      .innerJoin('editions as e', (join) =>
        join.onRef('e.owner_tenant_id', '=', 'p.owner_tenant_id').onRef('e.id', '=', 'p.edition_id'),
      )
      .select(['p.indicator_version_id as id', 'e.year'])
      .where('p.owner_tenant_id', 'in', [...actor.lineage])
      .where('p.indicator_version_id', 'in', ids)
      .unionAll(
        trx
          .selectFrom('added_indicators as a')
          .innerJoin('editions as e', (join) =>
            join.onRef('e.owner_tenant_id', '=', 'a.edition_owner_tenant_id').onRef('e.id', '=', 'a.edition_id'),
          )
          .select(['a.indicator_version_id as id', 'e.year'])
          .where('a.owner_tenant_id', 'in', [...actor.lineage])
          .where('a.indicator_version_id', 'in', ids),
      )
      .execute();
    return versions.map((one) => ({
      version: one.version,
      publishedAt: one.published_at?.toISOString() ?? null,
      definition: jsonOf<IndicatorDefinition>(one.definition),
      years: years
        .filter((row) => row.id === one.id)
        .map((row) => row.year)
        .sort(),
    }));
  },
});
