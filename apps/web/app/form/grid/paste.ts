import { isOneCell, rangeOf, type Selection } from './navigation.ts';
import { fitToSelection, planPaste, type PastePlan } from './plan-paste.ts';
import type { GridEffect, GridView, PastedText } from './state.ts';

/** More cells than this aren't pasted before their person has seen the plan. */
const previewFrom = 50;

/** What a paste does: at once where it is small, told where something needs telling, planned where it is large. */
export function pasteInto(view: GridView, selection: Selection, pasted: PastedText): readonly GridEffect[] {
  if (view.isReadOnly) return [];
  // The paragraphs of a text are one narrative; cells of a table go into as many cells.
  const isOneText =
    !pasted.isTable && isOneCell(selection) && view.placeAt(selection.active)?.element.type === 'narrative';
  const plan = pasteOver(view, selection, isOneText ? [[pasted.text]] : pasted.block);
  if (plan.edits.length + plan.refused.length > previewFrom) return [{ kind: 'tell', plan, isDone: false }];
  const isSilent = plan.refused.length + plan.locked.length + plan.emptied.length + plan.leftOut.length === 0;
  return [{ kind: 'paste', plan }, ...(isSilent ? [] : [{ kind: 'tell' as const, plan, isDone: true }])];
}

export function pasteOver(view: GridView, selection: Selection, block: readonly (readonly string[])[]): PastePlan {
  const { top, bottom, left, right } = rangeOf(selection);
  return planPaste(
    fitToSelection(block, bottom - top + 1, right - left + 1),
    (row, col) => {
      const at = { row: top + row, col: left + col };
      return view.placeAt(at) ?? view.placeBelow(at);
    },
    { room: view.room(), year: view.year },
  );
}
