import { cellId, elementsOf, type Cell, type FormDefinition, type UnitTraits } from '@huibao/domain';
import { hasCell } from './find-cell-problem.ts';
import type { DisplacedCell } from './parked-cell.repository.ts';
import type { OpenDraft } from './open-draft.repository.ts';

/** Of a draft's cells, those that a form doesn't ask of the unit, though it was asked them. */
export function displacedCells(
  { id, issueNo }: Pick<OpenDraft, 'id' | 'issueNo'>,
  {
    before,
    after,
    unit,
  }: { readonly before: FormDefinition; readonly after: FormDefinition; readonly unit: UnitTraits },
  cells: readonly Cell[],
): readonly DisplacedCell[] {
  const fed = new Set(
    elementsOf(before).flatMap(({ code, fromSensitiveRegister }) =>
      fromSensitiveRegister === undefined ? [] : [code],
    ),
  );
  const gone = cells.filter((cell) => !hasCell(after, unit, cell));
  return [...new Map(gone.map((cell) => [cellId(cell), cell])).values()].map(({ code, key }) => ({
    submissionId: id,
    issueNo,
    code,
    key,
    isTyped: !fed.has(code),
  }));
}
