import type { TenantReader, TenantTransaction } from '@huibao/db';

/** The person's part in this version of the report, as the step of the chain that is theirs. */
export async function findPart(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
  userId: string,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('report_parts')
    .select('step')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.step;
}

/** Theirs from now on; there already, nothing changes: the key allows a person one part. */
export async function insertPart(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  { userId, step }: { readonly userId: string; readonly step: string },
  since: Date,
): Promise<void> {
  await trx
    .insertInto('report_parts')
    .values({ tenant_id: tenantId, report_id: reportId, user_id: userId, step, since })
    .onConflict((oc) => oc.doNothing())
    .execute();
}
