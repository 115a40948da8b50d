import { executePrepared, type TenantTransaction } from '@huibao/db';
import { sql, type RawBuilder } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { CellWriter } from './draft-cell.repository.ts';

/** A row of what is to be written: a cell of a draft, and the version that was seen, 0 where there was none. */
export interface ImportedEdit {
  readonly submission_id: string;
  readonly unit_id: number;
  readonly code: string;
  readonly key: string;
  readonly state: string;
  readonly value: string;
  readonly seen: number;
}

/**
 * Writes cells of many drafts, each whose version is the one that was seen, with their history and when the draft was
 * saved, in one statement: `writeCells` for many at once. The submissions are locked by the caller, who has taken part
 * in each, in a statement before. Answers how many were written of each; what somebody else had changed stands as it
 * was.
 *
 * Each row goes by the key: joined with the drafts, a bureau that PostgreSQL knows no statistics of yet was read whole
 * for every value. No draft's cell is ever deleted, so that what was seen is there.
 */
export async function writeImportedCells(
  trx: TenantTransaction,
  tenantId: number,
  submissionIds: readonly string[],
  edits: RawBuilder<ImportedEdit>,
  { actor, at, source, fileName }: CellWriter,
): Promise<ReadonlyMap<string, number>> {
  const inserting = sql`
      insert into draft_cells (
        tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at
      )
      select e.tenant_id, e.submission_id, e.unit_id, e.code, e.key, e.state, e.value, e.seen + 1, ${source},
        ${actor.userId}::uuid, ${at}::timestamptz
      from edit e`;
  const writing = sql<{ submission_id: string; written: number }>`
    with draft as materialized (
      select s.tenant_id, s.id, s.unit_id, exists (
        select from draft_cells d where d.tenant_id = ${tenantId}::int and d.submission_id = s.id
      ) as is_begun
      from submissions s where s.tenant_id = ${tenantId}::int and s.id = any(${[...submissionIds]}::uuid[])
    ), edit as (
      select s.tenant_id, s.id as submission_id, s.unit_id, e.code, e.key, e.state, e.value, e.seen, s.is_begun
      from (${edits}) e join draft s on s.id = e.submission_id
    ), added as (${inserting}
      -- Under the lock it can be asked: a row that might meet another costs twice what one does that can't.
      -- Of a draft that has no cells, which most of a file's are, it is asked once.
      where e.seen = 0 and (not e.is_begun or (
        select true from draft_cells d
        where d.tenant_id = ${tenantId}::int and d.submission_id = e.submission_id and d.code = e.code and d.key = e.key
      ) is null)
      returning submission_id, code, key, state, value, version
    ), changed as (${inserting}
      where e.seen > 0
      on conflict (tenant_id, submission_id, code, key) do update set state = excluded.state, value = excluded.value,
        version = excluded.version, source = excluded.source, updated_by = excluded.updated_by,
        updated_at = excluded.updated_at
      where draft_cells.version = excluded.version - 1
      returning submission_id, code, key, state, value, version
    ), written as (
      select submission_id, count(*)::int as written, array_agg(code) as codes, array_agg(key) as keys,
        array_agg(version) as versions, array_agg(state) as states, array_agg(value) as "values"
      from (select * from added union all select * from changed) w group by submission_id
    ), kept as (
      insert into cell_saves (
        tenant_id, submission_id, id, unit_id, source, file_name, changed_by, changed_at,
        codes, keys, versions, states, "values"
      )
      select s.tenant_id, s.id, ${uuid()}::uuid, s.unit_id, ${source}, ${fileName ?? null}::text, ${actor.userId}::uuid,
        ${at}::timestamptz, w.codes, w.keys, w.versions, w.states, w."values"
      from written w join submissions s on s.tenant_id = ${tenantId}::int and s.id = w.submission_id
    ), touched as (
      update submissions s set saved_at = ${at}::timestamptz, saved_by = ${actor.userId}::uuid
      from written w where s.tenant_id = ${tenantId}::int and s.id = w.submission_id
    )
    select submission_id, written from written`;
  const rows = await executePrepared(trx, writing);
  return new Map(rows.map((row) => [row.submission_id, row.written]));
}
