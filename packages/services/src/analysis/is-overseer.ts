import type { Reader } from '../rollup/roll-up.ts';

/** Whether the actor's tenant rolls up what other bureaus deliver. */
export async function isOverseer({ trx, actor }: Reader): Promise<boolean> {
  const tenant = await trx.selectFrom('tenants').select('kind').where('id', '=', actor.tenantId).executeTakeFirst();
  return tenant?.kind !== 'bureau';
}
