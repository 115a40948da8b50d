import { executePrepared, sendAhead, type TenantReader, type TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';

/** A row of a tenant's chain. */
export interface AuditEntry {
  readonly tenantId: number;
  readonly seq: string;
  /** ISO instant. */
  readonly at: string;
  /** Null where nobody in person acted. */
  readonly userId: string | null;
  readonly userName: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
  readonly outcome: 'done' | 'refused';
  /** Where a request brought it about; entries before 2026-11 have none. */
  readonly requestId?: string;
  /** The hash of the entry before. */
  readonly previous: Buffer;
  readonly hash: Buffer;
}

export interface AuditHead {
  readonly tenantId: number;
  readonly seq: string;
  readonly hash: Buffer;
}

/** The end of the tenant's chain, locked to the transaction's end; the first lock makes it. */
export async function lockAuditHead(
  trx: TenantTransaction,
  tenantId: number,
  genesis: Buffer,
): Promise<Omit<AuditHead, 'tenantId'>> {
  const locked = sql<{ seq: string; hash: Buffer }>`
    insert into audit_heads as h (tenant_id, seq, hash) values (${tenantId}, 0, ${genesis})
    on conflict (tenant_id) do update set seq = h.seq returning seq, hash`;
  const [head] = await executePrepared(trx, locked);
  if (!head) throw new Error('the audit head can not be read');
  return head;
}

export async function updateAuditHead(trx: TenantTransaction, { tenantId, seq, hash }: AuditHead): Promise<void> {
  await sendAhead(trx, trx.updateTable('audit_heads').set({ seq, hash }).where('tenant_id', '=', tenantId));
}

/** All of one tenant, whose head is locked: beside it they are written, wherever it lies. */
export async function insertAuditEntries(
  trx: TenantTransaction,
  tenantId: number,
  entries: readonly AuditEntry[],
): Promise<void> {
  const all = <K extends keyof AuditEntry>(key: K): AuditEntry[K][] => entries.map((entry) => entry[key]);
  const inserted = sql`
    insert into audit_entries (
      tenant_id, seq, at, user_id, user_name, action, subject, detail, outcome, request_id, previous, hash
    )
    select h.tenant_id, e.* from audit_heads h, unnest(
      ${all('seq')}::bigint[], ${all('at')}::timestamptz[], ${all('userId')}::uuid[],
      ${all('userName')}::text[], ${all('action')}::text[], ${all('subject')}::text[],
      ${all('detail').map((detail) => JSON.stringify(detail))}::jsonb[], ${all('outcome')}::text[],
      ${entries.map(({ requestId }) => requestId ?? null)}::text[], ${all('previous')}::bytea[],
      ${all('hash')}::bytea[]
    ) e where h.tenant_id = ${tenantId}`;
  await sendAhead(trx, inserted);
}

/** So many entries of the chain after a sequence number, oldest first. */
export async function listChain(
  trx: TenantReader,
  tenantId: number,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly AuditEntry[]> {
  const rows = await trx
    .selectFrom('audit_entries')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    tenantId,
    seq: row.seq,
    at: row.at.toISOString(),
    userId: row.user_id,
    userName: row.user_name,
    action: row.action,
    subject: row.subject,
    detail: row.detail,
    // As it stands: the hash covers it.
    outcome: row.outcome as AuditEntry['outcome'],
    ...(row.request_id === null ? {} : { requestId: row.request_id }),
    previous: row.previous,
    hash: row.hash,
  }));
}

export interface AuditPage {
  /** Entries older than this sequence number. */
  readonly before: string | undefined;
  /** The beginning of the action's name: its area, `.`, and whatever more. */
  readonly action: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function listAuditEntries(
  trx: TenantReader,
  tenantId: number,
  { before, action, limit }: AuditPage,
): Promise<
  readonly Pick<AuditEntry, 'seq' | 'at' | 'userName' | 'action' | 'subject' | 'detail' | 'outcome' | 'requestId'>[]
> {
  const rows = await trx
    .selectFrom('audit_entries')
    .select(['seq', 'at', 'user_name', 'action', 'subject', 'detail', 'outcome', 'request_id'])
    .where('tenant_id', '=', tenantId)
    .$if(before !== undefined, (q) => q.where('seq', '<', before ?? ''))
    .$if(action?.includes('.') === true, (q) => q.where('area', '=', action?.split('.')[0] ?? ''))
    .$if(Boolean(action), (q) => q.where('action', 'like', `${(action ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at.toISOString(),
    userName: row.user_name,
    action: row.action,
    subject: row.subject,
    detail: row.detail,
    outcome: outcomeOf(row.outcome),
    ...(row.request_id === null ? {} : { requestId: row.request_id }),
  }));
}

/** Of those of these ids that are people or units of the tenant's: the names, by id. */
export async function namesByIds(
  trx: TenantReader,
  tenantId: number,
  { people, units }: { readonly people: readonly string[]; readonly units: readonly number[] },
): Promise<{ readonly people: Readonly<Record<string, string>>; readonly units: Readonly<Record<string, string>> }> {
  if (people.length === 0 && units.length === 0) return { people: {}, units: {} };
  const named = sql<{ isPerson: boolean; id: string; name: string }>`
    select true as "isPerson", id::text, name from users where tenant_id = ${tenantId} and id = any (${people}::uuid[])
    union all
    select false, id::text, name from org_units where tenant_id = ${tenantId} and id = any (${units}::int[])`;
  const rows = await executePrepared(trx, named);
  const of = (person: boolean) =>
    Object.fromEntries(rows.filter(({ isPerson }) => isPerson === person).map(({ id, name }) => [id, name]));
  return { people: of(true), units: of(false) };
}

function outcomeOf(text: string): AuditEntry['outcome'] {
  return text === 'refused' ? 'refused' : 'done';
}
