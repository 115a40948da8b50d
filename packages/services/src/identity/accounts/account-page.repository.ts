import type { TenantReader } from '@huibao/db';
import type { Role, UnitKind } from '@huibao/domain';
import { sql } from 'kysely';
import { toRole } from '../to-role.ts';

/** Somebody with a login, and what they may do where. */
export interface Account {
  readonly userId: string;
  readonly name: string;
  readonly username: string;
  readonly isDisabled: boolean;
  readonly mustChange: boolean;
  readonly hasSecondFactor: boolean;
  /** Their account at the identity provider; null where none is linked. */
  readonly linkedSubject: string | null;
  /** Those at the root unit first, then by unit: the first says where the person is listed. */
  readonly memberships: readonly {
    readonly id: string;
    readonly role: Role;
    readonly unitId: number;
    readonly unitName: string;
    readonly unitKind: UnitKind;
  }[];
}

/** Where a page ended: at the person of this name, listed at this unit. */
export interface AccountPlace {
  readonly unitId: number;
  readonly username: string;
}

export interface AccountPage {
  /** Part of the person's name, of their username or of a unit's; '' for all. */
  readonly search: string;
  readonly after: AccountPlace | null;
  readonly limit: number;
}

/** As units are listed. */
const rank = (unit: 'u' | 'a') => sql.raw(`case ${unit}.kind when 'root' then 0 when 'section' then 2 else 1 end`);

/** Those of the root unit first, then by unit and username. */
export async function listAccountsOf(
  trx: TenantReader,
  tenantId: number,
  issuer: string | null,
  { search, after, limit }: AccountPage,
): Promise<readonly Account[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    username: string;
    is_disabled: boolean;
    must_change: boolean;
    has_second_factor: boolean;
    subject: string | null;
    memberships: readonly (Omit<Account['memberships'][number], 'role'> & { readonly role: string })[];
  }>`
    with homes as materialized (
      select distinct on (m.user_id) m.user_id, ${rank('u')} as rank, m.unit_id
      from memberships m join org_units u on u.tenant_id = m.tenant_id and u.id = m.unit_id
      where m.tenant_id = ${tenantId}
      order by m.user_id, rank, m.unit_id
    ),
    page as (
      select h.user_id, h.rank, h.unit_id, p.name, p.disabled_at, l.username, l.must_change
      from homes h
        join users p on p.tenant_id = ${tenantId} and p.id = h.user_id
        join logins l on l.tenant_id = ${tenantId} and l.user_id = h.user_id
      where (
          ${search} = '' or position(lower(${search}) in lower(p.name)) > 0
          or position(lower(${search}) in lower(l.username)) > 0
          or exists (
            select from memberships m join org_units u on u.tenant_id = m.tenant_id and u.id = m.unit_id
            where m.tenant_id = ${tenantId} and m.user_id = h.user_id
              and position(lower(${search}) in lower(u.name)) > 0
          )
        )
        and (
          ${after === null} or (h.rank, h.unit_id, l.username) > (
            (select ${rank('a')} from org_units a where a.tenant_id = ${tenantId} and a.id = ${after?.unitId ?? 0}),
            ${after?.unitId ?? 0}, ${after?.username ?? ''}
          )
        )
      order by h.rank, h.unit_id, l.username limit ${limit}
    )
    select p.user_id as id, p.name, p.username, p.disabled_at is not null as is_disabled, p.must_change,
      f.enrolled_at is not null as has_second_factor, i.subject, m.memberships
    from page p
      left join second_factors f on f.tenant_id = ${tenantId} and f.user_id = p.user_id
      left join linked_identities i on i.tenant_id = ${tenantId} and i.user_id = p.user_id and i.issuer = ${issuer ?? ''}
      cross join lateral (
        select jsonb_agg(
          jsonb_build_object('id', m.id, 'role', m.role, 'unitId', u.id, 'unitName', u.name, 'unitKind', u.kind)
          order by ${rank('u')}, u.id, m.role
        ) as memberships
        from memberships m join org_units u on u.tenant_id = m.tenant_id and u.id = m.unit_id
        where m.tenant_id = ${tenantId} and m.user_id = p.user_id
      ) m
    order by p.rank, p.unit_id, p.username`.execute(trx);
  return rows.map((row) => ({
    userId: row.id,
    name: row.name,
    username: row.username,
    isDisabled: row.is_disabled,
    mustChange: row.must_change,
    hasSecondFactor: row.has_second_factor,
    linkedSubject: row.subject,
    memberships: row.memberships.map((one) => ({ ...one, role: toRole(one.role) })),
  }));
}

/** Of these roles those that one person alone holds who can sign in. */
export async function listRolesOfOne(
  trx: TenantReader,
  tenantId: number,
  roles: readonly Role[],
): Promise<readonly Role[]> {
  const rows = await trx
    .selectFrom('memberships as m')
    .innerJoin('users as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.user_id'))
    .select('m.role')
    .where('m.tenant_id', '=', tenantId)
    .where('m.role', 'in', [...roles])
    .where('p.disabled_at', 'is', null)
    .groupBy('m.role')
    .having(sql<boolean>`count(distinct m.user_id) = 1`)
    .execute();
  return rows.map(({ role }) => toRole(role));
}
