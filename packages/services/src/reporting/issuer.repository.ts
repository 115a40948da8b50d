import type { TenantReader } from '@huibao/db';
import type { TenantKind } from '@huibao/domain';
import type { ProgrammeRef } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';
import type { Issuer } from './lay-out.ts';

/** The tenant as who issues a report, and above whom it stands. */
export async function getIssuer(
  trx: TenantReader,
  tenantId: number,
): Promise<Issuer & { readonly parentId: number | null; readonly isDemo: boolean; readonly kind: TenantKind }> {
  const row = await trx.selectFrom('tenants').selectAll().where('id', '=', tenantId).executeTakeFirstOrThrow();
  return {
    name: row.name,
    shortName: row.short_name,
    documentPrefix: row.document_prefix,
    addressees: jsonOf<Issuer['addressees']>(row.addressees),
    parentId: row.parent_id,
    isDemo: row.is_demo,
    kind: row.kind as TenantKind,
  };
}

/**
 * The name of the bureau above that a programme's report goes up to; undefined where there is only the platform, and of
 * a programme of the tenant's own: nobody above has asked for it, or knows what its figures are.
 */
export async function findSuperior(
  trx: TenantReader,
  tenantId: number,
  { ownerTenantId }: Pick<ProgrammeRef, 'ownerTenantId'>,
): Promise<string | undefined> {
  if (ownerTenantId === tenantId) return undefined;
  const superior = await trx
    .selectFrom('tenants as t')
    .innerJoin('tenants as above', 'above.id', 't.parent_id')
    .select('above.name')
    .where('t.id', '=', tenantId)
    .where('above.kind', '<>', 'platform')
    .executeTakeFirst();
  return superior?.name;
}

/** The id of the unit as which a tenant stands among its superior's. */
export async function findUnitAbove(
  trx: TenantReader,
  tenantId: number,
  parentId: number,
): Promise<number | undefined> {
  const unit = await trx
    .selectFrom('org_units')
    .select('id')
    .where('tenant_id', '=', parentId)
    .where('child_tenant_id', '=', tenantId)
    .executeTakeFirst();
  return unit?.id;
}
