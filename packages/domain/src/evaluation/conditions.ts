import type { Cell, CellAddress, CellMap } from '../cell/cell.ts';
import { cellId, contentAt } from '../cell/cell.ts';
import { ExpressionError } from '../expression/error.ts';
import { evaluateExpression } from '../expression/evaluate.ts';
import { cellOptionsOf } from '../form/breakdown.ts';
import type { FormDefinition } from '../form/definition.ts';
import type { Localized } from '../localized.ts';
import type { UnitTraits } from '../org-unit.ts';
import { matchesUnit } from '../org-unit.ts';
import { compileForm, type CompiledCondition, type CompiledForm } from './compile-form.ts';
import type { Evaluation, EvaluationContext, Unjudged } from './evaluation.ts';
import { FormScope } from './form-scope.ts';
import { indexRows, type RowIndex } from './register-rows.ts';

/**
 * What the form doesn't ask, as its answers stand: elements and registers, and single cells of a register's rows. Their
 * cells are put into the state that this means: not applicable where the condition doesn't hold, missing while what it
 * reads isn't answered. What a draft holds in them stays in the draft, and is asked again when the condition holds.
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
    const { code, element, label, within } = condition;
    if (within && element) {
      if (!matchesUnit(element.appliesTo, unit) || notAsked.has(within.code)) continue;
      const own = changeableRows(within.code, rows);
      for (const [key, row] of own) {
        scope.chooseRow(within, row);
        const holds = judge(condition, scope);
        if (holds === 'unjudged') unjudged.push({ code, label });
        if (holds === true || holds === 'unjudged') continue;
        const address = { code, key };
        const id = cellId(address);
        notAsked.add(id);
        if (holds === false) {
          const spared: Cell = { ...address, state: 'not_applicable', value: '' };
          cells.set(id, spared);
          row.set(element.code, spared);
        } else {
          cells.delete(id);
          row.delete(element.code);
        }
      }
      continue;
    }
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

/** Conditions alone: they read neither what is calculated nor any other period. */
export function judgeConditions(
  compiled: CompiledForm,
  context: Pick<EvaluationContext, 'cells' | 'unit'>,
): Pick<Evaluation, 'cells' | 'notAsked'> & { readonly rows: ReadonlyMap<string, RowIndex> } {
  const cells = new Map(context.cells);
  const rows = new Map(indexRows(compiled.form, cells));
  const scope = new FormScope(compiled, { ...context, ...noOtherPeriod }, cells, rows);
  return { cells, rows, notAsked: applyConditions(compiled, context.unit, cells, rows, scope, []) };
}

const nothing: Localized = { zh: '', en: '' };

/** What no condition reads. */
const noOtherPeriod: Omit<EvaluationContext, 'cells' | 'unit'> = {
  period: {
    ordinal: 1,
    code: '',
    name: nothing,
    short: nothing,
    label: nothing,
    startsOn: '',
    endsOn: '',
    yearStartsOn: '',
  },
  year: 0,
  previous: null,
  lastYear: null,
  earlierThisYear: [],
};

/** A row stays one whatever of it isn't asked: what a draft holds of it asks for the rest of it. */
function changeableRows(register: string, rows: Map<string, RowIndex>): ReadonlyMap<string, Map<string, Cell>> {
  const own = new Map([...(rows.get(register) ?? [])].map(([key, row]) => [key, new Map(row)]));
  rows.set(register, own);
  return own;
}

/** Whether a cell is one of those that aren't asked, as an evaluation lists them. */
export function isNotAsked(notAsked: Evaluation['notAsked'], address: CellAddress): boolean {
  const { code } = address;
  return notAsked.size > 0 && (notAsked.has(code.split('.')[0] ?? code) || notAsked.has(cellId(address)));
}

/** Whether what it asks depends on what is answered. */
export function hasConditions(form: FormDefinition): boolean {
  return compileForm(form).conditions.length > 0;
}

/** Of a form with these answers, whether a cell isn't asked for certain: its condition was answered, and spares it. */
export function sparing(
  form: FormDefinition,
  { cells, unit }: Pick<EvaluationContext, 'cells' | 'unit'>,
): (address: CellAddress) => boolean {
  if (!hasConditions(form)) return () => false;
  const { cells: judged, notAsked } = judgeConditions(compileForm(form), { cells, unit });
  return (address) => {
    if (!isNotAsked(notAsked, address)) return false;
    const owner = address.code.split('.')[0] ?? address.code;
    const at = owner !== address.code && notAsked.has(owner) ? { code: owner, key: '' } : address;
    return contentAt(judged, at.code, at.key).state === 'not_applicable';
  };
}

/**
 * What a form holds for whoever goes on filling it in: where it doesn't ask, what was typed before, which is asked
 * again as soon as its condition holds.
 */
export function withKept({ cells, notAsked }: Pick<Evaluation, 'cells' | 'notAsked'>, drafts: CellMap): CellMap {
  if (notAsked.size === 0) return cells;
  return new Map([
    ...[...cells].filter(([, cell]) => !isNotAsked(notAsked, cell)),
    ...[...drafts].filter(([, cell]) => isNotAsked(notAsked, cell)),
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
