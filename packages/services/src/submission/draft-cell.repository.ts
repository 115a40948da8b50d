import { executePrepared, type Actor, type TenantReader, type TenantTransaction } from '@huibao/db';
import { cellId, type Cell, type CellAddress, type CellState, type FormOccupancy } from '@huibao/domain';
import { sql } from 'kysely';
import { partStanding, type SubmissionPart } from './part.repository.ts';
import type { Submission } from './submission.repository.ts';
import { requirePart } from './take-part.ts';

export interface DraftCell extends Cell {
  readonly version: number;
  readonly source: string;
}

export async function listDraftCells(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
): Promise<readonly DraftCell[]> {
  const rows = await trx
    .selectFrom('draft_cells')
    .select(['code', 'key', 'state', 'value', 'version', 'source'])
    .where('tenant_id', '=', tenantId)
    .where('submission_id', '=', submissionId)
    .orderBy('code')
    .orderBy('key')
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as CellState }));
}

/** A cell as it is to be, and the version that was seen; 0 for one never saved. */
export type CellEdit = Cell & { readonly version: number };

export interface WrittenCells {
  readonly saved: readonly { readonly code: string; readonly key: string; readonly version: number }[];
  /** Cells that somebody else changed meanwhile: nothing was overwritten. */
  readonly conflicts: readonly SignedCell[];
}

/** A cell as it stands, and who wrote it when (ISO); '' where nobody has. */
export type SignedCell = Cell & { readonly version: number; readonly by: string; readonly at: string };

/** How full a draft is, with what is filled of the rows that the addresses stand in. */
export async function countOccupancy(
  trx: TenantTransaction,
  tenantId: number,
  submissionId: string,
  addresses: readonly CellAddress[],
): Promise<FormOccupancy> {
  const { rows: counted } = await sql<{ register: string; rows: number; cells: number }>`
    select split_part(code, '.', 1) as register, count(distinct key)::int as rows, count(*)::int as cells
    from draft_cells
    where tenant_id = ${tenantId} and submission_id = ${submissionId} and state <> 'missing'
    group by 1`.execute(trx);
  const { rows: filled } = await sql<CellAddress>`
    select code, key from draft_cells
    where tenant_id = ${tenantId} and submission_id = ${submissionId} and state <> 'missing'
      and key = any(${[...new Set(addresses.map(({ key }) => key))]}::text[])`.execute(trx);
  return {
    rows: new Map(counted.map(({ register, rows }) => [register, rows])),
    cells: counted.reduce((sum, { cells }) => sum + cells, 0),
    filled,
  };
}

/** By whom, when, and from where cells are written. */
export interface CellWriter {
  readonly actor: Pick<Actor, 'userId' | 'role'>;
  readonly at: Date;
  /** `page`, `paste`, `excel`, `register`, `carried_over`, `prefilled`. */
  readonly source: string;
  /** The workbook's, where the source is one; of what is prefilled, from where, as JSON in both languages. */
  readonly fileName?: string | undefined;
}

/**
 * Upserts the cells whose version is the one that was seen, with their history; the others come back as conflicts. The
 * submission is locked by the caller. Who writes takes part in it as one who reports (`takePartIn`), in the same
 * statement: a save is what comes most often.
 * @throws `submission.own_report` for who reviews it, and nothing is written.
 */
export async function writeCells(
  trx: TenantTransaction,
  tenantId: number,
  submission: Submission,
  edits: readonly CellEdit[],
  { actor, at, source, fileName }: CellWriter,
): Promise<WrittenCells> {
  if (edits.length === 0) return { saved: [], conflicts: [] };
  const [of, by] = [sql`${tenantId}::int, ${submission.id}::uuid`, sql`${actor.userId}::uuid`];
  const rows = await executePrepared(
    trx,
    sql<{ part: SubmissionPart; code: string | null; key: string; version: number }>`
    with ${partStanding(tenantId, { submission, actor, part: 'reporting', since: at })}, edit as (
      select * from unnest(
        ${column(edits, 'code')}::text[], ${column(edits, 'key')}::text[], ${column(edits, 'state')}::text[],
        ${column(edits, 'value')}::text[], ${edits.map((edit) => edit.version)}::int[]
      ) as e(code, key, state, value, seen)
    ), saved as (
      insert into draft_cells as d (
        tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at
      )
      select ${of}, ${submission.unitId}, code, key, state, value, 1, ${source}, ${by}, ${at}
      from edit, standing where part = 'reporting' and (seen = 0 or exists (
        select 1 from draft_cells c
        where (c.tenant_id, c.submission_id) = (${of}) and c.code = edit.code and c.key = edit.key
      ))
      on conflict (tenant_id, submission_id, code, key) do update
        set state = excluded.state, value = excluded.value, version = d.version + 1, source = excluded.source,
          updated_by = excluded.updated_by, updated_at = excluded.updated_at
        where d.version = (select seen from edit where edit.code = d.code and edit.key = d.key)
      returning code, key, state, value, version
    ), kept as (
      insert into cell_changes (
        tenant_id, submission_id, unit_id, code, key, version, state, value, source, changed_by, changed_at, file_name
      )
      select ${of}, ${submission.unitId}, code, key, version, state, value, ${source}, ${by}, ${at}, ${fileName ?? null}::text
      from saved
    ), touched as (
      update submissions set saved_at = ${at}, saved_by = ${by} where (tenant_id, id) = (${of})
    ) select part, code, key, version from standing left join saved on true`,
  );
  requirePart('reporting', rows[0]?.part);
  const saved = rows.flatMap(({ code, key, version }) => (code === null ? [] : [{ code, key, version }]));
  const done = new Set(saved.map(cellId));
  const lost = edits.filter((edit) => !done.has(cellId(edit)));
  return { saved, conflicts: await listSignedCells(trx, tenantId, submission.id, lost) };
}

