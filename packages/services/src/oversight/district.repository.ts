import type { TenantReader } from '@huibao/db';

/** A bureau as a unit of the tenant above it. */
export interface District {
  readonly unitId: number;
  readonly name: string;
}

export async function listDistrictUnits(trx: TenantReader, tenantId: number): Promise<readonly District[]> {
  return trx
    .selectFrom('org_units')
    .select(['id as unitId', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'bureau')
    .orderBy('id')
    .execute();
}

/** Those that stood in a year, if only for a part of it. */
export async function listDistrictsOfYear(
  trx: TenantReader,
  tenantId: number,
  { startsOn }: { readonly startsOn: string },
): Promise<readonly District[]> {
  return trx
    .selectFrom('org_units')
    .select(['id as unitId', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'bureau')
    .where((eb) => eb.or([eb('closes_on', 'is', null), eb('closes_on', '>=', startsOn)]))
    .orderBy('id')
    .execute();
}
