import { defineStatement, executePrepared, type TenantReader, type TenantTransaction } from '@huibao/db';
import { cellMap, dayBefore, HuibaoError, type CellMap } from '@huibao/domain';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { EditionRef } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';
import type { FrozenRead, RevisionDocument } from './revision-document.ts';
import type { Submission } from './submission.repository.ts';

export type RevisionState = 'submitted' | 'withdrawn' | 'returned' | 'accepted' | 'reopened';

/** A revision without its document. */
export interface Revision {
  readonly id: string;
  readonly no: number;
  /** Of its form's owner, that it was made under. */
  readonly issueNo: number;
  readonly state: RevisionState;
  readonly submittedAt: Date;
  readonly submittedBy: string;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  readonly hash: string;
}

/** Newest first; persons by their names. */
export async function listRevisions(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
): Promise<readonly Revision[]> {
  const rows = await trx
    .selectFrom('revisions as r')
    .leftJoin('users as s', (join) =>
      join.onRef('s.tenant_id', '=', 'r.tenant_id').onRef('s.id', '=', 'r.submitted_by'),
    )
    .leftJoin('users as d', (join) => join.onRef('d.tenant_id', '=', 'r.tenant_id').onRef('d.id', '=', 'r.decided_by'))
    .select([
      'r.id',
      'r.no',
      'r.issue_no',
      'r.state',
      'r.submitted_at',
      'r.decided_at',
      'r.reason',
      'r.hash',
      's.name as submittedBy',
      'd.name as decidedBy',
    ])
    .where('r.tenant_id', '=', tenantId)
    .where('r.submission_id', '=', submissionId)
    .orderBy('r.no', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    no: row.no,
    issueNo: row.issue_no,
    state: row.state as RevisionState,
    submittedAt: row.submitted_at,
    submittedBy: row.submittedBy ?? '',
    decidedAt: row.decided_at,
    decidedBy: row.decidedBy,
    reason: row.reason,
    hash: row.hash,
  }));
}

/** Documents by their revisions' ids. */
export async function loadDocuments(
  trx: TenantReader,
  tenantId: number,
  revisionIds: readonly string[],
): Promise<ReadonlyMap<string, RevisionDocument>> {
  const rows = await trx
    .selectFrom('revisions')
    .select(['id', 'document'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...revisionIds])
    .execute();
  return new Map(rows.map((row) => [row.id, jsonOf<RevisionDocument>(row.document)]));
}

/** A revision under review. */
export interface NumberedRevision {
  readonly submissionId: string;
  readonly id: string;
  /** What it was judged by of other forms. */
  readonly reads: readonly FrozenRead[];
}

interface NumbersAsked {
  readonly tenantId: number;
  readonly submissionIds: readonly string[];
  readonly nos: readonly number[];
}

const numberedRevisions = defineStatement(
  (_, { tenantId, submissionIds, nos }: NumbersAsked) =>
    sql<{ submission_id: string; id: string; reads: unknown }>`
    select r.submission_id, r.id, r.document -> 'reads' as reads
    from unnest(${submissionIds}::uuid[], ${nos}::int[]) as n(submission_id, no)
    join revisions r on r.tenant_id = ${tenantId} and r.submission_id = n.submission_id and r.no = n.no`,
);

/** Those that there are, by their submissions' ids, of one number each. */
export async function listNumbered(
  trx: TenantReader,
  tenantId: number,
  asked: readonly { readonly submissionId: string; readonly revisionNo: number }[],
): Promise<ReadonlyMap<string, NumberedRevision>> {
  const rows = await numberedRevisions.run(trx, {
    tenantId,
    submissionIds: asked.map((one) => one.submissionId),
    nos: asked.map((one) => one.revisionNo),
  });
  return new Map(
    rows.map(({ submission_id: submissionId, id, reads }) => [
      submissionId,
      { submissionId, id, reads: reads ? jsonOf<readonly FrozenRead[]>(reads) : [] },
    ]),
  );
}

/** The id of a numbered revision, and what it read of other forms. */
export async function getRevisionNo(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
  revisionNo: number,
): Promise<NumberedRevision> {
  const found = (await listNumbered(trx, tenantId, [{ submissionId, revisionNo }])).get(submissionId);
  if (!found) throw new HuibaoError('submission.not_found');
  return found;
}

export async function insertRevision(
  trx: TenantTransaction,
  tenantId: number,
  submission: Submission,
  revision: { readonly no: number; readonly document: RevisionDocument; readonly hash: string },
  submittedBy: string,
  submittedAt: Date,
): Promise<void> {
  await trx
    .insertInto('revisions')
    .values({
      tenant_id: tenantId,
      id: uuid(),
      submission_id: submission.id,
      unit_id: submission.unitId,
      issue_no: submission.issueNo,
      form_version_id: submission.formVersionId,
      no: revision.no,
      document: JSON.stringify(revision.document),
      hash: revision.hash,
      state: 'submitted',
      submitted_by: submittedBy,
      submitted_at: submittedAt,
    })
    .execute();
}

export interface RevisionDecision {
  readonly state: Exclude<RevisionState, 'submitted'>;
  readonly by: string;
  readonly at: Date;
  readonly reason: string | null;
}

