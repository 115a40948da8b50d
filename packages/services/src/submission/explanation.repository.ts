import type { TenantReader, TenantTransaction } from '@huibao/db';

/** Why a warned value stands, by the finding that it answers. */
export interface Explanation {
  readonly finding: string;
  readonly text: string;
}

/** By finding. */
export async function listExplanations(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
): Promise<readonly Explanation[]> {
  return trx
    .selectFrom('explanations')
    .select(['finding', 'text'])
    .where('tenant_id', '=', tenantId)
    .where('submission_id', '=', submissionId)
    .orderBy('finding')
    .execute();
}

export async function putExplanation(
  trx: TenantTransaction,
  tenantId: number,
  submission: { readonly id: string; readonly unitId: number },
  { finding, text }: Explanation,
  writtenBy: string,
  writtenAt: Date,
): Promise<void> {
  const row = { text, written_by: writtenBy, written_at: writtenAt };
  await trx
    .insertInto('explanations')
    .values({ tenant_id: tenantId, submission_id: submission.id, unit_id: submission.unitId, finding, ...row })
    .onConflict((oc) => oc.columns(['tenant_id', 'submission_id', 'finding']).doUpdateSet(row))
    .execute();
}

export async function deleteExplanation(
  trx: TenantTransaction,
  tenantId: number,
  submissionId: string,
  finding: string,
): Promise<void> {
  await trx
    .deleteFrom('explanations')
    .where('tenant_id', '=', tenantId)
    .where('submission_id', '=', submissionId)
    .where('finding', '=', finding)
    .execute();
}
