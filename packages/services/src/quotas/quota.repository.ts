import type { DB, TenantReader, TenantTransaction } from '@huibao/db';
import type { QuotaKind, StandingQuota, TenantKind } from '@huibao/domain';
import { sql, type Kysely } from 'kysely';

export interface TenantQuotas {
  readonly kind: TenantKind;
  /** Those that were set for it. */
  readonly own: Readonly<Partial<Record<QuotaKind, number>>>;
  /** How much there is. */
  readonly used: Readonly<Record<StandingQuota, number>>;
}

/** Of the tenant that the transaction is in. */
export async function measureQuotas(trx: TenantReader, tenantId: number, today: string): Promise<TenantQuotas> {
  const { rows } = await sql<{
    kind: TenantKind;
    own: TenantQuotas['own'] | null;
    bytes: string;
    people: string;
    units: string;
  }>`
    select t.kind,
      (select jsonb_object_agg(q.kind, q.amount) from quotas q where q.tenant_id = ${tenantId}) as own,
      (select coalesce(sum(f.size), 0) from files f where f.tenant_id = ${tenantId}) as bytes,
      (select count(*) from users u where u.tenant_id = ${tenantId} and u.disabled_at is null) as people,
      (select count(*) from org_units o where o.tenant_id = ${tenantId} and o.kind in ('school', 'section')
        and (o.closes_on is null or o.closes_on >= ${today}::date)) as units
    from tenants t where t.id = ${tenantId}`.execute(trx);
  const [row] = rows;
  if (!row) throw new Error('a tenant without a row');
  return {
    kind: row.kind,
    own: row.own ?? {},
    used: { evidence_bytes: Number(row.bytes), people: Number(row.people), units: Number(row.units) },
  };
}

export async function upsertQuota(
  trx: TenantTransaction,
  tenantId: number,
  kind: QuotaKind,
  amount: number,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('quotas')
    .values({ tenant_id: tenantId, kind, amount, set_at: now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind']).doUpdateSet({ amount, set_at: now }))
    .execute();
}

/** Back to what its kind has. */
export async function deleteQuota(trx: TenantTransaction, tenantId: number, kind: QuotaKind): Promise<void> {
  await trx.deleteFrom('quotas').where('tenant_id', '=', tenantId).where('kind', '=', kind).execute();
}

/** As huibao_watch, of all tenants: what was set of what each of their people may do. */
export async function listPersonalQuotas(
  watchDb: Kysely<DB>,
): Promise<readonly { readonly tenantId: number; readonly kind: string; readonly amount: number }[]> {
  const rows = await watchDb
    .selectFrom('quotas')
    .select(['tenant_id', 'kind', 'amount'])
    .where('kind', 'in', ['exports', 'requests'])
    .execute();
  return rows.map((row) => ({ tenantId: row.tenant_id, kind: row.kind, amount: Number(row.amount) }));
}
