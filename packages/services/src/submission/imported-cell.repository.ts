import type { TenantTransaction } from '@huibao/db';
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
 * in each. Answers how many were written of each; what somebody else had changed stands as it was.
 *
 * Each row goes by the key: joined with the drafts, a bureau that PostgreSQL knows no statistics of yet was read whole
 * for every value. No draft's cell is ever deleted, so that what was seen is there.
 */
export async function writeImportedCells(
  trx: TenantTransaction,
  tenantId: number,
  edits: RawBuilder<ImportedEdit>,
  { actor, at, source, fileName }: CellWriter,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ submission_id: string; written: number }>`
    with saved as (
      insert into draft_cells (
        tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at
      )
      select s.tenant_id, s.id, s.unit_id, edit.code, edit.key, edit.state, edit.value, edit.seen + 1, ${source},
        ${actor.userId}::uuid, ${at}::timestamptz
      from (${edits}) as edit
      join submissions s on s.tenant_id = ${tenantId}::int and s.id = edit.submission_id
      on conflict (tenant_id, submission_id, code, key) do update set state = excluded.state, value = excluded.value,
        version = excluded.version, source = excluded.source, updated_by = excluded.updated_by,
        updated_at = excluded.updated_at
      where draft_cells.version = excluded.version - 1
      returning submission_id, unit_id, code, key, state, value, version
    ), kept as (
      insert into cell_saves (
        tenant_id, submission_id, id, unit_id, source, file_name, changed_by, changed_at,
        codes, keys, versions, states, "values"
      )
      select s.tenant_id, s.id, ${uuid()}::uuid, s.unit_id, ${source}, ${fileName ?? null}::text, ${actor.userId}::uuid,
        ${at}::timestamptz, array_agg(code), array_agg(key), array_agg(version), array_agg(w.state), array_agg(value)
      from saved w join submissions s on s.tenant_id = ${tenantId}::int and s.id = w.submission_id
      group by s.tenant_id, s.id, s.unit_id
    ), counted as (
      select submission_id, count(*)::int as written from saved group by submission_id
    ), touched as (
      update submissions s set saved_at = ${at}::timestamptz, saved_by = ${actor.userId}::uuid
      from counted c where s.tenant_id = ${tenantId}::int and s.id = c.submission_id
    )
    select submission_id, written from counted`.execute(trx);
  return new Map(rows.map((row) => [row.submission_id, row.written]));
}
