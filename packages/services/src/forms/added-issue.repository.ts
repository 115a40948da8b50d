import { executePrepared, type TenantReader } from '@huibao/db';
import type { AddedSection } from '@huibao/domain/additions';
import type { GlossaryTerm } from '@huibao/domain/package';
import type { AddingLevel, Balance, FormDefinition, IndicatorGroup } from '@huibao/domain';
import { sql } from 'kysely';
import { jsonOf } from '../json-column.ts';
import type { EditionForm, EditionRef, ProgrammeRef } from './edition.repository.ts';

/** An issue of what a level added to an edition. */
export interface AddedIssueRef {
  readonly ownerTenantId: number;
  readonly id: string;
}

/** With all that it holds but its indicators, which are pinned by themselves. */
export interface AddedIssue extends AddedIssueRef {
  readonly no: number;
  readonly baseHash: string;
  readonly forms: readonly EditionForm[];
  readonly indicatorGroups: readonly IndicatorGroup[];
  readonly sections: readonly AddedSection[];
  readonly balances: readonly Balance[];
  readonly glossary: readonly GlossaryTerm[];
  /** Codes of those that came with it. */
  readonly indicators: readonly string[];
  /** Fact ids by element code. */
  readonly elementIds: ReadonlyMap<string, number>;
}

/** Pairs of owner and issue, as a query answers them. */
export type PinnedAdditions = readonly (readonly [ownerTenantId: number, issueId: string])[];

const levels: readonly AddingLevel[] = ['province', 'city', 'bureau'];

/** In a query over collections `c`: what each was opened with. */
export const addedToCollection = sql<PinnedAdditions>`(
  select coalesce(jsonb_agg(jsonb_build_array(a.owner_tenant_id, a.issue_id) order by a.owner_tenant_id), '[]')
  from collection_additions a where a.tenant_id = c.tenant_id and a.collection_id = c.id)`;

/** In a query over reports `r`: what each was begun with. */
export const addedToReport = sql<PinnedAdditions>`(
  select coalesce(jsonb_agg(jsonb_build_array(a.owner_tenant_id, a.issue_id) order by a.owner_tenant_id), '[]')
  from report_additions a where a.tenant_id = r.tenant_id and a.report_id = r.id)`;

/** In a query over editions `e`: the newest of each tenant of the line. */
export function addedToEdition(lineage: readonly number[]) {
  return sql<PinnedAdditions>`(
    select coalesce(jsonb_agg(jsonb_build_array(a.owner_tenant_id, a.id) order by a.owner_tenant_id), '[]')
    from (
      select distinct on (i.owner_tenant_id) i.owner_tenant_id, i.id from added_issues i
      where i.edition_owner_tenant_id = e.owner_tenant_id and i.edition_id = e.id and i.published_at is not null
        and i.owner_tenant_id = any(${[...lineage]}::int[])
      order by i.owner_tenant_id, i.no desc
    ) a)`;
}

export function addedRefsOf(pinned: PinnedAdditions): readonly AddedIssueRef[] {
  return pinned.map(([ownerTenantId, id]) => ({ ownerTenantId, id }));
}

/** The highest level's first. */
export async function listAddedIssues(
  trx: TenantReader,
  programme: ProgrammeRef,
  refs: readonly AddedIssueRef[],
): Promise<readonly AddedIssue[]> {
  if (refs.length === 0) return [];
  const ids = refs.map((one) => one.id);
  const rows = await trx
    .selectFrom('added_issues as i')
    .innerJoin('tenants as t', 't.id', 'i.owner_tenant_id')
    .selectAll('i')
    .select('t.kind')
    .where('i.owner_tenant_id', 'in', [...new Set(refs.map((one) => one.ownerTenantId))])
    .where('i.id', 'in', ids)
    .execute();
  const ordered = rows.toSorted(
    (a, b) => levels.indexOf(a.kind as AddingLevel) - levels.indexOf(b.kind as AddingLevel),
  );
  const issues: AddedIssue[] = [];
  for (const row of ordered) {
    const owner = row.owner_tenant_id;
    issues.push({
      ownerTenantId: owner,
      id: row.id,
      no: row.no,
      baseHash: row.base_hash,
      forms: await listAddedForms(trx, owner, row.id),
      indicatorGroups: jsonOf<readonly IndicatorGroup[]>(row.indicator_groups),
      sections: jsonOf<readonly AddedSection[]>(row.sections),
      balances: jsonOf<readonly Balance[]>(row.balances),
      glossary: jsonOf<readonly GlossaryTerm[]>(row.glossary),
      indicators: jsonOf<readonly string[]>(row.indicators),
      elementIds: await listElementIds(trx, owner, programme, 'element'),
    });
  }
  return issues;
}

async function listAddedForms(trx: TenantReader, owner: number, issueId: string): Promise<readonly EditionForm[]> {
  const rows = await trx
    .selectFrom('added_forms as a')
    .innerJoin('form_versions as f', (join) =>
      join.onRef('f.owner_tenant_id', '=', 'a.owner_tenant_id').onRef('f.id', '=', 'a.form_version_id'),
    )
    .select(['f.id', 'f.version', 'f.definition', 'a.is_retired'])
    .where('a.owner_tenant_id', '=', owner)
    .where('a.issue_id', '=', issueId)
    .orderBy('a.position')
    .execute();
  return rows.map((row) => ({
    ownerTenantId: owner,
    versionId: row.id,
    version: row.version,
    isRetired: row.is_retired,
    definition: jsonOf<FormDefinition>(row.definition),
  }));
}

/** Fact ids by code: of an owner, for a programme that may be another's. */
export async function listElementIds(
  trx: TenantReader,
  ownerTenantId: number,
  { ownerTenantId: programmeOwnerId, programmeCode }: ProgrammeRef,
  kind: 'element' | 'indicator',
): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('data_elements')
    .select(['id', 'code'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_owner_tenant_id', '=', programmeOwnerId)
    .where('programme_code', '=', programmeCode)
    .where('kind', '=', kind)
    .execute();
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** The newest issue of each level that has added to an edition, of those that the actor may read: its line's. */
export async function listNewestAdded(
  trx: TenantReader,
  edition: Pick<EditionRef, 'ownerTenantId' | 'id'>,
): Promise<readonly AddedIssueRef[]> {
  const asked = trx
    .selectFrom('added_issues')
    .distinctOn('owner_tenant_id')
    .select(['owner_tenant_id as ownerTenantId', 'id'])
    .where('edition_owner_tenant_id', '=', edition.ownerTenantId)
    .where('edition_id', '=', edition.id)
    .where('published_at', 'is not', null)
    .orderBy('owner_tenant_id')
    .orderBy('no', 'desc');
  return executePrepared(trx, asked);
}