interface Decided extends RevisionDecision {
  readonly tenantId: number;
  readonly ids: readonly string[];
}

const deciding = defineStatement((db, { tenantId, ids, state, by, at, reason }: Decided) =>
  db
    .updateTable('revisions')
    .set({ state, decided_by: by, decided_at: at, reason })
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`),
);

export async function decideRevisions(
  trx: TenantTransaction,
  tenantId: number,
  ids: readonly string[],
  decision: RevisionDecision,
): Promise<void> {
  await deciding.sendAhead(trx, { tenantId, ids, ...decision });
}

/** What a unit reported on a form for the days of another period; ISO dates, both inclusive. */
export interface ReportedPeriod {
  readonly editionId: string;
  readonly year: number;
  readonly ordinal: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly cells: CellMap;
}

/** Cells of the unit's standing revisions of this form, of periods that began from that day on and before its own. */
export async function listReportedPeriods(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  from: string,
): Promise<readonly ReportedPeriod[]> {
  const asked = reportedOn(trx, tenantId, submission, from).where('s.unit_id', '=', submission.unitId);
  const rows = await executePrepared(trx, asked);
  return rows.map(reportedPeriodOf);
}

/** The same of many units' submissions of one form in one collection, by unit. */
export async function listReportedPeriodsOfUnits(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  unitIds: readonly number[],
  from: string,
): Promise<ReadonlyMap<number, readonly ReportedPeriod[]>> {
  const asked = reportedOn(trx, tenantId, submission, from)
    .select('s.unit_id')
    .where(sql<boolean>`s.unit_id = any(${unitIds}::int[])`);
  const rows = await executePrepared(trx, asked);
  const byUnit = Map.groupBy(rows, (row) => row.unit_id);
  return new Map([...byUnit].map(([unitId, own]) => [unitId, own.map(reportedPeriodOf)]));
}

function reportedOn(trx: TenantReader, tenantId: number, submission: Submission, from: string) {
  return trx
    .selectFrom('submissions as s')
    .innerJoin('collections as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
    )
    .innerJoin('revisions as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 's.tenant_id')
        .onRef('r.submission_id', '=', 's.id')
        .onRef('r.no', '=', 's.revision_no'),
    )
    .select([
      'c.edition_id',
      'c.year',
      'c.period',
      'c.starts_on',
      'c.ends_on',
      sql<RevisionDocument['cells']>`r.document -> 'cells'`.as('cells'),
    ])
    .where('s.tenant_id', '=', tenantId)
    .where('s.form_code', '=', submission.formCode)
    .where('s.owner_tenant_id', '=', submission.ownerTenantId)
    .where('c.owner_tenant_id', '=', submission.edition.ownerTenantId)
    .where('c.programme_code', '=', submission.programmeCode)
    .where('r.state', 'in', ['submitted', 'accepted'])
    .where('c.starts_on', '>=', from)
    .where('c.starts_on', '<', submission.startsOn)
    .orderBy('c.starts_on');
}

function reportedPeriodOf(
  row: Awaited<ReturnType<ReturnType<typeof reportedOn>['executeTakeFirstOrThrow']>>,
): ReportedPeriod {
  return {
    editionId: row.edition_id,
    year: row.year,
    ordinal: row.period,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    cells: cellMap(row.cells),
  };
}

/**
 * Cells of what each unit had accepted of these forms in the period that ended the day before a collection's begins,
 * for the same unit's form of that collection.
 */
export async function listLastAccepted(
  trx: TenantReader,
  tenantId: number,
  next: {
    readonly id: string;
    readonly startsOn: string;
    readonly edition: EditionRef;
    readonly programmeCode: string;
  },
  formCodes: readonly string[],
): Promise<
  readonly {
    readonly submissionId: string;
    readonly unitId: number;
    readonly formCode: string;
    readonly cells: RevisionDocument['cells'];
  }[]
> {
  const rows = await trx
    .selectFrom('submissions as s')
    .innerJoin('collections as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
    )
    .innerJoin('revisions as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 's.tenant_id')
        .onRef('r.submission_id', '=', 's.id')
        .onRef('r.no', '=', 's.revision_no'),
    )
    .innerJoin('submissions as n', (join) =>
      join
        .onRef('n.tenant_id', '=', 's.tenant_id')
        .onRef('n.unit_id', '=', 's.unit_id')
        .onRef('n.owner_tenant_id', '=', 's.owner_tenant_id')
        .onRef('n.form_code', '=', 's.form_code'),
    )
    .select(['n.id', 'n.unit_id', 's.form_code', sql<RevisionDocument['cells']>`r.document -> 'cells'`.as('cells')])
    .where('s.tenant_id', '=', tenantId)
    .where('n.collection_id', '=', next.id)
    .where('s.state', '=', 'accepted')
    .where('c.owner_tenant_id', '=', next.edition.ownerTenantId)
    .where('c.programme_code', '=', next.programmeCode)
    .where('c.ends_on', '=', dayBefore(next.startsOn))
    .where('s.form_code', 'in', [...formCodes])
    .execute();
  return rows.map((row) => ({
    submissionId: row.id,
    unitId: row.unit_id,
    formCode: row.form_code,
    cells: row.cells,
  }));
}
