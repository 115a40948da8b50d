import type { TenantReader } from '@huibao/db';
import { defaultQuotas, HuibaoError, isNearQuota, localDate, standingQuotas, type StandingQuota } from '@huibao/domain';
import { measureQuotas } from './quota.repository.ts';

const gigabyte = 1_000_000_000;

export interface NearQuota {
  readonly quota: StandingQuota;
  readonly used: number;
  readonly limit: number;
}

/**
 * Fails with `quota.…` where so much more is beyond what the tenant may have; answers what nears its end with it. Asked
 * by who sees the whole tenant (`units: null`): what is counted for who sees less is less.
 */
export async function requireRoom(
  trx: TenantReader,
  tenantId: number,
  more: Readonly<Partial<Record<StandingQuota, number>>>,
  now: Date,
): Promise<readonly NearQuota[]> {
  const { kind, own, used } = await measureQuotas(trx, tenantId, localDate(now));
  const after = standingQuotas.map((quota) => ({
    quota,
    used: used[quota] + (more[quota] ?? 0),
    limit: own[quota] ?? defaultQuotas[kind][quota],
  }));
  for (const { quota, used, limit } of after)
    if ((more[quota] ?? 0) > 0 && used > limit)
      throw new HuibaoError(`quota.${quota}`, quota === 'evidence_bytes' ? { gigabytes: limit / gigabyte } : { limit });
  return after.filter(isNearQuota);
}

/** Of what nears its end. */
export const listNearQuotas = (trx: TenantReader, tenantId: number, now: Date): Promise<readonly NearQuota[]> =>
  requireRoom(trx, tenantId, {}, now);
