import type { TenantReader, TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';
import type { AddedIssueRef } from '../forms/added-issue.repository.ts';
import type { EditionRef } from '../forms/edition.repository.ts';
import type { Collection } from './collection.repository.ts';

/**
 * Tells whoever published what a collection goes by that it does: an edition's issue, but for the first, with which
 * every year begins, and what other levels added.
 */
export async function reportAdoptions(
  trx: TenantTransaction,
  tenantId: number,
  collection: Pick<Collection, 'id' | 'edition' | 'period'>,
  at: Date,
): Promise<void> {
  const { issueNo, additions = [] } = collection.edition;
  if (issueNo > 1) await reportAdoption(trx, tenantId, collection, at);
  for (const added of additions)
    if (added.ownerTenantId !== tenantId) await reportAddedAdoption(trx, tenantId, collection, added, at);
}

async function reportAddedAdoption(
  trx: TenantTransaction,
  tenantId: number,
  { id, period }: Pick<Collection, 'id' | 'period'>,
  added: AddedIssueRef,
  at: Date,
): Promise<void> {
  await sql`
    insert into added_issue_adoptions
      (owner_tenant_id, issue_id, adopter_tenant_id, collection_id, adopter_name, period, adopted_at)
    select ${added.ownerTenantId}, ${added.id}::uuid, t.id, ${id}::uuid, t.name, ${period}, ${at}
    from tenants t where t.id = ${tenantId}
    on conflict do nothing`.execute(trx);
}

async function reportAdoption(
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
  /** Of the edition, or of what was added to it. */
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

/** Who goes by which issue of what the tenant added to an edition: in the same order. */
export async function listAddedAdoptions(
  trx: TenantReader,
  tenantId: number,
  { ownerTenantId, id }: Pick<EditionRef, 'ownerTenantId' | 'id'>,
): Promise<readonly Adoption[]> {
  const rows = await trx
    .selectFrom('added_issue_adoptions as a')
    .innerJoin('added_issues as i', (join) =>
      join.onRef('i.owner_tenant_id', '=', 'a.owner_tenant_id').onRef('i.id', '=', 'a.issue_id'),
    )
    .select(['i.no', 'a.adopter_tenant_id', 'a.adopter_name', 'a.period', 'a.adopted_at'])
    .where('a.owner_tenant_id', '=', tenantId)
    .where('i.edition_owner_tenant_id', '=', ownerTenantId)
    .where('i.edition_id', '=', id)
    .orderBy('i.no', 'desc')
    .orderBy('a.adopted_at')
    .orderBy('a.adopter_tenant_id')
    .execute();
  return rows.map((row) => ({
    issueNo: row.no,
    tenantId: row.adopter_tenant_id,
    name: row.adopter_name,
    period: row.period,
    at: row.adopted_at,
  }));
}
