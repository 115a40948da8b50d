import { cellId, elementsOf, isEditable, type FormDefinition } from '@huibao/domain';
import { listSensitiveRows } from '../registers/sensitive-row.repository.ts';
import type { QueryScope, Scope } from '../use-case.ts';
import { listDraftCells, writeCells, type CellEdit, type DraftCell } from './draft-cell.repository.ts';
import type { Submission } from './submission.repository.ts';

/**
 * The saved cells; and, as the unit's reporter fills it in, the locked ones that a sensitive register feeds as they
 * stand now. Nothing is written by looking: a save and a submit write them.
 */
export async function listCurrentCells(
  scope: QueryScope,
  submission: Submission,
  form: FormDefinition,
): Promise<readonly DraftCell[]> {
  const cells = await listDraftCells(scope.trx, scope.actor.tenantId, submission.id);
  if (scope.actor.role !== 'reporter' || !isEditable(submission.state) || !isFed(form)) return cells;
  const counts = await countSensitiveRows(scope, submission, form, cells);
  const counted = new Set(counts.map(cellId));
  return [
    ...cells.filter((cell) => !counted.has(cellId(cell))),
    ...counts.map((count) => ({ ...count, source: 'register' })),
  ];
}

/** Brings the cells that a sensitive register feeds up to date; the submission is locked by the caller. */
export async function refreshSensitiveCounts(
  scope: Scope,
  submission: Submission,
  form: FormDefinition,
): Promise<void> {
  if (!isFed(form)) return;
  const cells = await listDraftCells(scope.trx, scope.actor.tenantId, submission.id);
  const counts = await countSensitiveRows(scope, submission, form, cells);
  const saved = new Map(cells.map((cell) => [cellId(cell), cell.value]));
  const changed = counts.filter((count) => saved.get(cellId(count)) !== count.value);
  const writer = { actor: scope.actor, at: scope.now, source: 'register' };
  await writeCells(scope.trx, scope.actor.tenantId, submission, changed, writer);
}

function isFed(form: FormDefinition): boolean {
  return elementsOf(form).some((element) => element.fromSensitiveRegister !== undefined);
}

/**
 * Counts by category as at the term's last day, and nothing else. Runs as the unit, since nobody else can read the
 * register.
 */
async function countSensitiveRows(
  scope: QueryScope,
  submission: Submission,
  form: FormDefinition,
  cells: readonly DraftCell[],
): Promise<readonly CellEdit[]> {
  const { trx, actor, ctx } = scope;
  const rows = await listSensitiveRows(trx, actor.tenantId, submission.unitId, ctx.registerKeys);
  const { endsOn } = submission;
  const standing = rows.filter(
    ({ of, since, endedOn }) =>
      of.ownerTenantId === submission.edition.ownerTenantId &&
      of.programmeCode === submission.programmeCode &&
      since <= endsOn &&
      (endedOn === null || endedOn >= endsOn),
  );
  const versions = new Map(cells.map((cell) => [cellId(cell), cell.version]));
  return elementsOf(form).flatMap((element) => {
    if (element.fromSensitiveRegister === undefined) return [];
    const own = standing.filter((row) => row.register === element.fromSensitiveRegister);
    const keys = element.dimension ? element.dimension.options.map((option) => option.code) : [''];
    return keys.map((key) => ({
      code: element.code,
      key,
      state: 'value' as const,
      value: String(key === '' ? own.length : own.filter((row) => row.category === key).length),
      version: versions.get(cellId({ code: element.code, key })) ?? 0,
    }));
  });
}
