import type { TenantReader, TenantTransaction } from '@huibao/db';
import { HuibaoError, type Locale, type Role } from '@huibao/domain';
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

/**
 * Inserts a person with a login and one membership. The username is whole, as `usernameIn` makes it, so that only one's
 * own tenant's can be the same: `account.username_taken`.
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

/**
 * Those of the persons who are there, and whether they are disabled, locked until the transaction ends. Always in the
 * same order, so that two who act on each other wait for one another once.
 */
export async function lockPersons(
  trx: TenantTransaction,
  tenantId: number,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly isDisabled: boolean }>> {
  const rows = await trx
    .selectFrom('users')
    .select(['id', 'disabled_at'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...userIds])
    .orderBy('id')
    // What they save meanwhile refers to them, and isn't kept waiting.
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, { isDisabled: row.disabled_at !== null }]));
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

/**
 * A password that the person chose, in place of `earlier`, which is kept so that it doesn't come back soon: the last
 * `history` are.
 */
export async function updatePassword(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  password: { readonly hash: string; readonly earlier: { readonly hash: string; readonly changedAt: Date } },
  history: number,
  changedAt: Date,
): Promise<void> {
  await trx
    .updateTable('logins')
    .set({ password_hash: password.hash, must_change: false, changed_at: changedAt })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .execute();
  const { earlier } = password;
  await trx
    .insertInto('earlier_passwords')
    .values({ tenant_id: tenantId, user_id: userId, changed_at: earlier.changedAt, password_hash: earlier.hash })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const kept = trx
    .selectFrom('earlier_passwords')
    .select('changed_at')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .orderBy('changed_at', 'desc')
    .limit(history);
  await trx
    .deleteFrom('earlier_passwords')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('changed_at', 'not in', kept)
    .execute();
}

/** A password given by an administrator, to be changed at the next sign-in. Answers the username. */
export async function replacePassword(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  passwordHash: string,
  changedAt: Date,
): Promise<string> {
  const login = await trx
    .updateTable('logins')
    .set({ password_hash: passwordHash, must_change: true, changed_at: changedAt })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .returning('username')
    .executeTakeFirstOrThrow();
  return login.username;
}

/** Ends every session of the person, or one, or all but one. Answers how many. */
export async function deleteSessionsOf(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  which: { readonly only?: string; readonly except?: string } = {},
): Promise<number> {
  let ended = trx.deleteFrom('sessions').where('tenant_id', '=', tenantId).where('user_id', '=', userId);
  if (which.only !== undefined) ended = ended.where('id_hash', '=', which.only);
  if (which.except !== undefined) ended = ended.where('id_hash', '<>', which.except);
  const { numDeletedRows } = await ended.executeTakeFirst();
  return Number(numDeletedRows);
}

export interface HeldRole {
  readonly id: string;
  readonly role: Role;
  readonly unitId: number;
}

export async function listHeldRoles(trx: TenantReader, tenantId: number, userId: string): Promise<readonly HeldRole[]> {
  const rows = await trx
    .selectFrom('memberships')
    .select(['id', 'role', 'unit_id'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .execute();
  return rows.map((row) => ({ id: row.id, role: toRole(row.role), unitId: row.unit_id }));
}

export async function deleteMembership(trx: TenantTransaction, tenantId: number, id: string): Promise<void> {
  await trx.deleteFrom('memberships').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
}
