import { executePrepared, type TenantReader } from '@huibao/db';
import type { AddedSection, OwnWording } from '@huibao/domain/additions';
import type { GlossaryTerm } from '@huibao/domain/package';
import {
  isRetiredForm,
  type AddingLevel,
  type Balance,
  type FormDefinition,
  type IndicatorGroup,
  type NamedUnits,
} from '@huibao/domain';
import { sql } from 'kysely';
import { jsonOf } from '../json-column.ts';
import type { EditionForm, EditionRef, IssueForms, ProgrammeRef } from './edition.repository.ts';

/** An issue of what a level added to an edition. */
export interface AddedIssueRef {
  readonly ownerTenantId: number;
  readonly id: string;
  /** Among the owner's issues for the edition: by it its forms are pinned. */
  readonly no: number;
}

/** With all that it holds but its indicators, which are pinned by themselves. */
export interface AddedIssue extends AddedIssueRef {
  readonly baseHash: string;
  readonly forms: readonly EditionForm[];
  /** With the owner's issues before it: what was handed in goes by these. */
  readonly issues: readonly IssueForms[];
  readonly askedSections: readonly NamedUnits[];
  readonly unitGroups: readonly NamedUnits[];
  readonly indicatorGroups: readonly IndicatorGroup[];
  readonly sections: readonly AddedSection[];
  readonly wordings: readonly OwnWording[];
  readonly order: readonly string[];
  readonly balances: readonly Balance[];
  readonly glossary: readonly GlossaryTerm[];
  /** Codes of those that came with it. */
  readonly indicators: readonly string[];
  /** Fact ids by element code. */
  readonly elementIds: ReadonlyMap<string, number>;
}

/** Owners and their issues, as a query answers them. */
export type PinnedAdditions = readonly (readonly [ownerTenantId: number, issueId: string, no: number])[];

const levels: readonly AddingLevel[] = ['province', 'city', 'bureau'];

/**
 * In a query over a tenant's collections `c`: what each goes by. Here as in all that is asked beside a row of a
 * tenant's, the tenant is given anew: where the database is divided by it, that tells where to ask (101).
 */
export const addedToCollection = (tenantId: number) => sql<PinnedAdditions>`(
  select coalesce(jsonb_agg(jsonb_build_array(a.owner_tenant_id, a.issue_id, i.no) order by a.owner_tenant_id), '[]')
  from collection_additions a join added_issues i on i.owner_tenant_id = a.owner_tenant_id and i.id = a.issue_id
  where a.tenant_id = ${tenantId} and a.collection_id = c.id)`;

/**
 * In a query over a tenant's submissions `s` and their collections `c`: what each goes by. A form of a level's own is
 * pinned to an issue of its owner's; beside it stands what the collection goes by.
 */
export const addedToSubmission = (tenantId: number) => sql<PinnedAdditions>`(
  select coalesce(jsonb_agg(jsonb_build_array(i.owner_tenant_id, i.id, i.no) order by i.owner_tenant_id), '[]')
  from collection_additions a
  join added_issues n on n.owner_tenant_id = a.owner_tenant_id and n.id = a.issue_id
  join added_issues i on i.owner_tenant_id = a.owner_tenant_id
    and i.edition_owner_tenant_id = n.edition_owner_tenant_id and i.edition_id = n.edition_id
    and i.no = case when a.owner_tenant_id = s.owner_tenant_id then s.issue_no else n.no end
  where a.tenant_id = ${tenantId} and a.collection_id = c.id)`;

/** In the same query: the issue of the edition itself. */
export const editionIssueNo = sql<number>`case when s.owner_tenant_id = c.owner_tenant_id then s.issue_no else c.issue_no end`;

/** In a query over a tenant's reports `r`: what each goes by. */
export const addedToReport = (tenantId: number) => sql<PinnedAdditions>`(
  select coalesce(jsonb_agg(jsonb_build_array(a.owner_tenant_id, a.issue_id, i.no) order by a.owner_tenant_id), '[]')
  from report_additions a join added_issues i on i.owner_tenant_id = a.owner_tenant_id and i.id = a.issue_id
  where a.tenant_id = ${tenantId} and a.report_id = r.id)`;

/** In a query over editions `e`: the newest of each tenant of the line. */
export function addedToEdition(lineage: readonly number[]) {
  return sql<PinnedAdditions>`(
    select coalesce(jsonb_agg(jsonb_build_array(a.owner_tenant_id, a.id, a.no) order by a.owner_tenant_id), '[]')
    from (
      select distinct on (i.owner_tenant_id) i.owner_tenant_id, i.id, i.no from added_issues i
      where i.edition_owner_tenant_id = e.owner_tenant_id and i.edition_id = e.id and i.published_at is not null
        and i.owner_tenant_id = any(${[...lineage]}::int[])
      order by i.owner_tenant_id, i.no desc
    ) a)`;
}

