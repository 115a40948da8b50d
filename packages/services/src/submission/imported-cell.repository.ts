import type { TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';
import type { CellEdit, CellWriter } from './draft-cell.repository.ts';

/** Cells of one draft. */
export interface DraftEdits {
  readonly submissionId: string;
  readonly unitId: number;
  readonly edits: readonly CellEdit[];
}

/**
 * Writes cells of many drafts, each whose version is the one that was seen, with their history and when the draft was
 * saved, in one statement: `writeCells` for many at once. The submissions are locked by the caller, who has taken part
 * in each. Answers how many were written of each; what somebody else had changed stands as it was.
 */
export async function writeImportedCells(
  trx: TenantTransaction,
  tenantId: number,
  drafts: readonly DraftEdits[],
  { actor, at, source, fileName }: CellWriter,
): Promise<ReadonlyMap<string, number>> {
  const all = drafts.flatMap(({ submissionId, unitId, edits }) =>
    edits.map((edit) => ({ submissionId, unitId, ...edit })),
  );
  if (all.length === 0) return new Map();
  const column = <Key extends keyof (typeof all)[number]>(key: Key) => all.map((one) => one[key]);
  const { rows } = await sql<{ submission_id: string; written: number }>`
    with edit as materialized (
      select * from unnest(
        ${column('submissionId')}::uuid[], ${column('unitId')}::int[], ${column('code')}::text[],
        ${column('key')}::text[], ${column('state')}::text[], ${column('value')}::text[], ${column('version')}::int[]
      ) as e(submission_id, unit_id, code, key, state, value, seen)
    ), changed as (
      update draft_cells d set state = e.state, value = e.value, version = d.version + 1, source = ${source},
        updated_by = ${actor.userId}::uuid, updated_at = ${at}::timestamptz
      from edit e
      where d.tenant_id = ${tenantId}::int and d.submission_id = e.submission_id and d.code = e.code and d.key = e.key
        and e.seen > 0 and d.version = e.seen
      returning d.submission_id, d.unit_id, d.code, d.key, d.state, d.value, d.version
    ), added as (
      insert into draft_cells (
        tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at
      )
      select ${tenantId}::int, submission_id, unit_id, code, key, state, value, 1, ${source}, ${actor.userId}::uuid,
        ${at}::timestamptz
      from edit where seen = 0
      on conflict (tenant_id, submission_id, code, key) do nothing
      returning submission_id, unit_id, code, key, state, value, version
    ), saved as (
      select * from changed union all select * from added
    ), kept as (
      insert into cell_saves (
        tenant_id, submission_id, unit_id, source, file_name, changed_by, changed_at,
        codes, keys, versions, states, "values"
      )
      select ${tenantId}::int, submission_id, unit_id, ${source}, ${fileName ?? null}::text, ${actor.userId}::uuid,
        ${at}::timestamptz, array_agg(code), array_agg(key), array_agg(version), array_agg(state), array_agg(value)
      from saved
      group by submission_id, unit_id
    ), counted as (
      select submission_id, count(*)::int as written from saved group by submission_id
    ), touched as (
      update submissions s set saved_at = ${at}::timestamptz, saved_by = ${actor.userId}::uuid
      from counted c where s.tenant_id = ${tenantId}::int and s.id = c.submission_id
    )
    select submission_id, written from counted`.execute(trx);
  return new Map(rows.map((row) => [row.submission_id, row.written]));
}
