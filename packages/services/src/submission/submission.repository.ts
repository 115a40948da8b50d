import { defineStatement, sendAhead, type DB, type TenantReader, type TenantTransaction } from '@huibao/db';
import {
  HuibaoError,
  type CollectionWindow,
  type Ownership,
  type SubmissionState,
  type UnitKind,
  type UnitTraits,
} from '@huibao/domain';
import { sql, type Kysely } from 'kysely';
import { addedToSubmission, editionIssueNo } from '../forms/added-issue.repository.ts';
import { pinnedRefOf, type EditionRef } from '../forms/edition.repository.ts';
import { extendWindow, prolongWindow } from './window.ts';

export interface Submission {
  readonly id: string;
  readonly collectionId: string;
  /** Whose form it is. */
  readonly ownerTenantId: number;
  /** In the issues that it is pinned to. */
  readonly edition: EditionRef;
  /** Its own, of its form's owner: of the edition, or of what a level added. */
  readonly issueNo: number;
  /** The issue that it was pinned to before, while what changed hasn't been submitted yet. */
  readonly movedFromIssue: number | null;
  readonly programmeCode: string;
  readonly year: number;
  readonly period: number;
  /** ISO dates, both inclusive: the days that the period is of. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** With the unit's extension, and until when what was sent back may be mended. */
  readonly window: CollectionWindow;
  readonly mendUntil: Date | null;
  readonly unitId: number;
  readonly unitName: string;
  readonly unit: UnitTraits;
  readonly hasHeadStep: boolean;
  readonly formCode: string;
  readonly formVersionId: string;
  readonly state: SubmissionState;
  readonly revisionNo: number;
  readonly savedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly firstSubmittedAt: Date | null;
  /** When it was last accepted, returned, reopened, or declined by its leader. */
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly isZeroReport: boolean;
}

/**
 * The submission, locked. What only stands beside it locks it shared. What writes its row locks it exclusively, a save
 * too: two that shared it would each wait for the other to let go.
 */
export async function lockSubmission(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  mode: 'share' | 'update',
): Promise<Submission> {
  await locking[mode].sendAhead(trx, { tenantId, id });
  return getSubmission(trx, tenantId, id);
}

/** Those that there are, each locked as by `lockSubmission`, in the order of their ids for everybody. */
export async function lockSubmissions(
  trx: TenantTransaction,
  tenantId: number,
  ids: readonly string[],
): Promise<readonly Submission[]> {
  await lockingMany.sendAhead(trx, { tenantId, ids });
  return (await manySubmissions.run(trx, { tenantId, ids })).map(submissionOf);
}

/** Those that there are, as they stand, in the order of their ids. */
export async function listSubmissions(
  trx: TenantReader,
  tenantId: number,
  ids: readonly string[],
): Promise<readonly Submission[]> {
  return (await manySubmissions.run(trx, { tenantId, ids })).map(submissionOf);
}

interface OneSubmission {
  readonly tenantId: number;
  readonly id: string;
}

interface ManySubmissions {
  readonly tenantId: number;
  readonly ids: readonly string[];
}

const lockable = (db: Kysely<DB>, { tenantId, id }: OneSubmission) =>
  db.selectFrom('submissions').select('id').where('tenant_id', '=', tenantId).where('id', '=', id);

const locking = {
  share: defineStatement((db, one: OneSubmission) => lockable(db, one).forShare()),
  update: defineStatement((db, one: OneSubmission) => lockable(db, one).forUpdate()),
};

const lockingMany = defineStatement((db, { tenantId, ids }: ManySubmissions) =>
  db
    .selectFrom('submissions')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate(),
);

const submissionsOf = (db: Kysely<DB>, { tenantId }: Pick<OneSubmission, 'tenantId'>) =>
  db
    .selectFrom('submissions as s')
    .innerJoin('collections as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
    )
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.unit_id'),
    )
    .select([
      's.id',
      's.collection_id',
      's.owner_tenant_id as formOwnerId',
      's.unit_id',
      's.form_code',
      's.form_version_id',
      's.issue_no as formIssueNo',
      's.moved_from_issue_no',
      's.state',
      's.revision_no',
      's.saved_at',
      's.submitted_at',
      's.first_submitted_at',
      's.reason',
      's.is_zero_report',
      's.extended_until',
      's.mend_until',
      's.decided_at',
      'c.owner_tenant_id',
      'c.edition_id',
      'c.programme_code',
      'c.year',
      'c.period',
      'c.starts_on',
      'c.ends_on',
      'c.opens_at',
      'c.due_at',
      'c.closes_at',
      editionIssueNo.as('issue_no'),
      addedToSubmission(tenantId).as('pinned'),
      'u.name',
      'u.kind',
      'u.school_type',
      'u.ownership',
      'u.section_code',
      'u.has_head_step',
      's.asked_as',
    ])
    .where('s.tenant_id', '=', tenantId);

const oneSubmission = defineStatement((db, one: OneSubmission) => submissionsOf(db, one).where('s.id', '=', one.id));

const manySubmissions = defineStatement((db, many: ManySubmissions) =>
  submissionsOf(db, many)
    .where(sql<boolean>`s.id = any(${many.ids}::uuid[])`)
    .orderBy('s.id'),
);

export async function getSubmission(trx: TenantReader, tenantId: number, id: string): Promise<Submission> {
  const [row] = await oneSubmission.run(trx, { tenantId, id });
  if (!row) throw new HuibaoError('submission.not_found');
  return submissionOf(row);
}

