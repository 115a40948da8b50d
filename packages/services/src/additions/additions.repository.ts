import type { TenantReader, TenantTransaction } from '@huibao/db';
import type { Additions } from '@huibao/domain/additions';
import { v7 as uuid } from 'uuid';
import type { AddedIssueRef } from '../forms/added-issue.repository.ts';
import type { EditionRef } from '../forms/edition.repository.ts';

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
      indicator_groups: JSON.stringify(additions.indicatorGroups),
      sections: JSON.stringify(additions.sections),
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
 * Takes an issue back, unless something has been begun with it, be it out of the owner's sight: then the key to it
 * refuses (23503), as `isStillUsed` tells.
 */
export async function deleteAddedIssue(trx: TenantTransaction, { ownerTenantId, id }: AddedIssueRef): Promise<void> {
  await trx.deleteFrom('added_issues').where('owner_tenant_id', '=', ownerTenantId).where('id', '=', id).execute();
}

export function isStillUsed(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23503';
}

/** Editions that the tenant added to: by issues, or by indicators made one by one. */
export async function listAddedEditions(trx: TenantReader, ownerTenantId: number): Promise<readonly string[]> {
  const issued = trx
    .selectFrom('added_issues')
    .select('edition_id')
    .where('owner_tenant_id', '=', ownerTenantId)
    .union(trx.selectFrom('added_indicators').select('edition_id').where('owner_tenant_id', '=', ownerTenantId));
  return (await issued.execute()).map((row) => row.edition_id);
}
