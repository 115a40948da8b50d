import type { TenantReader } from '@huibao/db';
import type { Role, SubmissionState } from '@huibao/domain';
import { sql } from 'kysely';

const count = sql<number>`count(*)::int`.as('count');

/** Of the units that the actor may see: row-level security leaves out the others. */
export async function countSubmissionsIn(trx: TenantReader, tenantId: number, state: SubmissionState): Promise<number> {
  const row = await trx
    .selectFrom('submissions')
    .select(count)
    .where('tenant_id', '=', tenantId)
    .where('state', '=', state)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Reports that were sent up and came back, and of which no later version has been sent. */
export async function countReturnedDeliveries(trx: TenantReader, senderTenantId: number): Promise<number> {
  const row = await trx
    .selectFrom('deliveries')
    .select(count)
    .where('sender_tenant_id', '=', senderTenantId)
    .where('state', '=', 'returned')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('deliveries as later')
            .select('later.id')
            .whereRef('later.sender_tenant_id', '=', 'deliveries.sender_tenant_id')
            .whereRef('later.year', '=', 'deliveries.year')
            .whereRef('later.version', '>', 'deliveries.version'),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Drafts that the last decision sent back to be written on. */
export async function countReturnedReports(trx: TenantReader, tenantId: number): Promise<number> {
  const row = await trx
    .selectFrom('reports as r')
    .select(count)
    .where('r.tenant_id', '=', tenantId)
    .where('r.state', '=', 'drafting')
    .where(
      sql<string>`(select d.action from report_decisions d where d.tenant_id = r.tenant_id and d.report_id = r.id
        order by d.no desc limit 1)`,
      '=',
      'returned',
    )
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Reports whose next step of the chain is this role's. */
export async function countReportsAtRole(trx: TenantReader, tenantId: number, role: Role): Promise<number> {
  const row = await trx
    .selectFrom('reports as r')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.owner_tenant_id', '=', 'r.owner_tenant_id').onRef('e.id', '=', 'r.edition_id'),
    )
    .select(count)
    .where('r.tenant_id', '=', tenantId)
    .where('r.state', '=', 'in_approval')
    .where(sql<boolean>`e.chain -> r.step ->> 'role' = ${role}`)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function countDeliveriesToReceive(trx: TenantReader, tenantId: number): Promise<number> {
  const row = await trx
    .selectFrom('deliveries')
    .select(count)
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  return row.count;
}