function column(edits: readonly CellEdit[], name: 'code' | 'key' | 'state' | 'value'): string[] {
  return edits.map((edit) => edit[name]);
}

/** These cells as they stand now, in the order asked. */
export async function listSignedCells(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
  asked: readonly CellAddress[],
): Promise<readonly SignedCell[]> {
  if (asked.length === 0) return [];
  const rows = await trx
    .selectFrom('draft_cells as d')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.updated_by'))
    .select(['d.code', 'd.key', 'd.state', 'd.value', 'd.version', 'd.updated_at', 'u.name'])
    .where('d.tenant_id', '=', tenantId)
    .where('d.submission_id', '=', submissionId)
    .where(
      'd.code',
      'in',
      asked.map((cell) => cell.code),
    )
    .execute();
  const found = new Map(rows.map((row) => [cellId(row), row]));
  return asked.map(({ code, key }) => {
    const row = found.get(cellId({ code, key }));
    return {
      code,
      key,
      state: (row?.state ?? 'missing') as CellState,
      value: row?.value ?? '',
      version: row?.version ?? 0,
      by: row?.name ?? '',
      at: row?.updated_at.toISOString() ?? '',
    };
  });
}

/** Cells of drafts that hold something, by submission. */
export async function listFilledCells(
  trx: TenantReader,
  tenantId: number,
  submissionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Cell[]>> {
  if (submissionIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('draft_cells')
    .select(['submission_id', 'code', 'key', 'state', 'value'])
    .where('tenant_id', '=', tenantId)
    // One text for any number of them.
    .where(sql<boolean>`submission_id = any(${[...submissionIds]}::uuid[])`)
    .where('state', '<>', 'missing')
    .execute();
  const cells = rows.map(({ submission_id: submissionId, code, key, state, value }) => ({
    submissionId,
    cell: { code, key, state: state as CellState, value },
  }));
  const bySubmission = Map.groupBy(cells, (row) => row.submissionId);
  return new Map([...bySubmission].map(([id, group]) => [id, group.map(({ cell }) => cell)]));
}

/** A cell that a new term begins with. */
export type CarriedCell = Cell & { readonly submissionId: string; readonly unitId: number };

/** PostgreSQL takes so many rows of so many parameters in one statement. */
const rowsPerInsert = 2000;

export async function insertCarriedCells(
  trx: TenantTransaction,
  tenantId: number,
  cells: readonly CarriedCell[],
  by: string,
  at: Date,
): Promise<void> {
  for (let start = 0; start < cells.length; start += rowsPerInsert) {
    const rows = cells.slice(start, start + rowsPerInsert).map((cell) => ({
      tenant_id: tenantId,
      submission_id: cell.submissionId,
      unit_id: cell.unitId,
      code: cell.code,
      key: cell.key,
      state: cell.state,
      value: cell.value,
      version: 1,
      source: 'carried_over',
    }));
    await trx
      .insertInto('draft_cells')
      .values(rows.map((row) => ({ ...row, updated_by: by, updated_at: at })))
      .execute();
    await trx
      .insertInto('cell_changes')
      .values(rows.map((row) => ({ ...row, changed_by: by, changed_at: at })))
      .execute();
  }
}

export interface CellChange {
  readonly version: number;
  readonly state: CellState;
  readonly value: string;
  readonly source: string;
  readonly fileName: string | null;
  readonly at: Date;
  readonly by: string;
}

/** Newest first. */
export async function listCellChanges(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
  { code, key }: Pick<Cell, 'code' | 'key'>,
  { until, limit }: { readonly until?: Date; readonly limit: number },
): Promise<readonly CellChange[]> {
  const rows = await trx
    .selectFrom('cell_changes as h')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'h.tenant_id').onRef('u.id', '=', 'h.changed_by'))
    .select(['h.version', 'h.state', 'h.value', 'h.source', 'h.file_name', 'h.changed_at', 'u.name'])
    .where('h.tenant_id', '=', tenantId)
    .where('h.submission_id', '=', submissionId)
    .where('h.code', '=', code)
    .where('h.key', '=', key)
    .$if(until !== undefined, (q) => q.where('h.changed_at', '<=', until ?? null))
    .orderBy('h.version', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    state: row.state as CellState,
    value: row.value,
    source: row.source,
    fileName: row.file_name,
    at: row.changed_at,
    by: row.name ?? '',
  }));
}
