import type { DB } from '@huibao/db';
import type { Localized } from '@huibao/domain';
import { sql, type Kysely } from 'kysely';

// As huibao_watch: what waits for Temporal, and what a worker gave up.

/** A message to a workflow that Temporal refused. */
export interface ParkedMessage {
  readonly tenantId: number;
  readonly id: string;
  readonly tenantName: string;
  readonly workflow: string;
  readonly signal: string | null;
  readonly attempts: number;
  /** Temporal's own words. */
  readonly failure: string;
  readonly createdAt: Date;
  readonly nextAt: Date | null;
}

/** Of each workflow the one that holds up the others; those that wait longest first. */
export async function listParked(db: Kysely<DB>, limit: number): Promise<readonly ParkedMessage[]> {
  const rows = await db
    .selectFrom('outbox as o')
    .innerJoin('tenants as t', 't.id', 'o.tenant_id')
    .select([
      'o.tenant_id',
      'o.id',
      't.name',
      'o.workflow',
      'o.signal',
      'o.attempts',
      'o.failure',
      'o.created_at',
      'o.next_at',
    ])
    .where('o.sent_at', 'is', null)
    .where('o.attempts', '>', 0)
    .orderBy('o.created_at')
    .orderBy('o.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    id: row.id,
    tenantName: row.name,
    workflow: row.workflow,
    signal: row.signal,
    attempts: row.attempts,
    failure: row.failure,
    createdAt: row.created_at,
    nextAt: row.next_at,
  }));
}

/** Whether it waits still, refused. */
export async function isParked(db: Kysely<DB>, tenantId: number, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .where('attempts', '>', 0)
    .executeTakeFirst();
  return row !== undefined;
}

/** The relay takes it in its next round, a second from now. One that was sent meanwhile stays sent. */
export async function retryNow(db: Kysely<DB>, tenantId: number, id: string, now: Date): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ next_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .where('attempts', '>', 0)
    .execute();
}

export interface WatchedImport {
  readonly tenantName: string;
  /** By its title. */
  readonly programme: Localized;
  readonly year: number;
  readonly period: number;
  readonly state: 'reading' | 'running' | 'failed';
  readonly begunAt: Date;
  readonly endedAt: Date | null;
}

/** Those at work, and those that a worker gave up since then. A file that couldn't be read is its sender's to mend. */
export async function listImportsOfAll(db: Kysely<DB>, since: Date, limit: number): Promise<readonly WatchedImport[]> {
  const { rows } = await sql<{
    name: string;
    programme: Localized;
    year: number;
    period: number;
    state: WatchedImport['state'];
    begun_at: Date;
    ended_at: Date | null;
  }>`
    select t.name, c.year, c.period, i.state, i.begun_at, i.ended_at,
      coalesce(
        (
          select issue.title from editions e
          join edition_issues issue on issue.owner_tenant_id = e.owner_tenant_id and issue.edition_id = e.id
          where e.owner_tenant_id = c.owner_tenant_id and e.programme_code = c.programme_code and e.year = c.year
          order by issue.no desc limit 1
        ),
        jsonb_build_object('zh', c.programme_code, 'en', c.programme_code)
      ) as programme
    from imports i
      join tenants t on t.id = i.tenant_id
      join collections c on c.tenant_id = i.tenant_id and c.id = i.collection_id
    where i.state in ('reading', 'running')
      or i.state = 'failed' and i.failure = 'import.gave_up' and i.ended_at > ${since}
    order by i.state = 'failed' desc, i.begun_at limit ${limit}`.execute(db);
  return rows.map((row) => ({
    tenantName: row.name,
    programme: row.programme,
    year: row.year,
    period: row.period,
    state: row.state,
    begunAt: row.begun_at,
    endedAt: row.ended_at,
  }));
}