export function addedRefsOf(pinned: PinnedAdditions): readonly AddedIssueRef[] {
  return pinned.map(([ownerTenantId, id, no]) => ({ ownerTenantId, id, no }));
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
    const upTo = await listFormsUpTo(trx, owner, row);
    issues.push({
      ownerTenantId: owner,
      id: row.id,
      no: row.no,
      baseHash: row.base_hash,
      forms: upTo.find((one) => one.issueNo === row.no)?.forms ?? [],
      issues: upTo,
      askedSections: jsonOf<readonly NamedUnits[]>(row.asked_sections),
      unitGroups: jsonOf<readonly NamedUnits[]>(row.unit_groups),
      indicatorGroups: jsonOf<readonly IndicatorGroup[]>(row.indicator_groups),
      sections: jsonOf<readonly AddedSection[]>(row.sections),
      wordings: jsonOf<readonly OwnWording[]>(row.wordings),
      order: jsonOf<readonly string[]>(row.section_order),
      balances: jsonOf<readonly Balance[]>(row.balances),
      glossary: jsonOf<readonly GlossaryTerm[]>(row.glossary),
      indicators: jsonOf<readonly string[]>(row.indicators),
      elementIds: await listElementIds(trx, owner, programme, 'element'),
    });
  }
  return issues;
}

/** Forms of an issue and of its owner's issues before it, oldest first. Most stay as they were from issue to issue. */
async function listFormsUpTo(
  trx: TenantReader,
  owner: number,
  { edition_owner_tenant_id, edition_id, no }: { edition_owner_tenant_id: number; edition_id: string; no: number },
): Promise<readonly IssueForms[]> {
  const rows = await trx
    .selectFrom('added_issues as i')
    .leftJoin('added_forms as a', (join) =>
      join.onRef('a.owner_tenant_id', '=', 'i.owner_tenant_id').onRef('a.issue_id', '=', 'i.id'),
    )
    .leftJoin('form_versions as f', (join) =>
      join.onRef('f.owner_tenant_id', '=', 'a.owner_tenant_id').onRef('f.id', '=', 'a.form_version_id'),
    )
    .select(['i.no', 'f.id', 'f.version', 'f.definition', 'a.is_retired'])
    .where('i.owner_tenant_id', '=', owner)
    .where('i.edition_owner_tenant_id', '=', edition_owner_tenant_id)
    .where('i.edition_id', '=', edition_id)
    .where('i.no', '<=', no)
    .orderBy('i.no')
    .orderBy('a.position')
    .execute();
  const versions = new Map<string, EditionForm>();
  const formOfRow = (row: (typeof rows)[number]): readonly EditionForm[] => {
    if (row.id === null || row.version === null || row.is_retired === null) return [];
    const key = `${row.id}/${row.is_retired}`;
    const definition = jsonOf<FormDefinition>(row.definition);
    const form = versions.get(key) ?? {
      ownerTenantId: owner,
      versionId: row.id,
      version: row.version,
      isRetired: row.is_retired || isRetiredForm(definition),
      definition,
    };
    versions.set(key, form);
    return [form];
  };
  return [...Map.groupBy(rows, (row) => row.no)].map(([issueNo, of]) => ({
    ownerTenantId: owner,
    issueNo,
    forms: of.flatMap(formOfRow),
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
): Promise<readonly (AddedIssueRef & { readonly level: AddingLevel })[]> {
  const asked = trx
    .selectFrom('added_issues as i')
    .innerJoin('tenants as t', 't.id', 'i.owner_tenant_id')
    .distinctOn('i.owner_tenant_id')
    .select(['i.owner_tenant_id', 'i.id', 'i.no', 't.kind'])
    .where('i.edition_owner_tenant_id', '=', edition.ownerTenantId)
    .where('i.edition_id', '=', edition.id)
    .where('i.published_at', 'is not', null)
    .orderBy('i.owner_tenant_id')
    .orderBy('i.no', 'desc');
  const rows = await executePrepared(trx, asked);
  return rows.map((row) => ({
    ownerTenantId: row.owner_tenant_id,
    id: row.id,
    no: row.no,
    level: row.kind as AddingLevel,
  }));
}

/** That a row is still gone by, or isn't there any more: what PostgreSQL calls it, as a restriction and as a key. */
export function isKeyViolation(error: unknown): boolean {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === '23001' || code === '23503';
}
