import { needsSecondFactor, type StoredSession } from '@huibao/auth';
import { executePrepared, type Actor, type DB } from '@huibao/db';
import { isUnitRole, type Locale, type Role, type TenantKind, type UnitKind } from '@huibao/domain';
import { sql, type Kysely } from 'kysely';
import type { Context } from '../../context.ts';
import { jsonOf } from '../../json-column.ts';
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

const lineages = new WeakMap<Kysely<DB>, Map<number, Promise<readonly number[]>>>();

/** The same, asked once: a tenant's line never changes. */
export function lineageOf(authDb: Kysely<DB>, tenantId: number): Promise<readonly number[]> {
  const known = lineages.get(authDb) ?? new Map<number, Promise<readonly number[]>>();
  lineages.set(authDb, known);
  const found = known.get(tenantId) ?? findLineage(authDb, tenantId);
  known.set(tenantId, found);
  // What couldn't be asked is asked again.
  found.catch(() => known.delete(tenantId));
  return found;
}

/** Who somebody is, with all that they may be here, as one statement reads it. */
export interface Person {
  readonly tenantId: number;
  readonly userId: string;
  readonly name: string;
  readonly locale: string;
  readonly username: string;
  readonly mustChange: boolean;
  readonly changedAt: Date;
  /** Another one with every change of what is told here, but for names, languages and how the tenant lies. */
  readonly accessVersion: number;
  readonly enrolledAt: Date | null;
  readonly tenant: Profile['tenant'];
  /** In the order in which they were given. */
  readonly memberships: readonly Membership[];
  readonly lineage: readonly number[];
}

const memberships = sql<unknown>`(
  select coalesce(jsonb_agg(
    jsonb_build_object('id', m.id, 'unitId', m.unit_id, 'unitName', o.name, 'unitKind', o.kind, 'role', m.role)
    order by m.created_at, m.id), '[]')
  from memberships m join org_units o on o.tenant_id = m.tenant_id and o.id = m.unit_id
  where m.tenant_id = u.tenant_id and m.user_id = u.id)`;

/** Persons `u` who aren't disabled: to be asked for by whatever names one. */
export function personQuery(authDb: Kysely<DB>) {
  return authDb
    .selectFrom('users as u')
    .innerJoin('logins as l', (join) => join.onRef('l.tenant_id', '=', 'u.tenant_id').onRef('l.user_id', '=', 'u.id'))
    .innerJoin('tenants as t', 't.id', 'u.tenant_id')
    .leftJoin('second_factors as f', (join) =>
      join.onRef('f.tenant_id', '=', 'u.tenant_id').onRef('f.user_id', '=', 'u.id'),
    )
    .select([
      'u.tenant_id',
      'u.id as userId',
      'u.name',
      'u.locale',
      'u.access_version',
      'l.username',
      'l.must_change',
      'l.changed_at',
      'f.enrolled_at',
      't.kind',
      't.name as tenantName',
      't.short_name',
      't.section_word',
      't.is_demo',
      memberships.as('memberships'),
    ])
    .where('u.disabled_at', 'is', null);
}

export function personOf(
  row: Awaited<ReturnType<ReturnType<typeof personQuery>['executeTakeFirstOrThrow']>>,
  lineage: readonly number[],
): Person {
  return {
    tenantId: row.tenant_id,
    userId: row.userId,
    name: row.name,
    locale: row.locale,
    username: row.username,
    mustChange: row.must_change,
    changedAt: row.changed_at,
    accessVersion: row.access_version,
    enrolledAt: row.enrolled_at,
    tenant: {
      id: row.tenant_id,
      kind: row.kind as TenantKind,
      name: row.tenantName,
      shortName: row.short_name,
      sectionWord: row.section_word,
      isDemo: row.is_demo,
    },
    memberships: jsonOf<readonly (Omit<Membership, 'role'> & { readonly role: string })[]>(row.memberships).map(
      (membership) => ({ ...membership, role: toRole(membership.role) }),
    ),
    lineage,
  };
}

type OfSession = Pick<StoredSession, 'membershipId' | 'hasSecondFactor' | 'bySingleSignOn'>;

/** Whom a session that begins now is of. */
export async function findActor(
  ctx: Pick<Context, 'authDb' | 'signInPolicy'>,
  session: OfSession & Pick<StoredSession, 'tenantId' | 'userId'>,
  now: () => Date,
): Promise<{ readonly actor: Actor; readonly profile: Profile } | undefined> {
  const asked = personQuery(ctx.authDb).where('u.tenant_id', '=', session.tenantId).where('u.id', '=', session.userId);
  const [row] = await executePrepared(ctx.authDb, asked);
  return row && actorOf(ctx, personOf(row, await lineageOf(ctx.authDb, row.tenant_id)), session, now);
}

/**
 * A session's actor and profile; undefined when the membership is gone, or when it began without the second factor that
 * the person has by now.
 */
export function actorOf(
  { signInPolicy }: Pick<Context, 'signInPolicy'>,
  person: Person,
  session: OfSession,
  now: () => Date,
): { readonly actor: Actor; readonly profile: Profile } | undefined {
  if (person.enrolledAt && !session.hasSecondFactor) return undefined;
  const membership = person.memberships.find((one) => one.id === session.membershipId);
  if (!membership) return undefined;
  const { tenantId, userId, name: userName } = person;
  const actor: Actor = {
    tenantId,
    lineage: person.lineage,
    units: isUnitRole(membership.role) ? [membership.unitId] : null,
    userId,
    userName,
    role: membership.role,
    now,
  };
  const awaitedOf = (): Profile['awaits'] => {
    // Whoever the provider sends may never need one of ours.
    if (person.mustChange && !session.bySingleSignOn) return 'first_password';
    if (!session.bySingleSignOn && isPast(person.changedAt, signInPolicy.password.maxAgeDays, now()))
      return 'expired_password';
    const held = person.memberships.map((one) => one.role);
    return !session.hasSecondFactor && needsSecondFactor(signInPolicy, held) ? 'second_factor' : null;
  };
  const profile: Profile = {
    userId,
    userName,
    username: person.username,
    locale: person.locale === 'en' ? 'en' : 'zh-CN',
    awaits: awaitedOf(),
    hasSecondFactor: person.enrolledAt !== null,
    tenant: person.tenant,
    membership,
    memberships: person.memberships,
  };
  return { actor, profile };
}

/** Acts for a tenant without a person: a workflow's step, or setting up. */
export async function systemActor(authDb: Kysely<DB>, tenantId: number, now: () => Date): Promise<Actor> {
  return {
    tenantId,
    lineage: await lineageOf(authDb, tenantId),
    units: null,
    userId: '00000000-0000-0000-0000-000000000000',
    userName: 'system',
    role: 'system',
    now,
  };
}

/** Of all tenants, the platform among them. */
export async function listTenantIds(authDb: Kysely<DB>): Promise<readonly number[]> {
  const rows = await authDb.selectFrom('tenants').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
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
