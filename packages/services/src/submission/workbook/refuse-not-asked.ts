import { cellId, hasConditions, sparing, type Cell, type FormDefinition, type UnitTraits } from '@huibao/domain';
import type { WorkbookPreview } from './compare-workbook.ts';

/**
 * A preview without what somebody wrote where the form, as it would be answered then, asks nothing: it would count for
 * nothing, and is refused by place. What isn't decided yet is taken over, and counts once it is asked.
 */
export function refuseNotAsked(
  preview: WorkbookPreview,
  form: FormDefinition,
  unit: UnitTraits,
  stored: ReadonlyMap<string, Cell>,
): WorkbookPreview {
  if (!hasConditions(form)) return preview;
  const written = [...preview.changes, ...preview.emptied];
  const cells = new Map<string, Cell>([...stored, ...written.map((cell) => [cellId(cell), cell] as const)]);
  const isSpared = sparing(form, { cells, unit });
  return {
    ...preview,
    changes: preview.changes.filter((change) => !isSpared(change)),
    refused: [
      ...preview.refused,
      ...preview.changes.filter(isSpared).map(({ code, key, sheet, ref, value }) => ({
        code,
        key,
        sheet,
        ref,
        text: value,
        error: 'cell.not_asked' as const,
        params: {},
      })),
    ],
  };
}
