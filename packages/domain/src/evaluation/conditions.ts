import type { Cell, CellMap } from '../cell/cell.ts';
import { cellId } from '../cell/cell.ts';
import { ExpressionError } from '../expression/error.ts';
import { evaluateExpression } from '../expression/evaluate.ts';
import { cellOptionsOf } from '../form/breakdown.ts';
import type { UnitTraits } from '../org-unit.ts';
import { matchesUnit } from '../org-unit.ts';
import type { CompiledCondition, CompiledForm } from './compile-form.ts';
import type { Evaluation, Unjudged } from './evaluation.ts';
import type { FormScope } from './form-scope.ts';
import type { RowIndex } from './register-rows.ts';

/**
 * The elements and registers that the form doesn't ask, as its answers stand. Their cells are put into the state that
 * this means: not applicable where the condition doesn't hold, missing while what it reads isn't answered. What a draft
 * holds in them stays in the draft, and is asked again when the condition holds.
 */
export function applyConditions(
  { conditions }: CompiledForm,
  unit: UnitTraits,
  cells: Map<string, Cell>,
  rows: Map<string, RowIndex>,
  scope: FormScope,
  unjudged: Unjudged[],
): ReadonlySet<string> {
  const notAsked = new Set<string>();
  for (const condition of conditions) {
    const { code, element, label } = condition;
    const holds = judge(condition, scope);
    if (holds === 'unjudged') unjudged.push({ code, label });
    if (holds === true || holds === 'unjudged') continue;
    notAsked.add(code);
    if (element === null) {
      for (const id of [...cells.keys()]) if (id.startsWith(`${code}.`)) cells.delete(id);
      rows.set(code, new Map());
    }
    const isMine = matchesUnit(element?.appliesTo, unit);
    for (const option of (element && cellOptionsOf(element)) ?? [null]) {
      const address = { code, key: option?.code ?? '' };
      if (holds === false && isMine && matchesUnit(option?.appliesTo, unit))
        cells.set(cellId(address), { ...address, state: 'not_applicable', value: '' });
      else cells.delete(cellId(address));
    }
  }
  return notAsked;
}

/**
 * What a form holds for whoever goes on filling it in: where it doesn't ask, what was typed before, which is asked
 * again as soon as its condition holds.
 */
export function withKept({ cells, notAsked }: Pick<Evaluation, 'cells' | 'notAsked'>, drafts: CellMap): CellMap {
  if (notAsked.size === 0) return cells;
  const isKept = (code: string): boolean => notAsked.has(code.split('.')[0] ?? code);
  return new Map([
    ...[...cells].filter(([, { code }]) => !isKept(code)),
    ...[...drafts].filter(([, { code }]) => isKept(code)),
  ]);
}

/** Null where what the condition reads isn't answered. One that can't be worked out within the bounds asks. */
function judge({ expression }: CompiledCondition, scope: FormScope): boolean | 'unjudged' | null {
  try {
    const outcome = evaluateExpression(expression, scope, 'skip_any');
    if (outcome.kind === 'missing') return outcome.isNotApplicable ? false : null;
    return outcome.value === true;
  } catch (error) {
    if (error instanceof ExpressionError) return 'unjudged';
    throw error;
  }
}
