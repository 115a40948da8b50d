import { HuibaoError } from '@huibao/domain';
import { getTenant } from '../identity/tenants/tenant.repository.ts';
import type { QueryScope } from '../use-case.ts';

/** Whoever holds the role elsewhere, by whatever mistake, sees and does nothing with it. */
export async function requirePlatform({ trx, actor }: QueryScope): Promise<void> {
  if ((await getTenant(trx, actor.tenantId)).kind !== 'platform') throw new HuibaoError('tenant.not_found');
}
