import { needsSecondFactor, type StoredSession } from '@huibao/auth';
import { executePrepared, type Actor, type DB } from '@huibao/db';
import { isUnitRole, type Locale, type Role, type TenantKind, type UnitKind } from '@huibao/domain';
import { sql, type Kysely } from 'kysely';
import type { Context } from '../../context.ts';
import { toRole } from '../to-role.ts';
import { isPast } from './password-age.ts';

export interface Membership {
  readonly id: string;
  readonly unitId: number;
  readonly unitName: string;
  readonly unitKind: UnitKind;
  readonly role: Role;
}

/** Who is signed in, as the screens show it. */
export interface Profile {
  readonly userId: string;
  readonly userName: string;
  readonly username: string;
  readonly locale: Locale;
  /** What a session must do before anything else. */
  readonly awaits: 'first_password' | 'expired_password' | 'second_factor' | null;
  readonly hasSecondFactor: boolean;
  readonly tenant: {
    readonly id: number;
    readonly kind: TenantKind;
    readonly name: string;
    readonly shortName: string;
    readonly sectionWord: string;
    readonly isDemo: boolean;
  };
  readonly membership: Membership;
  readonly memberships: readonly Membership[];
}

/** The tenant and its ancestors, nearest first. */
export async function findLineage(authDb: Kysely<DB>, tenantId: number): Promise<readonly number[]> {
  const line = sql<{ id: number }>`
    with recursive line as (
      select id, parent_id, 0 as depth from tenants where id = ${tenantId}
      union all
      select t.id, t.parent_id, line.depth + 1 from tenants t join line on t.id = line.parent_id
    ) select id from line order by depth`;
  return (await executePrepared(authDb, line)).map((row) => row.id);
}

async function listMemberships(authDb: Kysely<DB>, tenantId: number, userId: string): Promise<readonly Membership[]> {
  const asked = authDb
    .selectFrom('memberships as m')
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 'm.tenant_id').onRef('u.id', '=', 'm.unit_id'),
    )
    .select(['m.id', 'm.unit_id', 'u.name', 'u.kind', 'm.role'])
    .where('m.tenant_id', '=', tenantId)
    .where('m.user_id', '=', userId)
    .orderBy('m.created_at')
    .orderBy('m.id');
  return (await executePrepared(authDb, asked)).map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    unitName: row.name,
    unitKind: row.kind as UnitKind,
    role: toRole(row.role),
  }));
}

/**
 * Resolves a session to its actor and profile; undefined when the membership is gone, or when it began without the
 * second factor that the person has by now.
 */
export async function findActor(
  { authDb, signInPolicy }: Pick<Context, 'authDb' | 'signInPolicy'>,
  session: Pick<StoredSession, 'tenantId' | 'userId' | 'membershipId' | 'hasSecondFactor' | 'bySingleSignOn'>,
  now: () => Date,
): Promise<{ readonly actor: Actor; readonly profile: Profile } | undefined> {
  const asked = authDb
    .selectFrom('users as u')
    .innerJoin('logins as l', (join) => join.onRef('l.tenant_id', '=', 'u.tenant_id').onRef('l.user_id', '=', 'u.id'))
    .innerJoin('tenants as t', 't.id', 'u.tenant_id')
    .leftJoin('second_factors as f', (join) =>
      join.onRef('f.tenant_id', '=', 'u.tenant_id').onRef('f.user_id', '=', 'u.id'),
    )
    .select([
      'u.name',
      'u.locale',
      'l.username',
      'l.must_change',
      'l.changed_at',
      'f.enrolled_at',
      't.kind',
      't.name as tenantName',
      't.short_name',
      't.section_word',
      't.is_demo',
    ])
    .where('u.tenant_id', '=', session.tenantId)
    .where('u.id', '=', session.userId)
    .where('u.disabled_at', 'is', null);
  const [person] = await executePrepared(authDb, asked);
  if (!person || (person.enrolled_at && !session.hasSecondFactor)) return undefined;
  const memberships = await listMemberships(authDb, session.tenantId, session.userId);
  const membership = memberships.find((one) => one.id === session.membershipId);
  if (!membership) return undefined;
  const actor: Actor = {
    tenantId: session.tenantId,
    lineage: await findLineage(authDb, session.tenantId),
    units: isUnitRole(membership.role) ? [membership.unitId] : null,
    userId: session.userId,
    userName: person.name,
    role: membership.role,
    now,
  };
  const awaitedOf = (): Profile['awaits'] => {
    // Whoever the provider sends may never need one of ours.
    if (person.must_change && !session.bySingleSignOn) return 'first_password';
    if (!session.bySingleSignOn && isPast(person.changed_at, signInPolicy.password.maxAgeDays, now()))
      return 'expired_password';
    const held = memberships.map((one) => one.role);
    return !session.hasSecondFactor && needsSecondFactor(signInPolicy, held) ? 'second_factor' : null;
  };
  const profile: Profile = {
    userId: session.userId,
    userName: person.name,
    username: person.username,
    locale: person.locale === 'en' ? 'en' : 'zh-CN',
    awaits: awaitedOf(),
    hasSecondFactor: person.enrolled_at !== null,
    tenant: {
      id: session.tenantId,
      kind: person.kind as TenantKind,
      name: person.tenantName,
      shortName: person.short_name,
      sectionWord: person.section_word,
      isDemo: person.is_demo,
    },
    membership,
    memberships,
  };
  return { actor, profile };
}

/** Acts for a tenant without a person: a workflow's step, or setting up. */
export async function systemActor(authDb: Kysely<DB>, tenantId: number, now: () => Date): Promise<Actor> {
  return {
    tenantId,
    lineage: await findLineage(authDb, tenantId),
    units: null,
    userId: '00000000-0000-0000-0000-000000000000',
    userName: 'system',
    role: 'system',
    now,
  };
}

/** The platform itself, which migrations create. */
export async function findPlatformId(authDb: Kysely<DB>): Promise<number> {
  const platform = await authDb
    .selectFrom('tenants')
    .select('id')
    .where('kind', '=', 'platform')
    .executeTakeFirstOrThrow();
  return platform.id;
}

export async function platformActor(authDb: Kysely<DB>, now: () => Date): Promise<Actor> {
  return systemActor(authDb, await findPlatformId(authDb), now);
}
