import type { TenantReader } from '@huibao/db';
import {
  defaultQuotas,
  HuibaoError,
  localDate,
  quotaWarning,
  standingQuotas,
  type StandingQuota,
} from '@huibao/domain';
import { measureQuotas } from './quota.repository.ts';

const gigabyte = 1_000_000_000;

/** Fails with `quota.…` where so much more is beyond what the tenant may have. */
export async function requireRoom(
  trx: TenantReader,
  tenantId: number,
  more: Readonly<Partial<Record<StandingQuota, number>>>,
  now: Date,
): Promise<void> {
  const { kind, own, used } = await measureQuotas(trx, tenantId, localDate(now));
  for (const quota of standingQuotas) {
    const added = more[quota] ?? 0;
    const limit = own[quota] ?? defaultQuotas[kind][quota];
    if (added > 0 && used[quota] + added > limit)
      throw new HuibaoError(`quota.${quota}`, quota === 'evidence_bytes' ? { gigabytes: limit / gigabyte } : { limit });
  }
}

export interface NearQuota {
  readonly quota: StandingQuota;
  readonly used: number;
  readonly limit: number;
}

/** Of what nears its end. */
export async function listNearQuotas(trx: TenantReader, tenantId: number, now: Date): Promise<readonly NearQuota[]> {
  const { kind, own, used } = await measureQuotas(trx, tenantId, localDate(now));
  return standingQuotas
    .map((quota) => ({ quota, used: used[quota], limit: own[quota] ?? defaultQuotas[kind][quota] }))
    .filter(({ used, limit }) => used >= limit * quotaWarning);
}
