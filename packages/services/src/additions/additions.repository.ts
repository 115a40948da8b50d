import type { TenantReader, TenantTransaction } from '@huibao/db';
import type { Additions } from '@huibao/domain/additions';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { isKeyViolation, type AddedIssueRef } from '../forms/added-issue.repository.ts';
import type { EditionRef } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';

export interface NewAddedIssue {
  readonly no: number;
  readonly additions: Additions;
  /** Versions in their order, those asked no more at the end. */
  readonly forms: readonly { readonly versionId: string; readonly isRetired: boolean }[];
}

export async function insertAddedIssue(
  trx: TenantTransaction,
  ownerTenantId: number,
  edition: EditionRef,
  { no, additions, forms }: NewAddedIssue,
  publishedAt: Date,
): Promise<string> {
  const id = uuid();
  await trx
    .insertInto('added_issues')
    .values({
      owner_tenant_id: ownerTenantId,
      id,
      edition_owner_tenant_id: edition.ownerTenantId,
      edition_id: edition.id,
      no,
      base_hash: additions.base.hash,
      asked_sections: JSON.stringify(additions.askedSections),
      unit_groups: JSON.stringify(additions.unitGroups),
      indicator_groups: JSON.stringify(additions.indicatorGroups),
      sections: JSON.stringify(additions.sections),
      wordings: JSON.stringify(additions.wordings),
      section_order: JSON.stringify(additions.order),
      balances: JSON.stringify(additions.balances),
      glossary: JSON.stringify(additions.glossary),
      indicators: JSON.stringify(additions.indicators.map((one) => one.code)),
      published_at: publishedAt,
    })
    .execute();
  if (forms.length > 0)
    await trx
      .insertInto('added_forms')
      .values(
        forms.map(({ versionId, isRetired }, position) => ({
          owner_tenant_id: ownerTenantId,
          issue_id: id,
          form_version_id: versionId,
          position,
          is_retired: isRetired,
          published_at: publishedAt,
        })),
      )
      .execute();
  return id;
}

/**
 * Takes an issue back; false where something has been begun with it, be it out of the owner's sight: the key from there
 * refuses, and the transaction is over.
 */
export async function deleteAddedIssue(
  trx: TenantTransaction,
  { ownerTenantId, id }: Pick<AddedIssueRef, 'ownerTenantId' | 'id'>,
): Promise<boolean> {
  try {
    await trx.deleteFrom('added_issues').where('owner_tenant_id', '=', ownerTenantId).where('id', '=', id).execute();
    return true;
  } catch (error) {
    if (isKeyViolation(error)) return false;
    throw error;
  }
}

/** Codes of the indicators that came with the issue before; none before the first. */
export async function listIndicatorsBefore(
  trx: TenantReader,
  ownerTenantId: number,
  edition: EditionRef,
  no: number,
): Promise<readonly string[]> {
  const row = await trx
    .selectFrom('added_issues')
    .select('indicators')
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('edition_owner_tenant_id', '=', edition.ownerTenantId)
    .where('edition_id', '=', edition.id)
    .where('no', '=', no - 1)
    .executeTakeFirst();
  return row ? jsonOf<readonly string[]>(row.indicators) : [];
}

/** What a tenant has added to an edition, by number. */
export interface AddedCounts {
  readonly editionId: string;
  /** The newest issue's number; 0 where there are only indicators made one by one. */
  readonly no: number;
  readonly forms: number;
  readonly indicators: number;
  readonly sections: number;
  /** Paragraphs of the report in its own words. */
  readonly wordings: number;
  /** Something of the tenant's own has been begun with it; of what other levels have, nothing is said. */
  readonly isBegun: boolean;
}

export async function listAddedCounts(trx: TenantReader, ownerTenantId: number): Promise<readonly AddedCounts[]> {
  const { rows } = await sql<AddedCounts>`
    with issue as (
      select distinct on (edition_id) edition_id, id, no, jsonb_array_length(sections) as sections,
        jsonb_array_length(wordings) as wordings
      from added_issues where owner_tenant_id = ${ownerTenantId} order by edition_id, no desc
    ), indicator as (
      select edition_id, count(*)::int as indicators from added_indicators
      where owner_tenant_id = ${ownerTenantId} group by edition_id
    )
    select coalesce(i.edition_id, n.edition_id) as "editionId", coalesce(i.no, 0) as no,
      coalesce(i.sections, 0) as sections, coalesce(i.wordings, 0) as wordings,
      coalesce(n.indicators, 0) as indicators,
      (select count(*)::int from added_forms f
        where f.owner_tenant_id = ${ownerTenantId} and f.issue_id = i.id and not f.is_retired) as forms,
      exists (select from collection_additions c where c.tenant_id = ${ownerTenantId}
          and c.owner_tenant_id = ${ownerTenantId} and c.issue_id = i.id)
        or exists (select from report_additions r where r.tenant_id = ${ownerTenantId}
          and r.owner_tenant_id = ${ownerTenantId} and r.issue_id = i.id) as "isBegun"
    from issue i full join indicator n on n.edition_id = i.edition_id`.execute(trx);
  return rows;
}
