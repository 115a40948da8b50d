import type { TenantReader } from '@huibao/db';
import type { SubmissionState, UnitTraits } from '@huibao/domain';
import { sql } from 'kysely';
import { addedToSubmission, editionIssueNo } from '../forms/added-issue.repository.ts';
import { pinnedRefOf, type EditionRef } from '../forms/edition.repository.ts';
import { traitsOf } from '../submission/submission.repository.ts';

/** One unit's form, as the board shows it. */
export interface BoardRow {
  readonly id: string;
  /** In the issues that it is pinned to. */
  readonly edition: EditionRef;
  /** Its own, of its form's owner. */
  readonly issueNo: number;
  readonly ownerTenantId: number;
  readonly unitId: number;
  readonly unitName: string;
  readonly unit: UnitTraits;
  readonly formCode: string;
  readonly state: Exclude<SubmissionState, 'retired'>;
  /** As of the last submit. */
  readonly filled: number;
  readonly required: number;
  readonly revisionNo: number;
  readonly isZeroReport: boolean;
  readonly savedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly firstSubmittedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly extendedUntil: Date | null;
  /** Explanations of warnings and comments of the revision that stands. */
  readonly explained: number;
  readonly comments: number;
  /** When the unit was last nudged about this collection. */
  readonly nudgedAt: Date | null;
}

/** Every form of the collection, unit by unit. */
export async function listBoardRows(
  trx: TenantReader,
  tenantId: number,
  collectionId: string,
): Promise<readonly BoardRow[]> {
  const rows = await trx
    .selectFrom('submissions as s')
    .innerJoin('collections as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
    )
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.unit_id'),
    )
    .leftJoin('revisions as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 's.tenant_id')
        .onRef('r.submission_id', '=', 's.id')
        .onRef('r.no', '=', 's.revision_no'),
    )
    .select([
      's.id',
      's.issue_no as formIssueNo',
      's.owner_tenant_id as formOwnerId',
      editionIssueNo.as('issue_no'),
      'c.owner_tenant_id',
      'c.edition_id',
      's.unit_id',
      's.form_code',
      's.state',
      's.filled',
      's.required',
      's.revision_no',
      's.is_zero_report',
      's.saved_at',
      's.submitted_at',
      's.first_submitted_at',
      's.decided_at',
      's.extended_until',
      'u.name',
      'u.kind',
      'u.school_type',
      'u.ownership',
      'u.section_code',
      's.asked_as',
      explained.as('explained'),
      comments.as('comments'),
      nudgedAt.as('nudgedAt'),
      addedToSubmission.as('pinned'),
    ])
    .where('s.tenant_id', '=', tenantId)
    .where('s.collection_id', '=', collectionId)
    .where('s.state', '<>', 'retired')
    .orderBy('u.kind')
    .orderBy('u.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    edition: pinnedRefOf(row),
    issueNo: row.formIssueNo,
    ownerTenantId: row.formOwnerId,
    unitId: row.unit_id,
    unitName: row.name,
    unit: traitsOf(row),
    formCode: row.form_code,
    state: row.state as BoardRow['state'],
    filled: row.filled,
    required: row.required,
    revisionNo: row.revision_no,
    isZeroReport: row.is_zero_report,
    savedAt: row.saved_at,
    submittedAt: row.submitted_at,
    firstSubmittedAt: row.first_submitted_at,
    decidedAt: row.decided_at,
    extendedUntil: row.extended_until,
    explained: row.explained,
    comments: row.comments,
    nudgedAt: row.nudgedAt,
  }));
}

/** Forms that were asked of a unit and are asked no more, and in which nobody had sent anything. */
export async function listRetired(
  trx: TenantReader,
  tenantId: number,
  collectionId: string,
): Promise<readonly { readonly unitId: number; readonly formCode: string }[]> {
  const rows = await trx
    .selectFrom('submissions')
    .select(['unit_id', 'form_code'])
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', collectionId)
    .where('state', '=', 'retired')
    .execute();
  return rows.map((row) => ({ unitId: row.unit_id, formCode: row.form_code }));
}

const explained = sql<number>`coalesce(jsonb_array_length(r.document -> 'explanations'), 0)`;

const comments = sql<number>`(
  select count(*)::int from review_comments k where k.tenant_id = s.tenant_id and k.revision_id = r.id
)`;

const nudgedAt = sql<Date | null>`(
  select max(n.created_at) from notices n
  where n.tenant_id = s.tenant_id and n.unit_id = s.unit_id and n.kind = 'nudge'
    and n.params ->> 'collectionId' = s.collection_id::text
)`;
