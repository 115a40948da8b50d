import type { TenantReader, TenantTransaction } from '@huibao/db';
import { HuibaoError, type Locale, type Role, type UnitKind } from '@huibao/domain';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { toRole } from '../to-role.ts';

export interface NewAccount {
  readonly username: string;
  readonly name: string;
  readonly unitId: number;
  readonly role: Role;
  readonly passwordHash: string;
  readonly mustChange: boolean;
}

/** Somebody with a login, and what they may do where. */
export interface Account {
  readonly userId: string;
  readonly name: string;
  readonly username: string;
  readonly isDisabled: boolean;
  readonly mustChange: boolean;
  readonly memberships: readonly {
    readonly id: string;
    readonly role: Role;
    readonly unitId: number;
    readonly unitName: string;
    readonly unitKind: UnitKind;
  }[];
}

/** Those of the root unit first, then by unit and name. */
export async function listAccountsOf(trx: TenantReader, tenantId: number): Promise<readonly Account[]> {
  const rows = await trx
    .selectFrom('users as p')
    .innerJoin('logins as l', (join) => join.onRef('l.tenant_id', '=', 'p.tenant_id').onRef('l.user_id', '=', 'p.id'))
    .innerJoin('memberships as m', (join) =>
      join.onRef('m.tenant_id', '=', 'p.tenant_id').onRef('m.user_id', '=', 'p.id'),
    )
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 'm.tenant_id').onRef('u.id', '=', 'm.unit_id'),
    )
    .select([
      'p.id',
      'p.name',
      'p.disabled_at',
      'l.username',
      'l.must_change',
      'm.id as membershipId',
      'm.role',
      'u.id as unitId',
      'u.name as unitName',
      'u.kind',
    ])
    .where('p.tenant_id', '=', tenantId)
    .orderBy(sql`u.kind <> 'root'`)
    .orderBy('u.kind', 'desc')
    .orderBy('u.id')
    .orderBy('l.username')
    .orderBy('m.role')
    .execute();
  return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((group) => {
    const first = group[0];
    if (!first) return [];
    const memberships = group.map((row) => ({
      id: row.membershipId,
      role: toRole(row.role),
      unitId: row.unitId,
      unitName: row.unitName,
      unitKind: row.kind as UnitKind,
    }));
    return [
      {
        userId: first.id,
        name: first.name,
        username: first.username,
        isDisabled: first.disabled_at !== null,
        mustChange: first.must_change,
        memberships,
      },
    ];
  });
}

/**
 * Inserts a person with a login and one membership. Fails with `account.username_taken` where the name is in use
 * anywhere.
 */
export async function insertAccount(
  trx: TenantTransaction,
  tenantId: number,
  account: NewAccount,
  createdAt: Date,
): Promise<{ userId: string; membershipId: string }> {
  const userId = uuid();
  await trx
    .insertInto('users')
    .values({ tenant_id: tenantId, id: userId, name: account.name, created_at: createdAt })
    .execute();
  // A name taken in another tenant can't be seen from here: only the unique index knows.
  const inserted = await trx
    .insertInto('logins')
    .values({
      tenant_id: tenantId,
      username: account.username,
      user_id: userId,
      password_hash: account.passwordHash,
      must_change: account.mustChange,
      changed_at: createdAt,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('username')
    .executeTakeFirst();
  if (!inserted) throw new HuibaoError('account.username_taken', { username: account.username });
  const membershipId = await insertMembership(trx, tenantId, { userId, ...account }, createdAt);
  return { userId, membershipId };
}

/** What somebody may do at a unit; there already, nothing changes. */
export async function insertMembership(
  trx: TenantTransaction,
  tenantId: number,
  membership: { readonly userId: string; readonly unitId: number; readonly role: Role },
  createdAt: Date,
): Promise<string> {
  const id = uuid();
  await trx
    .insertInto('memberships')
    .values({
      tenant_id: tenantId,
      id,
      user_id: membership.userId,
      unit_id: membership.unitId,
      role: membership.role,
      created_at: createdAt,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
  return id;
}

export async function requirePerson(trx: TenantReader, tenantId: number, userId: string): Promise<void> {
  const person = await trx
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .executeTakeFirst();
  if (!person) throw new HuibaoError('account.not_found');
}

/** What the person is, at whatever units. */
export async function listRoles(trx: TenantReader, tenantId: number, userId: string): Promise<readonly Role[]> {
  const rows = await trx
    .selectFrom('memberships')
    .select('role')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .execute();
  return rows.map((row) => toRole(row.role));
}

/** Whether the person holds one of these roles, at whatever unit. */
export async function holdsAnyRole(
  trx: TenantReader,
  tenantId: number,
  userId: string,
  roles: readonly Role[],
): Promise<boolean> {
  const held = await trx
    .selectFrom('memberships')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('role', 'in', [...roles])
    .executeTakeFirst();
  return held !== undefined;
}

export async function updateDisabled(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  disabledAt: Date | null,
): Promise<void> {
  await trx
    .updateTable('users')
    .set({ disabled_at: disabledAt })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .execute();
}

export async function updateLocale(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  locale: Locale,
): Promise<void> {
  await trx.updateTable('users').set({ locale }).where('tenant_id', '=', tenantId).where('id', '=', userId).execute();
}

/** The person's own login, as seen from within the tenant. */
export async function getLogin(
  trx: TenantReader,
  tenantId: number,
  userId: string,
): Promise<{ readonly username: string; readonly passwordHash: string }> {
  const row = await trx
    .selectFrom('logins')
    .select(['username', 'password_hash'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return { username: row.username, passwordHash: row.password_hash };
}

/** A password that the person chose. Failures and a lock, which are about guesses at it, stay. */
export async function updatePassword(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  passwordHash: string,
  changedAt: Date,
): Promise<void> {
  await trx
    .updateTable('logins')
    .set({ password_hash: passwordHash, must_change: false, changed_at: changedAt })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .execute();
}

/**
 * A password given by an administrator, to be changed at the next sign-in, with the lock lifted. Answers the username.
 */
export async function replacePassword(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  passwordHash: string,
  changedAt: Date,
): Promise<string> {
  const login = await trx
    .updateTable('logins')
    .set({ password_hash: passwordHash, must_change: true, failures: 0, locked_until: null, changed_at: changedAt })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .returning('username')
    .executeTakeFirstOrThrow();
  return login.username;
}

/** Ends every session of the person. */
export async function deleteSessionsOf(trx: TenantTransaction, tenantId: number, userId: string): Promise<void> {
  await trx.deleteFrom('sessions').where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute();
}