function submissionOf(
  row: Awaited<ReturnType<ReturnType<typeof submissionsOf>['executeTakeFirstOrThrow']>>,
): Submission {
  return {
    id: row.id,
    collectionId: row.collection_id,
    ownerTenantId: row.formOwnerId,
    edition: pinnedRefOf(row),
    issueNo: row.formIssueNo,
    movedFromIssue: row.moved_from_issue_no,
    programmeCode: row.programme_code,
    year: row.year,
    period: row.period,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    window: windowOf(row),
    mendUntil: row.mend_until,
    unitId: row.unit_id,
    unitName: row.name,
    unit: traitsOf(row),
    hasHeadStep: row.has_head_step,
    formCode: row.form_code,
    formVersionId: row.form_version_id,
    state: row.state as SubmissionState,
    revisionNo: row.revision_no,
    savedAt: row.saved_at,
    submittedAt: row.submitted_at,
    firstSubmittedAt: row.first_submitted_at,
    decidedAt: row.decided_at,
    reason: row.reason,
    isZeroReport: row.is_zero_report,
  };
}

function windowOf(row: {
  opens_at: Date;
  due_at: Date;
  closes_at: Date;
  extended_until: Date | null;
  mend_until: Date | null;
}): CollectionWindow {
  const window = { opensAt: row.opens_at, dueAt: row.due_at, closesAt: row.closes_at };
  return prolongWindow(extendWindow(window, row.extended_until), row.mend_until);
}

/** What definitions may ask of a unit, from its row. */
export function traitsOf(row: {
  kind: string;
  school_type: string | null;
  ownership: string | null;
  section_code: string | null;
  asked_as: string | null;
}): UnitTraits {
  return {
    kind: row.kind as UnitKind,
    schoolType: row.school_type,
    ownership: row.ownership as Ownership | null,
    sectionCode: row.section_code,
    ...(row.asked_as === null ? {} : { askedAs: row.asked_as }),
  };
}

/** A form that a unit owes in a collection. */
export interface NewSubmission {
  readonly id: string;
  readonly collectionId: string;
  readonly unitId: number;
  readonly ownerTenantId: number;
  readonly formVersionId: string;
  readonly issueNo: number;
  readonly formCode: string;
  /** The code by which it asks for a section that answers for another. */
  readonly askedAs: string | null;
}

/** What is owed already stays as it is; answers how many weren't. */
export async function insertSubmissions(
  trx: TenantTransaction,
  tenantId: number,
  submissions: readonly NewSubmission[],
  createdAt: Date,
): Promise<readonly NewSubmission[]> {
  if (submissions.length === 0) return [];
  const inserted = await trx
    .insertInto('submissions')
    .values(
      submissions.map((submission) => ({
        tenant_id: tenantId,
        id: submission.id,
        collection_id: submission.collectionId,
        unit_id: submission.unitId,
        owner_tenant_id: submission.ownerTenantId,
        form_version_id: submission.formVersionId,
        issue_no: submission.issueNo,
        form_code: submission.formCode,
        asked_as: submission.askedAs,
        created_at: createdAt,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'collection_id', 'unit_id', 'owner_tenant_id', 'form_code']).doNothing(),
    )
    .returning('id')
    .execute();
  const ids = new Set(inserted.map(({ id }) => id));
  return submissions.filter(({ id }) => ids.has(id));
}

/** What a step of the state machine writes beside the state. */
export interface SubmissionUpdate {
  readonly revisionNo?: number;
  readonly movedFromIssue?: null;
  readonly isZeroReport?: boolean;
  readonly submittedAt?: Date;
  readonly firstSubmittedAt?: Date;
  readonly decidedAt?: Date;
  readonly decidedBy?: string;
  readonly confirmingBy?: string;
  /** Until when what is sent back may be mended; null leaves it the window’s own end. */
  readonly mendUntil?: Date | null;
  readonly reason?: string | null;
  readonly filled?: number;
  readonly required?: number;
}

/** The rows are locked by the caller. */
export async function updateSubmissions(
  trx: TenantTransaction,
  tenantId: number,
  ids: readonly string[],
  state: SubmissionState,
  update: SubmissionUpdate,
): Promise<void> {
  const updated = trx
    .updateTable('submissions')
    .set({
      state,
      revision_no: update.revisionNo,
      moved_from_issue_no: update.movedFromIssue,
      is_zero_report: update.isZeroReport,
      submitted_at: update.submittedAt,
      first_submitted_at: update.firstSubmittedAt,
      decided_at: update.decidedAt,
      decided_by: update.decidedBy,
      confirming_by: update.confirmingBy,
      mend_until: update.mendUntil,
      reason: update.reason,
      filled: update.filled,
      required: update.required,
    })
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`);
  await sendAhead(trx, updated);
}

/** As a save of its cells does. The row is locked by the caller. */
export async function updateSaved(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  by: string,
  at: Date,
): Promise<void> {
  const updated = trx
    .updateTable('submissions')
    .set({ saved_at: at, saved_by: by })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id);
  await sendAhead(trx, updated);
}

/** Who asked the unit's leader to confirm. */
export async function findConfirmationAsker(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('submissions as s')
    .innerJoin('users as u', (join) =>
      join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.confirming_by'),
    )
    .select('u.name')
    .where('s.tenant_id', '=', tenantId)
    .where('s.id', '=', submissionId)
    .executeTakeFirst();
  return row?.name;
}

/** The forms of the same unit and collection, this one among them, by code. */
export async function listSiblings(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
): Promise<readonly { readonly id: string; readonly formCode: string; readonly state: SubmissionState }[]> {
  const rows = await trx
    .selectFrom('submissions')
    .select(['id', 'form_code', 'state'])
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', submission.collectionId)
    .where('unit_id', '=', submission.unitId)
    .where('state', '<>', 'retired')
    .orderBy('form_code')
    .execute();
  return rows.map((row) => ({ id: row.id, formCode: row.form_code, state: row.state as SubmissionState }));
}
