import type { TenantReader, TenantTransaction } from '@huibao/db';
import type { Cell, CellAddress } from '@huibao/domain';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';

/** What was typed into a cell that the form asks for no more. */
export interface ParkedCell extends CellAddress {
  readonly id: string;
  readonly state: 'not_applicable' | 'value';
  readonly value: string;
  /** The issue whose form asked it. */
  readonly issueNo: number;
  readonly by: string;
  readonly at: Date;
}

/** Those not restored, in the order in which they were set aside. */
export async function listParkedCells(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
): Promise<readonly ParkedCell[]> {
  const rows = await trx
    .selectFrom('parked_cells as p')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'p.tenant_id').onRef('u.id', '=', 'p.written_by'))
    .select(['p.id', 'p.code', 'p.key', 'p.state', 'p.value', 'p.issue_no', 'p.written_at', 'u.name'])
    .where('p.tenant_id', '=', tenantId)
    .where('p.submission_id', '=', submissionId)
    .where('p.restored_at', 'is', null)
    .orderBy('p.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    key: row.key,
    state: row.state as ParkedCell['state'],
    value: row.value,
    issueNo: row.issue_no,
    by: row.name ?? '',
    at: row.written_at,
  }));
}

/** A cell of a draft that its new form doesn't ask for. */
export interface DisplacedCell extends CellAddress {
  readonly submissionId: string;
  readonly issueNo: number;
  /** False of a count that a sensitive register feeds: nobody typed it. */
  readonly isTyped: boolean;
}

/**
 * Takes cells out of their drafts, with their history, and keeps beside the draft what they held and who wrote it. The
 * submissions are locked by the caller.
 */
export async function parkDraftCells(
  trx: TenantTransaction,
  tenantId: number,
  cells: readonly DisplacedCell[],
  by: string,
  at: Date,
): Promise<void> {
  if (cells.length === 0) return;
  await sql`
    with gone as (
      select d.*, g.id, g.issue_no, g.is_typed
      from unnest(
        ${cells.map(() => uuid())}::uuid[], ${cells.map((cell) => cell.submissionId)}::uuid[],
        ${cells.map((cell) => cell.code)}::text[], ${cells.map((cell) => cell.key)}::text[],
        ${cells.map((cell) => cell.issueNo)}::int[], ${cells.map((cell) => cell.isTyped)}::boolean[]
      ) as g(id, submission, code, key, issue_no, is_typed)
      join draft_cells d on d.tenant_id = ${tenantId} and d.submission_id = g.submission
        and d.code = g.code and d.key = g.key and d.state <> 'missing'
    ), kept as (
      insert into parked_cells (
        tenant_id, submission_id, id, unit_id, issue_no, code, key, state, value, written_by, written_at, parked_at
      )
      select s.tenant_id, s.id, g.id, s.unit_id, g.issue_no, g.code, g.key, g.state, g.value, g.updated_by, g.updated_at,
        ${at}
      from gone g join submissions s on s.tenant_id = ${tenantId} and s.id = g.submission_id where g.is_typed
    ), changed as (
      insert into cell_saves (
        tenant_id, submission_id, id, unit_id, source, changed_by, changed_at, codes, keys, versions, states, "values"
      )
      select s.tenant_id, s.id, ${uuid()}::uuid, s.unit_id, 'parked', ${by}::uuid, ${at}, array_agg(code), array_agg(key),
        array_agg(version + 1), array_agg('missing'::text), array_agg(''::text)
      from gone g join submissions s on s.tenant_id = ${tenantId} and s.id = g.submission_id
      group by s.tenant_id, s.id, s.unit_id
    )
    update draft_cells d set state = 'missing', value = '', version = d.version + 1, source = 'parked',
      updated_by = ${by}::uuid, updated_at = ${at}
    from gone g
    where d.tenant_id = ${tenantId} and d.submission_id = g.submission_id and d.code = g.code and d.key = g.key`.execute(
    trx,
  );
}

/**
 * Keeps what was typed against an older issue's form, where its cell isn't any more. The same again, as of a save whose
 * answer was lost, is kept once.
 */
export async function parkTypedCells(
  trx: TenantTransaction,
  tenantId: number,
  submission: { readonly id: string; readonly unitId: number },
  issueNo: number,
  cells: readonly Cell[],
  by: string,
  at: Date,
): Promise<void> {
  if (cells.length === 0) return;
  await sql`
    insert into parked_cells (
      tenant_id, submission_id, id, unit_id, issue_no, code, key, state, value, written_by, written_at, parked_at
    )
    select s.tenant_id, s.id, t.id, s.unit_id, ${issueNo}::smallint, t.code, t.key, t.state, t.value,
      ${by}::uuid, ${at}, ${at}
    from submissions s, unnest(
      ${cells.map(() => uuid())}::uuid[], ${cells.map((cell) => cell.code)}::text[],
      ${cells.map((cell) => cell.key)}::text[], ${cells.map((cell) => cell.state)}::text[],
      ${cells.map((cell) => cell.value)}::text[]
    ) as t(id, code, key, state, value)
    where s.tenant_id = ${tenantId} and s.id = ${submission.id} and not exists (
      select from parked_cells p
      where p.tenant_id = ${tenantId} and p.submission_id = ${submission.id} and p.restored_at is null
        and p.code = t.code and p.key = t.key and p.state = t.state and p.value = t.value
    )`.execute(trx);
}

export async function countParkedCells(trx: TenantReader, tenantId: number, submissionId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('parked_cells')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('tenant_id', '=', tenantId)
    .where('submission_id', '=', submissionId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function markRestored(
  trx: TenantTransaction,
  tenantId: number,
  submissionId: string,
  ids: readonly string[],
  by: string,
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('parked_cells')
    .set({ restored_by: by, restored_at: at })
    .where('tenant_id', '=', tenantId)
    .where('submission_id', '=', submissionId)
    .where('id', 'in', [...ids])
    .execute();
}
