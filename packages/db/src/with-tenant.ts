import type { Role } from '@huibao/domain';
import type { Kysely, Transaction } from 'kysely';
import type { DB } from './generated/database.ts';
import { setLocal, type LocalSettings } from './preparing-dialect.ts';

/** Who acts, for which tenant, and when. It comes from the session (or from a workflow's ids), never from input. */
export interface Actor {
  readonly tenantId: number;
  /** The tenant and its ancestors, nearest first. */
  readonly lineage: readonly number[];
  /** Units that a unit role is confined to; null covers the whole tenant. */
  readonly units: readonly number[] | null;
  readonly userId: string;
  readonly userName: string;
  readonly role: Role | 'system';
  /** The actor's clock: every instant written comes from here, so that years can be rehearsed. */
  readonly now: () => Date;
}

declare const tenantBrand: unique symbol;
declare const writerBrand: unique symbol;

/** A transaction that knows its tenant. Only the doors below make one, so a query without a tenant doesn't compile. */
export type TenantReader = Transaction<DB> & { readonly [tenantBrand]: true };

/** One that may also write and lock. What asks for it can't be called from a query. */
export type TenantTransaction = TenantReader & { readonly [writerBrand]: true };

/** The one door to data: a transaction in which row-level security sees the actor. */
export function withTenant<T>(db: Kysely<DB>, actor: Actor, work: (trx: TenantTransaction) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await enter(trx, actor);
    return work(trx as TenantTransaction);
  });
}

/**
 * The same door for who only reads: PostgreSQL refuses a write or a row lock in it, and shows everything as of one
 * moment, so that what is published or saved meanwhile isn't judged by what was there before it.
 */
export function readAsTenant<T>(db: Kysely<DB>, actor: Actor, work: (trx: TenantReader) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      await enter(trx, actor);
      return work(trx as TenantReader);
    });
}

/** The same door for who asks what would be: everything written is undone, whether the work succeeds or not. */
export async function previewAsTenant<T>(
  db: Kysely<DB>,
  actor: Actor,
  work: (trx: TenantTransaction) => Promise<T>,
): Promise<T> {
  const trx = await db.startTransaction().execute();
  try {
    await enter(trx, actor);
    return await work(trx as unknown as TenantTransaction);
  } finally {
    await trx.rollback().execute();
  }
}

/** Goes on in the same transaction as an actor of a tenant just created below. */
export async function enterTenant(trx: TenantTransaction, actor: Actor): Promise<void> {
  await enter(trx, actor);
}

const parents = new WeakMap<object, number | null>();

/**
 * The tenant that the transaction's reports to, in whose rows lies what was sent to it; 0, which is nobody's, for one
 * that reports to none.
 */
export function parentOf(trx: TenantReader): number {
  return parents.get(trx) ?? 0;
}

async function enter(trx: Transaction<DB>, actor: Actor): Promise<void> {
  parents.set(trx, actor.lineage[1] ?? null);
  await setLocal(trx, settingsOf(actor));
}

/** By which row-level security sees an actor. */
export function settingsOf({ tenantId, lineage, units }: Actor): LocalSettings {
  return {
    'app.tenant': String(tenantId),
    'app.lineage': `{${lineage.join(',')}}`,
    'app.units': units ? `{${units.join(',')}}` : '',
  };
}
