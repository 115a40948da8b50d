import { randomInt } from 'node:crypto';
import { hashPassword } from '@huibao/auth';
import type { Actor, TenantTransaction } from '@huibao/db';
import { HuibaoError, officerRoles, roles, type Role, type UnitKind } from '@huibao/domain';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { defineMutation, defineQuery, noInput, type QueryScope } from '../use-case.ts';
import { toRole } from './actor.repository.ts';

const usernamePattern = /^[a-z0-9][a-z0-9._-]{2,39}$/;
export const username = z.string().trim().toLowerCase().regex(usernamePattern);
export const personName = z.string().trim().min(1).max(40);

/** Roles that only the security officer gives: whoever runs accounts can't make administrators (三员分立). */
const guardedRoles: readonly Role[] = [...officerRoles, 'bureau_admin', 'city_admin', 'platform_operator'];

const officeRoles: readonly Role[] = ['bureau_editor', 'bureau_checker', 'bureau_issuer'];

function rolesOf(unitKind: UnitKind, tenantKind: string): readonly Role[] {
  if (unitKind === 'school' || unitKind === 'section') return ['reporter', 'checker', 'head'];
  if (unitKind === 'bureau') return [];
  // Whoever oversees others has an office that compiles its own report, as a district's does.
  if (tenantKind === 'city' || tenantKind === 'province')
    return ['city_reviewer', 'city_admin', ...officeRoles, ...officerRoles];
  if (tenantKind === 'bureau') return [...officeRoles, 'bureau_admin', ...officerRoles];
  return ['platform_operator', ...officerRoles];
}

export interface NewAccount {
  readonly username: string;
  readonly name: string;
  readonly unitId: number;
  readonly role: Role;
  readonly passwordHash: string;
  readonly mustChange: boolean;
}

