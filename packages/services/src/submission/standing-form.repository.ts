import type { TenantReader, TenantTransaction } from '@huibao/db';
import { sendAhead } from '@huibao/db';
import { cellMap, type CellMap, type SubmissionState, type UnitTraits } from '@huibao/domain';
import { sql } from 'kysely';
import { jsonOf } from '../json-column.ts';
import type { RevisionDocument } from './revision-document.ts';
import type { Submission } from './submission.repository.ts';

/** A form of the same unit's term as it stands: submitted or accepted, or not at all. */
export interface StandingForm {
  readonly submissionId: string;
  readonly ownerTenantId: number;
  readonly formCode: string;
  /** Of its form's owner, that its draft goes by. */
  readonly issueNo: number;
  readonly state: SubmissionState;
  readonly revision: StandingRevision | null;
}

export interface StandingRevision {
  readonly id: string;
  readonly no: number;
  /** That it was made under. */
  readonly issueNo: number;
  readonly unit: UnitTraits;
  readonly cells: CellMap;
}

/**
 * Locks all forms of a unit's term, in the order of their ids: whoever submits one of them goes before or after, so
 * that of two that read each other one sees the other.
 */
export async function lockUnitForms(trx: TenantTransaction, tenantId: number, submissionId: string): Promise<void> {
  await sendAhead(
    trx,
    trx
      .selectFrom('submissions')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where(
        sql<boolean>`(collection_id, unit_id) =
          (select collection_id, unit_id from submissions where tenant_id = ${tenantId} and id = ${submissionId}::uuid)`,
      )
      .orderBy('id')
      .forUpdate(),
  );
}

/** Other forms of the same unit and collection, by their codes. */
export async function listStandingForms(
  trx: TenantReader,
  tenantId: number,
  { id, collectionId, unitId }: Pick<Submission, 'id' | 'collectionId' | 'unitId'>,
  formCodes: readonly string[],
): Promise<readonly StandingForm[]> {
  if (formCodes.length === 0) return [];
  const rows = await trx
    .selectFrom('submissions as s')
    .leftJoin('revisions as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 's.tenant_id')
        .onRef('r.submission_id', '=', 's.id')
        .onRef('r.no', '=', 's.revision_no')
        .on('r.state', 'in', ['submitted', 'accepted']),
    )
    .select([
      's.id',
      's.owner_tenant_id',
      's.form_code',
      's.issue_no',
      's.state',
      'r.id as revisionId',
      'r.no',
      'r.issue_no as revisionIssueNo',
      sql<unknown>`r.document -> 'cells'`.as('cells'),
      sql<unknown>`r.document -> 'unit'`.as('unit'),
    ])
    .where('s.tenant_id', '=', tenantId)
    .where('s.collection_id', '=', collectionId)
    .where('s.unit_id', '=', unitId)
    .where('s.id', '<>', id)
    .where('s.form_code', 'in', [...formCodes])
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({
    submissionId: row.id,
    ownerTenantId: row.owner_tenant_id,
    formCode: row.form_code,
    issueNo: row.issue_no,
    state: row.state as SubmissionState,
    revision:
      row.revisionId === null
        ? null
        : {
            id: row.revisionId,
            no: row.no ?? 0,
            issueNo: row.revisionIssueNo ?? 0,
            unit: jsonOf<RevisionDocument['unit']>(row.unit),
            cells: cellMap(jsonOf<RevisionDocument['cells']>(row.cells)),
          },
  }));
}
