import type { TenantReader } from '@huibao/db';
import type { CollectionWindow, SubmissionState, UnitTraits } from '@huibao/domain';
import { addedToSubmission, editionIssueNo } from '../forms/added-issue.repository.ts';
import { pinnedRefOf, type EditionRef } from '../forms/edition.repository.ts';
import { traitsOf } from './submission.repository.ts';

/** A form that a unit owes or has reported, with its term. */
export interface Task {
  readonly id: string;
  readonly collectionId: string;
  readonly edition: EditionRef;
  readonly year: number;
  readonly period: number;
  /** The collection's; the unit's own extension stands beside it. */
  readonly window: CollectionWindow;
  readonly extendedUntil: Date | null;
  /** Until when what was sent back may be mended; null: as long as the collection is open. */
  readonly mendUntil: Date | null;
  readonly unit: UnitTraits;
  readonly formCode: string;
  readonly state: SubmissionState;
  readonly reason: string | null;
  /** As of the last submit. */
  readonly filled: number;
  readonly required: number;
  readonly revisionNo: number;
  readonly isZeroReport: boolean;
  readonly savedAt: Date | null;
  readonly submittedAt: Date | null;
}

/** All that the unit was ever asked for, newest period first. */
export async function listTasksOf(trx: TenantReader, tenantId: number, unitId: number): Promise<readonly Task[]> {
  const rows = await trx
    .selectFrom('submissions as s')
    .innerJoin('collections as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
    )
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.unit_id'),
    )
    .select([
      'u.kind',
      'u.school_type',
      'u.ownership',
      'u.section_code',
      's.asked_as',
      's.id',
      's.form_code',
      editionIssueNo.as('issue_no'),
      's.state',
      's.reason',
      's.filled',
      's.required',
      's.saved_at',
      's.submitted_at',
      's.revision_no',
      's.extended_until',
      's.mend_until',
      's.is_zero_report',
      'c.id as collectionId',
      'c.year',
      'c.period',
      'c.opens_at',
      'c.due_at',
      'c.closes_at',
      'c.owner_tenant_id',
      'c.edition_id',
      addedToSubmission(tenantId).as('pinned'),
    ])
    .where('s.tenant_id', '=', tenantId)
    .where('s.unit_id', '=', unitId)
    .orderBy('c.ends_on', 'desc')
    .orderBy('c.due_at', 'desc')
    .orderBy('c.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    collectionId: row.collectionId,
    edition: pinnedRefOf(row),
    year: row.year,
    period: row.period,
    window: { opensAt: row.opens_at, dueAt: row.due_at, closesAt: row.closes_at },
    extendedUntil: row.extended_until,
    mendUntil: row.mend_until,
    unit: traitsOf(row),
    formCode: row.form_code,
    state: row.state as SubmissionState,
    reason: row.reason,
    filled: row.filled,
    required: row.required,
    revisionNo: row.revision_no,
    isZeroReport: row.is_zero_report,
    savedAt: row.saved_at,
    submittedAt: row.submitted_at,
  }));
}
