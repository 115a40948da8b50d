import { cellId, cellMap, evaluateForm, type Cell, type ErrorCode, type FormDefinition } from '@huibao/domain';
import type { DraftCell } from '../submission/draft-cell.repository.ts';
import { findCellProblem } from '../submission/find-cell-problem.ts';
import type { Submission } from '../submission/submission.repository.ts';
import { compareWorkbook } from '../submission/workbook/compare-workbook.ts';
import { refuseBeyondLimits } from '../submission/workbook/refuse-beyond-limits.ts';
import { refuseNotAsked } from '../submission/workbook/refuse-not-asked.ts';
import { storedCells, type ImportedCell, type ImportRefusal } from './judged-form.ts';
import type { Around, Judgement } from './judging/judging-task.ts';
import type { PlacedForm } from './place-entries.ts';

/** Of which cells nobody at the unit has said anything: who brought them may bring them anew. */
export const importSource = 'import';

/**
 * What a file's cells would change of one draft, by the same laws as a workbook of its own. What somebody at the unit
 * has answered, or emptied, stands: nobody but the reporter changes the reporter's numbers.
 */
export function judgeForm(
  placed: PlacedForm,
  submission: Pick<Submission, 'id' | 'unitId' | 'formCode' | 'issueNo' | 'unit' | 'year'>,
  form: FormDefinition,
  drafts: readonly DraftCell[],
  around: Around,
): Judgement {
  const { unit, year } = submission;
  const stored = new Map(drafts.map((cell) => [cellId(cell), cell]));
  const brought = cellMap(drafts.filter(({ source }) => source === importSource));
  const compared = compareWorkbook(form, year, stored, { base: brought, cells: placed.cells, ignored: [] });
  const preview = refuseBeyondLimits(refuseNotAsked(compared, form, unit, stored), stored);
  const whose = { unitId: submission.unitId, formCode: submission.formCode };
  const textOf = ({ code, key }: ImportedCell): string | undefined =>
    placed.cells.find((cell) => cell.code === code && cell.key === key)?.text;
  const refusals: ImportRefusal[] = preview.refused.map((refused) => ({ ...whose, ...refused }));
  const refuse = (change: ImportedCell & Place, error: ErrorCode, params: ImportRefusal['params'] = {}): number =>
    refusals.push({
      ...whose,
      code: change.code,
      key: change.key,
      sheet: change.sheet,
      ref: change.ref,
      text: textOf(change) ?? change.value,
      error,
      params,
    });
  const cells: ImportedCell[] = [];
  for (const change of preview.changes) {
    const now = stored.get(cellId(change));
    const problem = findCellProblem(form, unit, change);
    if (problem) refuse(change, problem.error, problem.params);
    // Emptied by the unit is answered by it, too.
    else if (now && now.source !== importSource) refuse(change, 'import.answered_by_unit', { value: now.value });
    else {
      const { code, key, state, value, version, before } = change;
      cells.push({ code, key, state, value, version, before });
    }
  }
  for (const change of preview.conflicts) refuse(change, 'import.answered_by_unit', { value: change.before.value });
  for (const change of preview.emptied) refuse(change, 'import.would_empty', { value: change.before.value });
  const then = new Map<string, Cell>(stored);
  for (const cell of cells) then.set(cellId(cell), cell);
  const { findings } = evaluateForm(form, { ...around, cells: then, unit, year });
  // What isn't answered yet is no fault of the file's.
  const count = (severity: 'error' | 'warning'): number =>
    findings.filter((one) => one.severity === severity && one.kind !== 'required').length;
  const added = cells.filter(({ before }) => before.state === 'missing').length;
  return {
    form: {
      submissionId: submission.id,
      unitId: submission.unitId,
      issueNo: submission.issueNo,
      refusal: null,
      added,
      changed: cells.length - added,
      same: preview.unchanged,
      errors: count('error'),
      warnings: count('warning'),
      cells: storedCells(cells),
    },
    refusals,
  };
}

interface Place {
  readonly sheet: string;
  readonly ref: string;
}
