import type { DB } from '@huibao/db';
import type { Role } from '@huibao/domain';
import type { Kysely } from 'kysely';
import { toRole } from '../to-role.ts';

// As huibao_auth, which finds a login by its name alone: whose tenant it is, is what it finds.

/** Whose account it is. */
export interface Person {
  readonly tenantId: number;
  readonly userId: string;
}

export interface Login extends Person {
  readonly username: string;
  readonly passwordHash: string;
  readonly mustChange: boolean;
  readonly changedAt: Date;
  readonly isDisabled: boolean;
  /** Sealed; null without a second factor. */
  readonly sealedSecret: Buffer | null;
}

function logins(authDb: Kysely<DB>) {
  return authDb
    .selectFrom('logins as l')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'l.tenant_id').onRef('u.id', '=', 'l.user_id'))
    .leftJoin('second_factors as f', (join) =>
      join.onRef('f.tenant_id', '=', 'l.tenant_id').onRef('f.user_id', '=', 'l.user_id'),
    )
    .select([
      'l.tenant_id as tenantId',
      'l.user_id as userId',
      'l.username',
      'l.password_hash as passwordHash',
      'l.must_change as mustChange',
      'l.changed_at as changedAt',
      'u.disabled_at as disabledAt',
      'f.sealed_secret as sealedSecret',
    ]);
}

type Row = Omit<Login, 'isDisabled'> & { readonly disabledAt: Date | null };

function toLogin({ disabledAt, ...row }: Row): Login {
  return { ...row, isDisabled: disabledAt !== null };
}

/** By the tenant whose suffix the name ends in; one from before names had suffixes (83) by itself. */
export async function findLogin(authDb: Kysely<DB>, username: string): Promise<Login | undefined> {
  const at = username.indexOf('@');
  const suffix = at < 0 ? null : username.slice(at + 1);
  // Asked for either kind: it takes as long.
  const tenant = await authDb
    .selectFrom('tenants')
    .select('id')
    .where('login_suffix', '=', suffix ?? '')
    .executeTakeFirst();
  const row = await logins(authDb)
    .where('l.username', '=', username)
    .$if(suffix !== null, (q) => q.where('l.tenant_id', '=', tenant?.id ?? 0))
    .executeTakeFirst();
  return row && toLogin(row);
}

export async function getLogin(authDb: Kysely<DB>, { tenantId, userId }: Person): Promise<Login> {
  return toLogin(
    await logins(authDb).where('l.tenant_id', '=', tenantId).where('l.user_id', '=', userId).executeTakeFirstOrThrow(),
  );
}

export interface LinkedAccount extends Person {
  readonly username: string;
  readonly tenantName: string;
  readonly isDisabled: boolean;
}

/** The accounts that an account of the identity provider is linked to: one a tenant, the earliest linked first. */
export async function listLinked(
  authDb: Kysely<DB>,
  issuer: string,
  subject: string,
): Promise<readonly LinkedAccount[]> {
  const rows = await authDb
    .selectFrom('linked_identities as i')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'i.tenant_id').onRef('u.id', '=', 'i.user_id'))
    .innerJoin('logins as l', (join) => join.onRef('l.tenant_id', '=', 'i.tenant_id').onRef('l.user_id', '=', 'u.id'))
    .innerJoin('tenants as t', 't.id', 'i.tenant_id')
    .select(['i.tenant_id as tenantId', 'i.user_id as userId', 'l.username', 't.name as tenantName', 'u.disabled_at'])
    .where('i.issuer', '=', issuer)
    .where('i.subject', '=', subject)
    .orderBy('i.linked_at')
    .orderBy('i.tenant_id')
    .execute();
  return rows.map(({ disabled_at, ...row }) => ({ ...row, isDisabled: disabled_at !== null }));
}

/** The last ones, newest first. */
export async function listEarlierPasswords(
  authDb: Kysely<DB>,
  { tenantId, userId }: Person,
  count: number,
): Promise<readonly string[]> {
  const rows = await authDb
    .selectFrom('earlier_passwords')
    .select('password_hash')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .orderBy('changed_at', 'desc')
    .limit(count)
    .execute();
  return rows.map((row) => row.password_hash);
}

/** Names of the person, of the units where they work, and of the office: what a password may not be made of. */
export async function listKnownNames(authDb: Kysely<DB>, { tenantId, userId }: Person): Promise<readonly string[]> {
  const rows = await authDb
    .selectFrom('users as p')
    .innerJoin('tenants as t', 't.id', 'p.tenant_id')
    .innerJoin('memberships as m', (join) =>
      join.onRef('m.tenant_id', '=', 'p.tenant_id').onRef('m.user_id', '=', 'p.id'),
    )
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 'm.tenant_id').onRef('u.id', '=', 'm.unit_id'),
    )
    .select(['p.name', 't.name as tenantName', 't.short_name', 'u.name as unitName'])
    .where('p.tenant_id', '=', tenantId)
    .where('p.id', '=', userId)
    .execute();
  return [...new Set(rows.flatMap((row) => [row.name, row.tenantName, row.short_name, row.unitName]))];
}

/** In the order in which they were given. */
export async function listMembershipsOf(
  authDb: Kysely<DB>,
  { tenantId, userId }: Person,
): Promise<readonly { readonly id: string; readonly role: Role }[]> {
  const rows = await authDb
    .selectFrom('memberships')
    .select(['id', 'role'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, role: toRole(row.role) }));
}

/** Takes the code of a step; false when that step or a later one was taken before. */
export async function takeStep(authDb: Kysely<DB>, { tenantId, userId }: Person, step: number): Promise<boolean> {
  const taken = await authDb
    .updateTable('second_factors')
    .set({ last_step: String(step) })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('last_step', '<', String(step))
    .returning('user_id')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Takes a recovery code; false when there is none such, or it was taken before. */
/** As huibao_auth: every secret of an app for codes, sealed as it is. */
export async function listSealedSecrets(
  authDb: Kysely<DB>,
): Promise<readonly { readonly tenantId: number; readonly userId: string; readonly sealed: Buffer }[]> {
  return authDb
    .selectFrom('second_factors')
    .select(['tenant_id as tenantId', 'user_id as userId', 'sealed_secret as sealed'])
    .execute();
}

/** The same secret, sealed anew; nothing where another one has taken its place. */
export async function replaceSealedSecret(
  authDb: Kysely<DB>,
  { tenantId, userId }: Person,
  before: Buffer,
  sealed: Buffer,
): Promise<void> {
  await authDb
    .updateTable('second_factors')
    .set({ sealed_secret: sealed })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('sealed_secret', '=', before)
    .execute();
}

export async function takeRecoveryCode(
  authDb: Kysely<DB>,
  { tenantId, userId }: Person,
  codeHashes: readonly string[],
  usedAt: Date,
): Promise<boolean> {
  const taken = await authDb
    .updateTable('recovery_codes')
    .set({ used_at: usedAt })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('code_hash', 'in', codeHashes)
    .where('used_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst();
  return taken !== undefined;
}

export async function updateSessionMembership(
  authDb: Kysely<DB>,
  session: { readonly tenantId: number; readonly idHash: string },
  membershipId: string,
): Promise<void> {
  await authDb
    .updateTable('sessions')
    .set({ membership_id: membershipId })
    .where('tenant_id', '=', session.tenantId)
    .where('id_hash', '=', session.idHash)
    .execute();
}
