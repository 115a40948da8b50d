import type { TenantReader, TenantTransaction } from '@huibao/db';

/** Puts a second factor in place of one that there may be, with its recovery codes. */
export async function insertSecondFactor(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  factor: { readonly sealedSecret: Buffer; readonly lastStep: number; readonly codeHashes: readonly string[] },
  enrolledAt: Date,
): Promise<void> {
  await deleteSecondFactor(trx, tenantId, userId);
  await trx
    .insertInto('second_factors')
    .values({
      tenant_id: tenantId,
      user_id: userId,
      sealed_secret: factor.sealedSecret,
      last_step: String(factor.lastStep),
      enrolled_at: enrolledAt,
    })
    .execute();
  await insertRecoveryCodes(trx, tenantId, userId, factor.codeHashes);
}

/** In place of all that there were. */
export async function insertRecoveryCodes(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  codeHashes: readonly string[],
): Promise<void> {
  await trx.deleteFrom('recovery_codes').where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute();
  await trx
    .insertInto('recovery_codes')
    .values(codeHashes.map((hash) => ({ tenant_id: tenantId, user_id: userId, code_hash: hash })))
    .execute();
}

export async function deleteSecondFactor(trx: TenantTransaction, tenantId: number, userId: string): Promise<void> {
  await trx.deleteFrom('second_factors').where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute();
}

/** Recovery codes that haven't been used. */
export async function countRecoveryCodes(trx: TenantReader, tenantId: number, userId: string): Promise<number> {
  const { left } = await trx
    .selectFrom('recovery_codes')
    .select((eb) => eb.fn.countAll<string>().as('left'))
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(left);
}
