import { defineStatement, executePrepared, type Actor, type TenantReader, type TenantTransaction } from '@huibao/db';
import { cellId, type Cell, type CellAddress, type CellState, type FormOccupancy } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import { v7 as uuid } from 'uuid';
import { partGiven, partOfNobody, partStanding, type PartGiven, type SubmissionPart } from './part.repository.ts';
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

/** The same of many, by submission; one that nobody has begun isn't among them. */
export async function listCellsOfDrafts(
  trx: TenantReader,
  tenantId: number,
  submissionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly DraftCell[]>> {
  const asked = trx
    .selectFrom('draft_cells')
    .select(['submission_id', 'code', 'key', 'state', 'value', 'version', 'source'])
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`submission_id = any(${[...submissionIds]}::uuid[])`);
  const rows = await executePrepared(trx, asked);
  const bySubmission = Map.groupBy(rows, (row) => row.submission_id);
  return new Map(
    [...bySubmission].map(([id, cells]) => [
      id,
      cells.map(({ submission_id: _, ...cell }) => ({ ...cell, state: cell.state as CellState })),
    ]),
  );
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

/** Cells as a statement is given them, column by column. */
export interface CellsGiven {
  readonly codes: readonly string[];
  readonly keys: readonly string[];
  readonly states: readonly string[];
  readonly values: readonly string[];
  /** Those that were seen. */
  readonly versions: readonly number[];
  readonly source: string;
  readonly fileName: string | null;
  /** Of the row of history: one that PostgreSQL gave would differ by the node (101). */
  readonly saveId: string;
}

export function cellsGiven(
  edits: readonly CellEdit[],
  { source, fileName }: Pick<CellWriter, 'source' | 'fileName'>,
): CellsGiven {
  return {
    codes: column(edits, 'code'),
    keys: column(edits, 'key'),
    states: column(edits, 'state'),
    values: column(edits, 'value'),
    versions: edits.map((edit) => edit.version),
    source,
    fileName: fileName ?? null,
    saveId: uuid(),
  };
}

/** A row of what was saved, `wasSaved`, with its new version; else of what wasn't, as it stands. */
interface SavedRow {
  readonly part: SubmissionPart;
  readonly wasSaved: boolean | null;
  readonly code: string;
  readonly key: string;
  readonly version: number;
  readonly state: CellState;
  readonly value: string;
  readonly by: string;
  readonly at: Date | null;
}

const savingCells = (standing: (given: PartGiven) => RawBuilder<unknown>) =>
  defineStatement<PartGiven & CellsGiven, SavedRow>((_, given) => {
    const of = sql`${given.tenantId}::int, ${given.submissionId}::uuid`;
    const [by, at] = [sql`${given.userId}::uuid`, sql`${given.since}::timestamptz`];
    return sql<SavedRow>`
    with ${standing(given)}, edit as (
      select * from unnest(
        ${given.codes}::text[], ${given.keys}::text[], ${given.states}::text[], ${given.values}::text[],
        ${given.versions}::int[]
      ) as e(code, key, state, value, seen)
    ), changed as (
      update draft_cells d set state = e.state, value = e.value, version = d.version + 1, source = ${given.source},
        updated_by = ${by}, updated_at = ${at}
      from edit e, standing
      where part = 'reporting' and (d.tenant_id, d.submission_id) = (${of}) and d.code = e.code and d.key = e.key
        and e.seen > 0 and d.version = e.seen
      returning d.code, d.key, d.state, d.value, d.version
    ), added as (
      -- By a name of its own: else Citus 13.2 sends a shard columns of a table that it doesn't name.
      insert into draft_cells as n (
        tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at
      )
      select s.tenant_id, s.id, s.unit_id, e.code, e.key, e.state, e.value, 1, ${given.source}, ${by}, ${at}
      from submissions s, standing, edit e
      where (s.tenant_id, s.id) = (${of}) and part = 'reporting' and e.seen = 0
        -- Under the lock it can be asked: a row that might meet another costs twice what one does that can't.
        and not exists (
          select from draft_cells d
          where (d.tenant_id, d.submission_id) = (${of}) and d.code = e.code and d.key = e.key
        )
      returning n.code, n.key, n.state, n.value, n.version
    ), saved as (
      select * from changed union all select * from added
    ), kept as (
      insert into cell_saves (
        tenant_id, submission_id, id, unit_id, source, file_name, changed_by, changed_at,
        codes, keys, versions, states, "values"
      )
      select s.tenant_id, s.id, ${given.saveId}::uuid, s.unit_id, ${given.source}, ${given.fileName}::text, ${by}, ${at},
        array_agg(code), array_agg(key), array_agg(version), array_agg(saved.state), array_agg(value)
      from submissions s, saved where (s.tenant_id, s.id) = (${of}) group by s.tenant_id, s.id, s.unit_id
    ), touched as (
      update submissions set saved_at = ${at}, saved_by = ${by}
      where (tenant_id, id) = (${of}) and exists (select 1 from standing where part = 'reporting')
    ), lost as materialized (
      select code, key from edit
      where not exists (select 1 from saved where saved.code = edit.code and saved.key = edit.key)
    )
    select part, true as "wasSaved", code, key, version, '' as state, '' as value, '' as by, null::timestamptz as at
    from standing, saved
    union all
    select part, false, lost.code, lost.key, coalesce(d.version, 0), coalesce(d.state, 'missing'), coalesce(d.value, ''),
      coalesce(u.name, ''), d.updated_at
    from standing, lost
    left join draft_cells d on (d.tenant_id, d.submission_id) = (${of}) and d.code = lost.code and d.key = lost.key
    left join users u on u.tenant_id = d.tenant_id and u.id = d.updated_by`;
  });

const savingAsPerson = savingCells(partStanding);
const savingAsNobody = savingCells(() => partOfNobody('reporting'));

/**
 * Writes the cells whose version is the one that was seen, with their history; the others come back as conflicts, as
 * they stand. The submission is locked by the caller, in a statement before: what is shown of a conflict is what the
 * other saved. Who writes takes part in it as one who reports (`takePartIn`), in the same statement: a save is what
 * comes most often. As the transaction's last it goes out with the commit.
 * @throws `submission.own_report` for who reviews it, and nothing is written.
 */
export async function writeCells(
  trx: TenantTransaction,
  tenantId: number,
  submission: Submission,
  edits: readonly CellEdit[],
  { actor, at, source, fileName }: CellWriter,
  { isLast = false } = {},
): Promise<WrittenCells> {
  if (edits.length === 0) return { saved: [], conflicts: [] };
  const saving = actor.role === 'system' ? savingAsNobody : savingAsPerson;
  const given = {
    ...partGiven(tenantId, { submission, actor, part: 'reporting', since: at }),
    ...cellsGiven(edits, { source, fileName }),
  };
  const rows = await (isLast ? saving.runLast(trx, given) : saving.run(trx, given));
  requirePart('reporting', rows[0]?.part);
  const [saved, lost] = [rows.filter((row) => row.wasSaved), new Map<string, SavedRow>()];
  for (const row of rows) if (!row.wasSaved) lost.set(cellId(row), row);
  return {
    saved: saved.map(({ code, key, version }) => ({ code, key, version })),
    conflicts: edits.flatMap((edit) => {
      const stands = lost.get(cellId(edit));
      if (!stands) return [];
      const { code, key, state, value, version, by, at } = stands;
      return [{ code, key, state, value, version, by, at: at?.toISOString() ?? '' }];
    }),
  };
}

function column(cells: readonly Cell[], name: 'code' | 'key' | 'state' | 'value'): string[] {
  return cells.map((cell) => cell[name]);
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
  const [source, version] = ['carried_over', 1];
  for (let start = 0; start < cells.length; start += rowsPerInsert) {
    const rows = cells.slice(start, start + rowsPerInsert).map((cell) => ({
      tenant_id: tenantId,
      submission_id: cell.submissionId,
      unit_id: cell.unitId,
      code: cell.code,
      key: cell.key,
      state: cell.state,
      value: cell.value,
      version,
      source,
      updated_by: by,
      updated_at: at,
    }));
    await trx.insertInto('draft_cells').values(rows).execute();
  }
  const drafts = [...Map.groupBy(cells, (cell) => cell.submissionId).values()];
  for (let start = 0; start < drafts.length; start += rowsPerInsert) {
    const saves = drafts.slice(start, start + rowsPerInsert).flatMap((draft) => {
      const [first] = draft;
      if (!first) return [];
      return {
        tenant_id: tenantId,
        submission_id: first.submissionId,
        unit_id: first.unitId,
        source,
        changed_by: by,
        changed_at: at,
        codes: column(draft, 'code'),
        keys: column(draft, 'key'),
        versions: draft.map(() => version),
        states: column(draft, 'state'),
        values: column(draft, 'value'),
      };
    });
    await trx.insertInto('cell_saves').values(saves).execute();
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
  const { rows } = await sql<CellChange>`
    select c.version, c.state, c.value, h.source, h.file_name as "fileName", h.changed_at as at,
      coalesce(u.name, '') as by
    from cell_saves h
    cross join lateral unnest(h.codes, h.keys, h.versions, h.states, h."values") as c(code, key, version, state, value)
    left join users u on u.tenant_id = h.tenant_id and u.id = h.changed_by
    where h.tenant_id = ${tenantId} and h.submission_id = ${submissionId} and ${code} = any(h.codes)
      and c.code = ${code} and c.key = ${key}
      and (${until ?? null}::timestamptz is null or h.changed_at <= ${until ?? null}::timestamptz)
    order by c.version desc
    limit ${limit}`.execute(trx);
  return rows;
}
