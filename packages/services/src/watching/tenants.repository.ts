import { defineStatement, type DB } from '@huibao/db';
import type { TenantKind } from '@huibao/domain';
import { sql, type Kysely } from 'kysely';

// As huibao_watch, of all tenants.

export interface WatchedTenant {
  readonly id: number;
  readonly kind: Exclude<TenantKind, 'platform'>;
  readonly name: string;
  readonly parentName: string;
  readonly isDemo: boolean;
  readonly createdAt: Date;
  /** Schools and sections that are open today. */
  readonly units: number;
  /** With an account that isn't disabled. */
  readonly people: number;
  /** Of terms that take them just now. */
  readonly forms: number;
  /** Of these, past their date or their extension's, and not handed in. */
  readonly overdue: number;
  readonly evidenceBytes: number;
  /** When somebody last signed in or out, was seen, or saved in an open term. */
  readonly activeAt: Date | null;
  /** What was set for it instead of its kind's own limits. */
  readonly quotas: Readonly<Record<string, number>>;
}

export interface TenantPage {
  /** Part of a name; '' for all. */
  readonly name: string;
  readonly offset: number;
  readonly limit: number;
  /** An ISO date, as the bureaus count it. */
  readonly today: string;
  readonly now: Date;
}

/** Each below its parent, by name. */
export async function listTenantsOfAll(
  db: Kysely<DB>,
  { name, offset, limit, today, now }: TenantPage,
): Promise<{ readonly tenants: readonly WatchedTenant[]; readonly total: number }> {
  type Row = Omit<WatchedTenant, keyof TenantCounts> & { readonly total: string };
  const { rows } = await sql<Row>`
    with recursive line as (
      select id, array[]::text[] as path, ''::text as above from tenants where kind = 'platform'
      union all
      select t.id, line.path || t.name, coalesce(line.path[cardinality(line.path)], '')
      from tenants t join line on t.parent_id = line.id
    )
    select t.id, t.kind, t.name, line.above as "parentName", t.is_demo as "isDemo", t.created_at as "createdAt",
      count(*) over () as total
    from line join tenants t on t.id = line.id
    where t.kind <> 'platform' and position(${name} in t.name) > 0
    order by line.path offset ${offset} limit ${limit}`.execute(db);
  const tenants: WatchedTenant[] = [];
  // Each where its rows lie: tenants may lie apart (101).
  for (const { total: _, ...row } of rows) tenants.push({ ...row, ...(await countOfTenant(db, row.id, today, now)) });
  return { tenants, total: Number(rows[0]?.total ?? 0) };
}

type TenantCounts = Pick<
  WatchedTenant,
  'units' | 'people' | 'forms' | 'overdue' | 'evidenceBytes' | 'activeAt' | 'quotas'
>;

interface CountedTenant {
  readonly tenantId: number;
  readonly today: string;
  readonly now: Date;
}

const counting = defineStatement(
  (_, { tenantId, today, now }: CountedTenant) => sql<
    Readonly<Record<'units' | 'people' | 'forms' | 'overdue' | 'evidenceBytes', string>> & {
      readonly activeAt: Date | null;
      readonly quotas: Readonly<Record<string, number>> | null;
    }
  >`
    select
      (select count(*) from org_units o where o.tenant_id = ${tenantId} and o.kind in ('school', 'section')
        and o.opens_on <= ${today}::date and (o.closes_on is null or o.closes_on >= ${today}::date)) as units,
      (select count(*) from users u where u.tenant_id = ${tenantId} and u.disabled_at is null) as people,
      forms.forms, forms.overdue,
      (select coalesce(sum(f.size), 0) from files f where f.tenant_id = ${tenantId}) as "evidenceBytes",
      greatest(
        forms.saved_at,
        (select max(s.seen_at) from sessions s where s.tenant_id = ${tenantId}),
        (select e.at from audit_entries e where e.tenant_id = ${tenantId} and e.area = 'session'
          order by e.seq desc limit 1)
      ) as "activeAt",
      (select jsonb_object_agg(q.kind, q.amount) from quotas q where q.tenant_id = ${tenantId}) as quotas
    from (
      select count(*) as forms, max(s.saved_at) as saved_at,
        count(*) filter (where s.state in ('draft', 'confirming', 'returned')
          and coalesce(s.extended_until, c.due_at) < ${now}) as overdue
      from collections c join submissions s on s.tenant_id = c.tenant_id and s.collection_id = c.id
      where c.tenant_id = ${tenantId} and c.opens_at <= ${now} and c.closes_at > ${now}
    ) forms`,
);

async function countOfTenant(db: Kysely<DB>, tenantId: number, today: string, now: Date): Promise<TenantCounts> {
  const [row] = await counting.run(db, { tenantId, today, now });
  if (!row) throw new Error('counts are always answered');
  return {
    units: Number(row.units),
    people: Number(row.people),
    forms: Number(row.forms),
    overdue: Number(row.overdue),
    evidenceBytes: Number(row.evidenceBytes),
    activeAt: row.activeAt,
    quotas: row.quotas ?? {},
  };
}

export interface TracedEntry {
  readonly tenantName: string;
  readonly at: Date;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
}

/** What a request left in the trails, oldest first: what was done, whether it was, where and when. */
export async function listEntriesOfRequest(
  db: Kysely<DB>,
  request: string,
  limit: number,
): Promise<readonly TracedEntry[]> {
  const { rows } = await sql<TracedEntry>`
    select t.name as "tenantName", e.at, e.action, e.outcome
    from tenants t, lateral (
      select a.at, a.seq, a.action, a.outcome from audit_entries a
      where a.tenant_id = t.id and a.request_id = ${request}
    ) e
    order by e.at, t.id, e.seq limit ${limit}`.execute(db);
  return rows;
}
