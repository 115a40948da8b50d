import type { TenantReader, TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';
import type { EditionRef } from '../forms/edition.repository.ts';
import type { Collection } from './collection.repository.ts';

/** Tells whoever published an issue that a collection goes by it. */
export async function reportAdoption(
  trx: TenantTransaction,
  tenantId: number,
  { id, edition, period }: Pick<Collection, 'id' | 'edition' | 'period'>,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('issue_adoptions')
    .columns([
      'owner_tenant_id',
      'edition_id',
      'issue_no',
      'adopter_tenant_id',
      'collection_id',
      'adopter_name',
      'period',
      'adopted_at',
    ])
    .expression((eb) =>
      eb
        .selectFrom('tenants as t')
        .select([
          eb.val(edition.ownerTenantId).as('owner_tenant_id'),
          sql<string>`${edition.id}::uuid`.as('edition_id'),
          sql<number>`${edition.issueNo}::smallint`.as('issue_no'),
          't.id',
          sql<string>`${id}::uuid`.as('collection_id'),
          't.name',
          sql<number>`${period}::smallint`.as('period'),
          sql<Date>`${at}::timestamptz`.as('adopted_at'),
        ])
        .where('t.id', '=', tenantId),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export interface Adoption {
  readonly issueNo: number;
  readonly tenantId: number;
  readonly name: string;
  readonly period: number;
  readonly at: Date;
}

/** Who goes by which issue of an edition that the tenant published: newest issue first, then as they adopted it. */
export async function listAdoptions(
  trx: TenantReader,
  tenantId: number,
  { id }: Pick<EditionRef, 'id'>,
): Promise<readonly Adoption[]> {
  const rows = await trx
    .selectFrom('issue_adoptions')
    .select(['issue_no', 'adopter_tenant_id', 'adopter_name', 'period', 'adopted_at'])
    .where('owner_tenant_id', '=', tenantId)
    .where('edition_id', '=', id)
    .orderBy('issue_no', 'desc')
    .orderBy('adopted_at')
    .orderBy('adopter_tenant_id')
    .execute();
  return rows.map((row) => ({
    issueNo: row.issue_no,
    tenantId: row.adopter_tenant_id,
    name: row.adopter_name,
    period: row.period,
    at: row.adopted_at,
  }));
}
