import type { TenantReader } from '@huibao/db';
import type { Submission } from '../submission/submission.repository.ts';

/** Of the same collection's others that wait for review, the one that has waited longest. */
export async function findNextToReview(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
): Promise<{ readonly submissionId: string; readonly unitName: string } | undefined> {
  const row = await trx
    .selectFrom('submissions as s')
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.unit_id'),
    )
    .select(['s.id', 'u.name'])
    .where('s.tenant_id', '=', tenantId)
    .where('s.collection_id', '=', submission.collectionId)
    .where('s.state', '=', 'submitted')
    .where('s.id', '<>', submission.id)
    .orderBy('s.submitted_at')
    .executeTakeFirst();
  return row && { submissionId: row.id, unitName: row.name };
}
