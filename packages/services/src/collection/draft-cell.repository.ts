import type { TenantReader } from '@huibao/db';
import type { Cell, CellState } from '@huibao/domain';
import { sql } from 'kysely';
import type { Scope } from '../use-case.ts';
import type { Submission } from './submission.repository.ts';

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
  readonly conflicts: readonly (Cell & { readonly version: number; readonly by: string; readonly at: string })[];
}

/** Upserts the cells whose version is the one that was seen, with their history; the others come back as conflicts. */
export async function writeCells(
  { trx, actor, now }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  submission: Submission,
  source: string,
  edits: readonly CellEdit[],
  fileName?: string,
): Promise<WrittenCells> {
  if (edits.length === 0) return { saved: [], conflicts: [] };
  const { rows: saved } = await sql<{ code: string; key: string; version: number }>`
    with edit as (
      select * from unnest(${column(edits, 'code')}::text[], ${column(edits, 'key')}::text[], ${column(edits, 'state')}::text[], ${column(edits, 'value')}::text[],
        ${edits.map((edit) => edit.version)}::int[]) as e(code, key, state, value, seen)
    ), saved as (
      insert into draft_cells as d (tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at)
      select ${actor.tenantId}, ${submission.id}, ${submission.unitId}, code, key, state, value, 1, ${source}, ${actor.userId}::uuid, ${now}
      from edit where seen = 0 or exists (select 1 from draft_cells c where c.tenant_id = ${actor.tenantId} and c.submission_id = ${submission.id} and c.code = edit.code and c.key = edit.key)
      on conflict (tenant_id, submission_id, code, key) do update
        set state = excluded.state, value = excluded.value, version = d.version + 1, source = excluded.source,
          updated_by = excluded.updated_by, updated_at = excluded.updated_at
        where d.version = (select seen from edit where edit.code = d.code and edit.key = d.key)
      returning code, key, state, value, version
    ), kept as (
      insert into cell_changes (tenant_id, submission_id, unit_id, code, key, version, state, value, source, changed_by, changed_at, file_name)
      select ${actor.tenantId}, ${submission.id}, ${submission.unitId}, code, key, version, state, value, ${source}, ${actor.userId}::uuid, ${now}, ${fileName ?? null}::text from saved
    ) select code, key, version from saved`.execute(trx);
  await trx
    .updateTable('submissions')
    .set({ saved_at: now, saved_by: actor.userId })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', submission.id)
    .execute();
  const done = new Set(saved.map((cell) => `${cell.code} ${cell.key}`));
  const lost = edits.filter((edit) => !done.has(`${edit.code} ${edit.key}`));
  return { saved, conflicts: lost.length === 0 ? [] : await listConflicts(trx, actor.tenantId, submission.id, lost) };
}

function column(edits: readonly CellEdit[], name: 'code' | 'key' | 'state' | 'value'): string[] {
  return edits.map((edit) => edit[name]);
}

async function listConflicts(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
  lost: readonly CellEdit[],
): Promise<WrittenCells['conflicts']> {
  const rows = await trx
    .selectFrom('draft_cells as d')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.updated_by'))
    .select(['d.code', 'd.key', 'd.state', 'd.value', 'd.version', 'd.updated_at', 'u.name'])
    .where('d.tenant_id', '=', tenantId)
    .where('d.submission_id', '=', submissionId)
    .where(
      'd.code',
      'in',
      lost.map((cell) => cell.code),
    )
    .execute();
  const found = new Map(rows.map((row) => [`${row.code} ${row.key}`, row]));
  return lost.map(({ code, key }) => {
    const row = found.get(`${code} ${key}`);
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
