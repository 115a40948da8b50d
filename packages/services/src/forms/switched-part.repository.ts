import type { TenantReader, TenantTransaction } from '@huibao/db';
import { sql, type RawBuilder } from 'kysely';
import type { EditionRef } from './edition.repository.ts';

/** In a query over editions `e`: the parts that a tenant asks itself. */
export function partsSwitchedOn(tenantId: number): RawBuilder<string[]> {
  return sql<string[]>`array(select p.code from edition_parts p
      where p.tenant_id = ${tenantId} and p.owner_tenant_id = e.owner_tenant_id and p.edition_id = e.id and p.is_on
      order by p.code)`;
}

/** The same, with those that somebody below was asked: whoever oversees others reads what they delivered. */
export function partsRead(tenantId: number): RawBuilder<string[]> {
  return sql<string[]>`array(select p.code from edition_parts p
      where p.tenant_id = ${tenantId} and p.owner_tenant_id = e.owner_tenant_id and p.edition_id = e.id and p.is_on
    union select unnest(d.parts) from deliveries d
      where d.tenant_id = ${tenantId} and d.owner_tenant_id = e.owner_tenant_id and d.edition_id = e.id
        and d.state = 'accepted'
    order by 1)`;
}

/** Codes of the parts of an edition that a tenant asks itself. */
export async function listSwitchedOn(
  trx: TenantReader,
  tenantId: number,
  { ownerTenantId, id }: Pick<EditionRef, 'ownerTenantId' | 'id'>,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('edition_parts')
    .select('code')
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('edition_id', '=', id)
    .where('is_on', '=', true)
    .orderBy('code')
    .execute();
  return rows.map((row) => row.code);
}

/**
 * Who switches parts of an edition, and who opens a collection of it, follow one another within a tenant: nothing is
 * opened without a part that is being switched on.
 */
export async function lockParts(trx: TenantTransaction, tenantId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(7120536, ${tenantId})`.execute(trx);
}

/** The switch is the tenant's; it says whether it was the other way. */
export async function putSwitch(
  trx: TenantTransaction,
  tenantId: number,
  { ownerTenantId, id }: Pick<EditionRef, 'ownerTenantId' | 'id'>,
  { code, isOn }: { readonly code: string; readonly isOn: boolean },
  by: string,
  at: Date,
): Promise<void> {
  const switched = { is_on: isOn, switched_by: by, switched_at: at };
  await trx
    .insertInto('edition_parts')
    .values({ tenant_id: tenantId, owner_tenant_id: ownerTenantId, edition_id: id, code, ...switched })
    .onConflict((oc) => oc.columns(['tenant_id', 'owner_tenant_id', 'edition_id', 'code']).doUpdateSet(switched))
    .execute();
}
