import type { Actor, TenantReader } from '@huibao/db';
import type { EditionAddress } from '../forms/edition-address.ts';
import { getEdition, requireEdition, type Edition } from '../forms/edition.repository.ts';
import { listNewestVersions, type VersionedIndicator } from './indicator.repository.ts';

/**
 * A year with the indicators of everybody above and of the tenant itself, and which of them stood in it as published.
 */
export interface DesignedYear {
  readonly edition: Edition;
  readonly builtIn: ReadonlySet<string>;
}

export async function getDesignedYear(
  trx: TenantReader,
  actor: Pick<Actor, 'tenantId' | 'lineage'>,
  address: EditionAddress,
): Promise<DesignedYear> {
  const edition = await requireEdition(trx, actor, address);
  const published = await getEdition(trx, edition);
  return { edition, builtIn: new Set(published.indicatorVersions.keys()) };
}

/**
 * Whether the tenant itself added it to the year. Another's, and what was published with the edition, can only be
 * copied.
 */
export function isOwn({ edition, builtIn }: DesignedYear, code: string, tenantId: number): boolean {
  return !builtIn.has(code) && edition.indicatorVersions.get(code)?.ownerTenantId === tenantId;
}

/** Indicators that the tenant made, in use or not, as the newest version of each has them. */
export async function listOwnIndicators(
  trx: TenantReader,
  tenantId: number,
  { edition, builtIn }: DesignedYear,
): Promise<readonly VersionedIndicator[]> {
  const newest = await listNewestVersions(trx, tenantId, edition);
  return newest.filter((indicator) => !builtIn.has(indicator.code));
}
