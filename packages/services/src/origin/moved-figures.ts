import { elementsMoved, type FormDefinition, type IndicatorDefinition, type Localized } from '@huibao/domain';
import type { Submission } from '../submission/submission.repository.ts';
import type { Edition } from '../forms/edition.repository.ts';
import { elementsRead, listLineage, type LineageRow } from '../rollup/lineage.ts';
import type { Reader } from '../rollup/roll-up.ts';

export interface MovedFigure {
  readonly indicator: string;
  readonly label: Localized;
  readonly side: 'of' | 'per';
}

interface CellInForm {
  readonly id: string;
  readonly code: string;
  readonly key: string;
}

/**
 * The figures that read a cell, or what is worked out from it: those that count it now, or, of what isn't accepted,
 * would.
 */
export async function listMovedFigures(
  reader: Reader,
  edition: Edition,
  form: FormDefinition,
  submission: Submission,
  cell: CellInForm,
  counts: boolean,
): Promise<readonly MovedFigure[]> {
  const moved = elementsMoved(form, cell.code);
  const candidates = edition.indicators.filter((indicator) => elementsRead(indicator).some((code) => moved.has(code)));
  if (!counts) return candidates.map((indicator) => toMoved(indicator, 'of'));
  const lineage = await listLineage(reader, edition, candidates, { unitId: submission.unitId });
  return candidates.flatMap((indicator) => {
    const rows = lineage.find((one) => one.indicator === indicator.code)?.rows ?? [];
    const row = rows.find((one) => one.period === submission.period && isMoved(one, cell, moved));
    return row ? [toMoved(indicator, row.side)] : [];
  });
}

/**
 * Of the cell's own element it must be the cell itself, since options are told apart; of a register's column, whose
 * rows are read together, and of an element that is worked out from the cell's, it is any.
 */
function isMoved(row: LineageRow, cell: CellInForm, moved: ReadonlySet<string>): boolean {
  const [code = ''] = row.cell.split('[');
  if (!moved.has(code)) return false;
  const isOfRegister = cell.code.includes('.');
  return code !== cell.code || isOfRegister || row.cell === cell.id;
}

function toMoved({ code, label }: IndicatorDefinition, side: 'of' | 'per'): MovedFigure {
  return { indicator: code, label, side };
}
