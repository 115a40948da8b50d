import type { TenantReader } from '@huibao/db';
import { cellMap, type CellMap } from '@huibao/domain';
import { sql } from 'kysely';
import { jsonOf } from '../../json-column.ts';
import type { RevisionDocument } from '../revision-document.ts';
import type { Submission } from '../submission.repository.ts';
import type { Days } from './cover-days.ts';

/** A form of another programme that the same unit handed in for days of the same year, and that stands. */
export interface StandingElsewhere {
  readonly submissionId: string;
  readonly programmeOwnerId: number;
  readonly programmeCode: string;
  readonly formCode: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** That its revision was made under. */
  readonly issueNo: number;
  readonly cells: CellMap;
}

/** Of these programmes, by their codes, and of days between these; by their days. */
export async function listStandingElsewhere(
  trx: TenantReader,
  tenantId: number,
  { collectionId, unitId }: Pick<Submission, 'collectionId' | 'unitId'>,
  programmeCodes: readonly string[],
  { from, to }: Days,
): Promise<readonly StandingElsewhere[]> {
  const rows = await trx
    .selectFrom('submissions as s')
    .innerJoin('collections as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
    )
    .innerJoin('revisions as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 's.tenant_id')
        .onRef('r.submission_id', '=', 's.id')
        .onRef('r.no', '=', 's.revision_no')
        .on('r.state', 'in', ['submitted', 'accepted']),
    )
    .select([
      's.id',
      's.form_code',
      'c.starts_on',
      'c.ends_on',
      'c.owner_tenant_id',
      'c.programme_code',
      'r.issue_no',
      sql<unknown>`r.document -> 'cells'`.as('cells'),
    ])
    .where('s.tenant_id', '=', tenantId)
    .where('s.unit_id', '=', unitId)
    .where('c.id', '<>', collectionId)
    .where('c.programme_code', 'in', [...programmeCodes])
    .where('c.starts_on', '>=', from)
    .where('c.ends_on', '<=', to)
    .orderBy('c.starts_on')
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({
    submissionId: row.id,
    programmeOwnerId: row.owner_tenant_id,
    programmeCode: row.programme_code,
    formCode: row.form_code,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    issueNo: row.issue_no,
    cells: cellMap(jsonOf<RevisionDocument['cells']>(row.cells)),
  }));
}
