import type { TenantReader, TenantTransaction } from '@huibao/db';
import { sql, type RawBuilder } from 'kysely';
import type { EditionRef } from './edition.repository.ts';

/**
 * In a query over editions `e`: the edition whose switches a tenant goes by. Its own from the first switch or the first
 * opened period on; until then, those of the newest year before that was begun: what was on goes on.
 */
function switchesOf(tenantId: number): RawBuilder<string> {
  return sql<string>`(select d.id from editions d
      where d.owner_tenant_id = e.owner_tenant_id and d.programme_code = e.programme_code and d.year <= e.year
        and (exists (select from edition_parts p
              where p.tenant_id = ${tenantId} and p.owner_tenant_id = d.owner_tenant_id and p.edition_id = d.id)
          or exists (select from collections c
              where c.tenant_id = ${tenantId} and c.owner_tenant_id = d.owner_tenant_id and c.edition_id = d.id))
      order by d.year desc limit 1)`;
}

function switchedOn(tenantId: number): RawBuilder<string> {
  return sql<string>`select p.code from edition_parts p
      where p.tenant_id = ${tenantId} and p.owner_tenant_id = e.owner_tenant_id
        and p.edition_id = ${switchesOf(tenantId)} and p.is_on`;
}

/** In a query over editions `e`: the parts that a tenant asks itself. */
export function partsSwitchedOn(tenantId: number): RawBuilder<string[]> {
  return sql<string[]>`array(${switchedOn(tenantId)} order by p.code)`;
}

/** The same, with those that somebody below was asked: whoever oversees others reads what they delivered. */
export function partsRead(tenantId: number): RawBuilder<string[]> {
  return sql<string[]>`array(${switchedOn(tenantId)}
    union select unnest(d.parts) from deliveries d
      where d.tenant_id = ${tenantId} and d.owner_tenant_id = e.owner_tenant_id and d.edition_id = e.id
        and d.state = 'accepted'
    order by 1)`;
}

export interface Switches {
  /** Codes of the parts of an edition that a tenant asks itself. */
  readonly on: readonly string[];
  /** Of which earlier year they are; null once its own year was begun, and where there was none before. */
  readonly carriedFrom: number | null;
}

export async function readSwitches(
  trx: TenantReader,
  tenantId: number,
  { ownerTenantId, id }: Pick<EditionRef, 'ownerTenantId' | 'id'>,
): Promise<Switches> {
  const found = await trx
    .selectFrom('editions as e')
    .leftJoin('editions as s', (join) =>
      join.onRef('s.owner_tenant_id', '=', 'e.owner_tenant_id').on('s.id', '=', switchesOf(tenantId)),
    )
    .select(['e.id', 's.id as decidedId', 's.year', partsSwitchedOn(tenantId).as('parts')])
    .where('e.owner_tenant_id', '=', ownerTenantId)
    .where('e.id', '=', id)
    .executeTakeFirst();
  const isCarried = found?.decidedId !== found?.id && (found?.parts.length ?? 0) > 0;
  return { on: found?.parts ?? [], carriedFrom: isCarried ? (found?.year ?? null) : null };
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