/** Inserts a person with a login and one membership. Fails with `account.username_taken` where the name is in use anywhere. */
export async function insertAccount(
  trx: TenantTransaction,
  actor: Actor,
  now: Date,
  account: NewAccount,
): Promise<{ userId: string; membershipId: string }> {
  const userId = uuid();
  const membershipId = uuid();
  await trx
    .insertInto('users')
    .values({ tenant_id: actor.tenantId, id: userId, name: account.name, created_at: now })
    .execute();
  // A name taken in another tenant can't be seen from here: only the unique index knows.
  const inserted = await trx
    .insertInto('logins')
    .values({
      tenant_id: actor.tenantId,
      username: account.username,
      user_id: userId,
      password_hash: account.passwordHash,
      must_change: account.mustChange,
      changed_at: now,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('username')
    .executeTakeFirst();
  if (!inserted) throw new HuibaoError('account.username_taken', { username: account.username });
  await trx
    .insertInto('memberships')
    .values({
      tenant_id: actor.tenantId,
      id: membershipId,
      user_id: userId,
      unit_id: account.unitId,
      role: account.role,
      created_at: now,
    })
    .execute();
  return { userId, membershipId };
}

/** A first password that is read out or printed once: no look-alike letters, all four kinds. */
export function temporaryPassword(): string {
  const kinds = ['ABCDEFGHJKMNPQRSTUVWXYZ', 'abcdefghjkmnpqrstuvwxyz', '23456789', '-+=%'];
  const any = kinds.slice(0, 3).join('');
  const pick = (from: string): string => from[randomInt(from.length)] ?? '';
  return [...kinds.map(pick), ...Array.from({ length: 8 }, () => pick(any))].join('');
}

async function requireRoleHere(scope: QueryScope, unitId: number, role: Role): Promise<void> {
  const { trx, actor } = scope;
  const unit = await trx
    .selectFrom('org_units as u')
    .innerJoin('tenants as t', 't.id', 'u.tenant_id')
    .select(['u.kind', 't.kind as tenantKind'])
    .where('u.tenant_id', '=', actor.tenantId)
    .where('u.id', '=', unitId)
    .executeTakeFirst();
  if (!unit) throw new HuibaoError('unit.not_found');
  if (!rolesOf(unit.kind as UnitKind, unit.tenantKind).includes(role)) throw new HuibaoError('account.role_not_here');
  if (guardedRoles.includes(role) && actor.role !== 'security_officer' && actor.role !== 'system') {
    throw new HuibaoError('account.security_officer_only');
  }
}

export const listAccounts = defineQuery({
  permission: 'account.read',
  input: noInput,
  async run({ trx, actor }) {
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
      .where('p.tenant_id', '=', actor.tenantId)
      .orderBy(sql`u.kind <> 'root'`)
      .orderBy('u.kind', 'desc')
      .orderBy('u.id')
      .orderBy('l.username')
      .orderBy('m.role')
      .execute();
    const byPerson = Map.groupBy(rows, (row) => row.id);
    return [...byPerson.values()].flatMap((group) => {
      const first = group[0];
      if (!first) return [];
      return [
        {
          userId: first.id,
          name: first.name,
          username: first.username,
          isDisabled: first.disabled_at !== null,
          mustChange: first.must_change,
          memberships: group.map((row) => ({
            id: row.membershipId,
            role: toRole(row.role),
            unitId: row.unitId,
            unitName: row.unitName,
            unitKind: row.kind as UnitKind,
          })),
        },
      ];
    });
  },
});

export const createAccount = defineMutation({
  permission: 'account.manage',
  input: z.object({ username, name: personName, unitId: z.int(), role: z.enum(roles) }),
  async run(scope, input) {
    await requireRoleHere(scope, input.unitId, input.role);
    const password = temporaryPassword();
    const { userId } = await insertAccount(scope.trx, scope.actor, scope.now, {
      ...input,
      passwordHash: await hashPassword(password),
      mustChange: true,
    });
    scope.audit({ action: 'account.created', subject: userId, detail: { role: input.role, unitId: input.unitId } });
    return { userId, username: input.username, password };
  },
});

export const grantRole = defineMutation({
  permission: 'account.manage',
  input: z.object({ userId: z.uuid(), unitId: z.int(), role: z.enum(roles) }),
  async run(scope, { userId, unitId, role }) {
    const { trx, actor, now, audit } = scope;
    await requireRoleHere(scope, unitId, role);
    await getPerson(scope, userId);
    // Nobody widens their own powers.
    if (userId === actor.userId) throw new HuibaoError('account.self');
    if (officerRoles.includes(role)) {
      const held = await trx
        .selectFrom('memberships')
        .select('role')
        .where('tenant_id', '=', actor.tenantId)
        .where('user_id', '=', userId)
        .where('role', 'in', [...officerRoles])
        .executeTakeFirst();
      if (held) throw new HuibaoError('account.officer_conflict');
    }
    await trx
      .insertInto('memberships')
      .values({ tenant_id: actor.tenantId, id: uuid(), user_id: userId, unit_id: unitId, role, created_at: now })
      .onConflict((oc) => oc.doNothing())
      .execute();
    audit({ action: 'account.role_granted', subject: userId, detail: { role, unitId } });
    return { userId };
  },
});

export const setAccountDisabled = defineMutation({
  permission: 'account.manage',
  input: z.object({ userId: z.uuid(), isDisabled: z.boolean() }),
  async run(scope, { userId, isDisabled }) {
    const { trx, actor, now, audit } = scope;
    await requireManageable(scope, userId);
    await trx
      .updateTable('users')
      .set({ disabled_at: isDisabled ? now : null })
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', userId)
      .execute();
    if (isDisabled)
      await trx.deleteFrom('sessions').where('tenant_id', '=', actor.tenantId).where('user_id', '=', userId).execute();
    audit({ action: isDisabled ? 'account.disabled' : 'account.enabled', subject: userId, detail: {} });
    return { userId };
  },
});

export const resetPassword = defineMutation({
  permission: 'account.manage',
  input: z.object({ userId: z.uuid() }),
  async run(scope, { userId }) {
    const { trx, actor, now, audit } = scope;
    await requireManageable(scope, userId);
    const password = temporaryPassword();
    const login = await trx
      .updateTable('logins')
      .set({
        password_hash: await hashPassword(password),
        must_change: true,
        failures: 0,
        locked_until: null,
        changed_at: now,
      })
      .where('tenant_id', '=', actor.tenantId)
      .where('user_id', '=', userId)
      .returning('username')
      .executeTakeFirstOrThrow();
    await trx.deleteFrom('sessions').where('tenant_id', '=', actor.tenantId).where('user_id', '=', userId).execute();
    audit({ action: 'account.password_reset', subject: userId, detail: {} });
    return { userId, username: login.username, password };
  },
});

async function getPerson({ trx, actor }: QueryScope, userId: string): Promise<void> {
  const person = await trx
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', userId)
    .executeTakeFirst();
  if (!person) throw new HuibaoError('account.not_found');
}

/** Nobody disables or resets themselves; an administrator's account is the security officer's business. */
async function requireManageable(scope: QueryScope, userId: string): Promise<void> {
  const { trx, actor } = scope;
  await getPerson(scope, userId);
  if (userId === actor.userId) throw new HuibaoError('account.self');
  const guarded = await trx
    .selectFrom('memberships')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('user_id', '=', userId)
    .where('role', 'in', [...guardedRoles])
    .executeTakeFirst();
  if (guarded && actor.role !== 'security_officer') throw new HuibaoError('account.security_officer_only');
}
