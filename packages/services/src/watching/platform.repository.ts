import { readServers, type DB } from '@huibao/db';
import { sql, type Kysely } from 'kysely';

// As huibao_watch, of all tenants: states and instants, which is all that this role sees.

/** How much of the whole platform waits just now; demonstrations aside. */
export interface PlatformState {
  /** Past their date, or their extension's, of terms that still take them. */
  readonly formsOverdue: number;
  /** Submitted, and neither accepted nor returned. */
  readonly formsToReview: number;
  /** With a form that is overdue. */
  readonly bureausLate: number;
  /** Issued, with a superior who hasn't got them. */
  readonly reportsUnsent: number;
  /** Received, and neither accepted nor returned. */
  readonly reportsToReview: number;
  readonly importsAtWork: number;
  /** People with a session that holds. */
  readonly sessions: number;
}

export async function measurePlatform(db: Kysely<DB>, now: Date): Promise<PlatformState> {
  const { rows } = await sql<Record<keyof PlatformState, string>>`
    with shown as (select id from tenants where not is_demo), forms as (
      select s.tenant_id, s.state, coalesce(s.extended_until, c.due_at) < ${now} as is_past
      from collections c join submissions s on s.tenant_id = c.tenant_id and s.collection_id = c.id
      where c.opens_at <= ${now} and c.closes_at > ${now} and c.tenant_id in (select id from shown)
        and s.state in ('draft', 'confirming', 'returned', 'submitted')
    )
    select
      (select count(*) from forms where is_past and state <> 'submitted') as "formsOverdue",
      (select count(*) from forms where state = 'submitted') as "formsToReview",
      (select count(distinct tenant_id) from forms where is_past and state <> 'submitted') as "bureausLate",
      (select count(*) from reports r where r.state = 'issued' and r.tenant_id in (select id from shown)
        and exists (select from dispatches d where d.tenant_id = r.tenant_id and d.report_id = r.id
          and d.kind = 'superior' and d.sent_at is null)) as "reportsUnsent",
      (select count(*) from deliveries where state = 'pending' and tenant_id in (select id from shown)
        ) as "reportsToReview",
      (select count(*) from imports where state in ('reading', 'running')) as "importsAtWork",
      (select count(*) from sessions where expires_at > ${now}) as "sessions"`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the platform can’t be measured');
  return {
    formsOverdue: Number(row.formsOverdue),
    formsToReview: Number(row.formsToReview),
    bureausLate: Number(row.bureausLate),
    reportsUnsent: Number(row.reportsUnsent),
    reportsToReview: Number(row.reportsToReview),
    importsAtWork: Number(row.importsAtWork),
    sessions: Number(row.sessions),
  };
}

export interface DatabaseState {
  /** On all servers that it is divided over. */
  readonly bytes: number;
  /** Since the last piece of the log was archived, by the server that is furthest behind; null where none archives. */
  readonly archivedSecondsAgo: number | null;
  /** Whether the last try to archive one failed, on any of them. */
  readonly isArchivingFailing: boolean;
}

/** What any role may know of the servers. */
export async function measureDatabase(db: Kysely<DB>): Promise<DatabaseState> {
  const servers = await readServers(db);
  const ago = servers.flatMap((server) => server.ago ?? []);
  return {
    bytes: servers.reduce((sum, { bytes }) => sum + bytes, 0),
    archivedSecondsAgo: ago.length === 0 ? null : Math.max(...ago),
    isArchivingFailing: servers.some(({ failing }) => failing),
  };
}
