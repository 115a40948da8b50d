import type { TenantReader, TenantTransaction } from '@huibao/db';

/** Links an account of the provider; false where it is somebody's of this tenant already, or the person has one. */
export async function insertLinkedIdentity(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
  linkedAt: Date,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('linked_identities')
    .values({ tenant_id: tenantId, user_id: userId, issuer, subject, linked_at: linkedAt })
    .onConflict((oc) => oc.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function deleteLinkedIdentity(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  issuer: string,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('linked_identities')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('issuer', '=', issuer)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The person's account at the provider; null when none is linked. */
export async function findSubject(
  trx: TenantReader,
  tenantId: number,
  userId: string,
  issuer: string,
): Promise<string | null> {
  const row = await trx
    .selectFrom('linked_identities')
    .select('subject')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('issuer', '=', issuer)
    .executeTakeFirst();
  return row?.subject ?? null;
}
