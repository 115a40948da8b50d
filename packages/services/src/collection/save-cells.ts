import type { TenantTransaction } from '@huibao/db';
import {
  elementsOf,
  findContentError,
  HuibaoError,
  isEditable,
  matchesUnit,
  phaseOf,
  registersOf,
  columnCode,
  type Cell,
  type CellState,
  type DataElement,
  type ErrorCode,
  type ErrorParams,
  type FormDefinition,
  type UnitTraits,
} from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { formOf, getEdition } from '../forms/edition.repository.ts';
import { defineUseCase, type Scope } from '../use-case.ts';
import { getSubmission, type Submission } from './submission.repository.ts';

export const cellSources = ['page', 'paste', 'excel'] as const;

const cellInput = z.object({
  code: z.string().max(80),
  key: z.string().max(64),
  state: z.enum(['missing', 'not_applicable', 'value']),
  value: z.string().max(20_000),
  /** The version that was seen; 0 for a cell never saved. */
  version: z.int().min(0),
});

export type CellEdit = z.output<typeof cellInput>;

export interface SaveResult {
  readonly savedAt: string;
  readonly saved: readonly { readonly code: string; readonly key: string; readonly version: number }[];
  /** Cells that somebody else changed meanwhile: nothing was overwritten. */
  readonly conflicts: readonly (Cell & { readonly version: number; readonly by: string; readonly at: string })[];
  readonly refused: readonly {
    readonly code: string;
    readonly key: string;
    readonly error: ErrorCode;
    readonly params: ErrorParams;
  }[];
}

export const saveCells = defineUseCase({
  kind: 'mutation',
  permission: 'submission.fill',
  input: z.object({
    submissionId: z.uuid(),
    source: z.enum(cellSources),
    cells: z.array(cellInput).min(1).max(5000),
    /** The workbook's, for `excel`. */ fileName: z.string().trim().max(200).optional(),
  }),
  async run(scope, { submissionId, source, cells, fileName }): Promise<SaveResult> {
    const submission = await getSubmission(scope.trx, scope.actor.tenantId, submissionId, 'update');
    requireEditable(submission, scope.now);
    const form = formOf(
      await getEdition(scope.trx, submission.ownerTenantId, submission.editionId),
      submission.formCode,
    ).definition;
    const edits: CellEdit[] = [];
    const refused: SaveResult['refused'][number][] = [];
    for (const cell of lastOfEach(cells)) {
      const problem = problemOf(form, submission.unit, cell);
      if (problem) refused.push({ code: cell.code, key: cell.key, ...problem });
      else edits.push(cell.state === 'missing' ? { ...cell, value: '' } : cell);
    }
    return {
      savedAt: scope.now.toISOString(),
      refused,
      ...(await writeCells(scope, submission, source, edits, fileName)),
    };
  },
});

export function requireEditable(submission: Submission, now: Date): void {
  if (submission.state === 'submitted' || submission.state === 'confirming')
    throw new HuibaoError('submission.already_submitted');
  if (!isEditable(submission.state)) throw new HuibaoError('submission.locked');
  const phase = phaseOf(submission.window, now);
  if (phase === 'scheduled') throw new HuibaoError('collection.not_open');
  // A returned one may be mended after the window has closed: the bureau asked for it.
  if (phase === 'closed' && submission.state !== 'returned') throw new HuibaoError('collection.closed');
}

function lastOfEach(cells: readonly CellEdit[]): readonly CellEdit[] {
  return [...new Map(cells.map((cell) => [`${cell.code} ${cell.key}`, cell])).values()];
}

const rowKey = /^[0-9a-f-]{36}$/;

/** Why a cell can't be saved at all. Values out of their range are saved, and found by the check. */
function problemOf(
  form: FormDefinition,
  unit: UnitTraits,
  cell: CellEdit,
): { error: ErrorCode; params: ErrorParams } | null {
  const place = findPlace(form, unit, cell);
  if (place === 'unknown') return { error: 'cell.unknown', params: {} };
  if (place === 'register') {
    const isAnswer =
      cell.state === 'missing' || (cell.state === 'value' && (cell.value === 'rows' || cell.value === 'nothing'));
    return isAnswer ? null : { error: 'cell.not_a_choice', params: {} };
  }
  if (place.calculated !== undefined || place.fromSensitiveRegister !== undefined)
    return { error: 'cell.locked', params: {} };
  const error = findContentError(place, cell, unit);
  if (!error || error.code === 'too_small' || error.code === 'too_large') return null;
  return { error: `cell.${error.code}`, params: error.params };
}

function findPlace(
  form: FormDefinition,
  unit: UnitTraits,
  { code, key }: CellEdit,
): DataElement | 'register' | 'unknown' {
  const registers = registersOf(form);
  if (key === '' && registers.some((register) => register.code === code)) return 'register';
  for (const register of registers) {
    const column = register.columns.find((one) => columnCode(register, one) === code);
    if (column) return rowKey.test(key) ? column : 'unknown';
  }
  const element = elementsOf(form).find((one) => one.code === code);
  if (!element || !matchesUnit(element.appliesTo, unit)) return 'unknown';
  if (!element.dimension) return key === '' ? element : 'unknown';
  const option = element.dimension.options.find((one) => one.code === key);
  return option && matchesUnit(option.appliesTo, unit) ? element : 'unknown';
}

/** Upserts the cells whose version is the one that was seen, with their history; the others come back as conflicts. */
export async function writeCells(
  { trx, actor, now }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  submission: Submission,
  source: string,
  edits: readonly CellEdit[],
  fileName?: string,
): Promise<Pick<SaveResult, 'saved' | 'conflicts'>> {
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
  trx: TenantTransaction,
  tenantId: number,
  submissionId: string,
  lost: readonly CellEdit[],
): Promise<SaveResult['conflicts']> {
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
