import type { TenantReader, TenantTransaction } from '@huibao/db';
import {
  cellMap,
  HuibaoError,
  termOf,
  type CellMap,
  type CollectionWindow,
  type EvaluationContext,
  type Ownership,
  type SchoolType,
  type SubmissionState,
  type UnitKind,
  type UnitTraits,
} from '@huibao/domain';
import { sql } from 'kysely';
import type { RevisionDocument } from './revision-document.ts';

export interface Submission {
  readonly id: string;
  readonly collectionId: string;
  readonly ownerTenantId: number;
  readonly editionId: string;
  readonly year: number;
  readonly period: number;
  readonly window: CollectionWindow;
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
  const locking = trx.selectFrom('submissions').select('id').where('tenant_id', '=', tenantId).where('id', '=', id);
  await (mode === 'share' ? locking.forShare() : locking.forUpdate()).execute();
  return getSubmission(trx, tenantId, id);
}

export async function getSubmission(trx: TenantReader, tenantId: number, id: string): Promise<Submission> {
  const row = await trx
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
      's.owner_tenant_id',
      's.unit_id',
      's.form_code',
      's.form_version_id',
      's.state',
      's.revision_no',
      's.saved_at',
      's.submitted_at',
      's.first_submitted_at',
      's.reason',
      's.is_zero_report',
      's.extended_until',
      'c.edition_id',
      'c.year',
      'c.period',
      'c.opens_at',
      'c.due_at',
      'c.closes_at',
      'u.name',
      'u.kind',
      'u.school_type',
      'u.ownership',
      'u.section_code',
      'u.has_head_step',
    ])
    .where('s.tenant_id', '=', tenantId)
    .where('s.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('submission.not_found');
  return {
    id: row.id,
    collectionId: row.collection_id,
    ownerTenantId: row.owner_tenant_id,
    editionId: row.edition_id,
    year: row.year,
    period: row.period,
    window: {
      opensAt: row.opens_at,
      dueAt: later(row.due_at, row.extended_until),
      closesAt: later(row.closes_at, row.extended_until),
    },
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
    reason: row.reason,
    isZeroReport: row.is_zero_report,
  };
}

/** What definitions may ask of a unit, from its row. */
export function traitsOf(row: {
  kind: string;
  school_type: string | null;
  ownership: string | null;
  section_code: string | null;
}): UnitTraits {
  return {
    kind: row.kind as UnitKind,
    schoolType: row.school_type as SchoolType | null,
    ownership: row.ownership as Ownership | null,
    sectionCode: row.section_code,
  };
}

function later(date: Date, extension: Date | null): Date {
  return extension && extension > date ? extension : date;
}

/** What the same unit reported on this form in other terms: the newest revision that stands in each. */
export async function loadHistory(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
): Promise<Pick<EvaluationContext, 'previous' | 'lastYear' | 'earlierThisYear'>> {
  const { year, period } = submission;
  const terms = await listReportedTerms(trx, tenantId, submission, 2 * year + period - 2);
  const at = (y: number, p: number): CellMap | null => terms.get(2 * y + p) ?? null;
  const earlier = Array.from({ length: period - 1 }, (_, index) => at(year, index + 1)).filter(
    (cells) => cells !== null,
  );
  const previous = period > 1 ? at(year, period - 1) : at(year - 1, 2);
  return { previous, lastYear: at(year - 1, period), earlierThisYear: earlier };
}

/** Cells of the unit's standing revisions of this form by `2 × year + period`, from that term on, before this one. */
export async function listReportedTerms(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  from: number,
): Promise<ReadonlyMap<number, CellMap>> {
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
    .select(['c.year', 'c.period', sql<RevisionDocument['cells']>`r.document -> 'cells'`.as('cells')])
    .where('s.tenant_id', '=', tenantId)
    .where('s.unit_id', '=', submission.unitId)
    .where('s.form_code', '=', submission.formCode)
    .where('r.state', 'in', ['submitted', 'accepted'])
    .where(sql<boolean>`2 * c.year + c.period between ${from} and ${2 * submission.year + submission.period - 1}`)
    .execute();
  return new Map(rows.map((row) => [2 * row.year + row.period, cellMap(row.cells)]));
}

export async function evaluationContext(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  cells: CellMap,
): Promise<EvaluationContext> {
  return {
    cells,
    unit: submission.unit,
    period: termOf(submission.year, submission.period),
    year: submission.year,
    ...(await loadHistory(trx, tenantId, submission)),
  };
}
