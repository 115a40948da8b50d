import { cellId, FormRoom, occupancyOf, registerOf, type Cell } from '@huibao/domain';
import type { WorkbookPreview } from './compare-workbook.ts';

/** A preview whose changes all find room in the form, as a save would find it; the others are refused, by place. */
export function refuseBeyondLimits(preview: WorkbookPreview, stored: ReadonlyMap<string, Cell>): WorkbookPreview {
  // Fields are as many as the form has.
  if (preview.changes.every((change) => registerOf(change) === null)) return preview;
  // With what would be emptied gone: a list that is replaced needs room for the new one.
  const room = new FormRoom(
    occupancyOf(new Map([...stored, ...preview.emptied.map((cell) => [cellId(cell), cell] as const)]).values()),
  );
  const judged = preview.changes.map((change) => ({ change, limit: room.admit(change) }));
  return {
    ...preview,
    changes: judged.flatMap(({ change, limit }) => (limit ? [] : [change])),
    refused: [
      ...preview.refused,
      ...judged.flatMap(({ change: { code, key, sheet, ref, value }, limit }) =>
        limit ? [{ code, key, sheet, ref, text: value, error: limit.code, params: limit.params }] : [],
      ),
    ],
  };
}
