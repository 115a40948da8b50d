import type { TenantTransaction } from '@huibao/db';
import type { UnitTraits } from '@huibao/domain';
import { sql } from 'kysely';
import { addedToSubmission, editionIssueNo } from '../forms/added-issue.repository.ts';
import { pinnedRefOf, type EditionRef } from '../forms/edition.repository.ts';
import { traitsOf } from './submission.repository.ts';

/** A submission that nobody has handed in, as adopting an issue finds it. */
export interface OpenDraft {
  readonly id: string;
  /** In the issues that it is pinned to. */
  readonly edition: EditionRef;
  readonly unitId: number;
  readonly unitName: string;
  readonly unit: UnitTraits;
  readonly ownerTenantId: number;
  readonly formCode: string;
  readonly formVersionId: string;
  /** Its own, of its form's owner. */
  readonly issueNo: number;
  /** Retired where its form is asked no more: an issue may ask it again. */
  readonly state: 'draft' | 'returned' | 'retired';
}

/** Which of them: of these collections; of one unit; that go by an older issue than their form's owner has there. */
export interface OpenDraftFilter {
  readonly collectionIds: readonly string[];
  readonly unitId?: number;
  readonly before?: readonly { readonly ownerTenantId: number; readonly no: number }[];
}

/**
 * Drafts, and what was sent back, locked in the order of their ids: who saves or submits one meanwhile waits, or is
 * waited for and then isn't among them.
 */
export async function lockOpenDrafts(
  trx: TenantTransaction,
  tenantId: number,
  filter: OpenDraftFilter,
): Promise<readonly OpenDraft[]> {
  const { collectionIds, unitId, before } = filter;
  if (collectionIds.length === 0) return [];
  const locked = await trx
    .selectFrom('submissions')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('collection_id', 'in', [...collectionIds])
    .where('state', 'in', ['draft', 'returned', 'retired'])
    .$if(unitId !== undefined, (q) => q.where('unit_id', '=', unitId ?? 0))
    .$if(before !== undefined, (q) =>
      q.where((eb) =>
        eb.or(
          (before ?? []).map(({ ownerTenantId, no }) =>
            eb.and([eb('owner_tenant_id', '=', ownerTenantId), eb('issue_no', '<', no)]),
          ),
        ),
      ),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  const rows = await trx
    .selectFrom('submissions as s')
    .innerJoin('collections as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
    )
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.unit_id'),
    )
    .select([
      's.id',
      's.unit_id',
      's.owner_tenant_id as formOwnerId',
      's.form_code',
      's.form_version_id',
      's.issue_no as formIssueNo',
      editionIssueNo.as('issue_no'),
      's.state',
      's.asked_as',
      'c.owner_tenant_id',
      'c.edition_id',
      'u.name',
      'u.kind',
      'u.school_type',
      'u.ownership',
      'u.section_code',
      addedToSubmission(tenantId).as('pinned'),
    ])
    .where('s.tenant_id', '=', tenantId)
    .where(sql<boolean>`s.id = any(${locked.map(({ id }) => id)}::uuid[])`)
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    edition: pinnedRefOf(row),
    unitId: row.unit_id,
    unitName: row.name,
    unit: traitsOf(row),
    ownerTenantId: row.formOwnerId,
    formCode: row.form_code,
    formVersionId: row.form_version_id,
    issueNo: row.formIssueNo,
    state: row.state as OpenDraft['state'],
  }));
}

/** The rows are locked by the caller. */
export async function pinToIssue(
  trx: TenantTransaction,
  tenantId: number,
  ids: readonly string[],
  {
    issueNo,
    formVersionId,
    isRetired,
  }: { readonly issueNo: number; readonly formVersionId: string; readonly isRetired: boolean },
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update submissions set
      moved_from_issue_no = case when form_version_id = ${formVersionId}::uuid then moved_from_issue_no
        else coalesce(moved_from_issue_no, issue_no) end,
      state = case when ${isRetired} then 'retired' when state = 'retired' then 'draft' else state end,
      issue_no = ${issueNo}, form_version_id = ${formVersionId}::uuid
    where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[])`.execute(trx);
}
