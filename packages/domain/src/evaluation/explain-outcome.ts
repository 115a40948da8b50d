import type { CellContent } from '../cell/cell.ts';
import { contentAt } from '../cell/cell.ts';
import type { ExactDecimal } from '../exact-decimal.ts';
import { ExpressionError } from '../expression/error.ts';
import { evaluateExpression } from '../expression/evaluate.ts';
import type { ParsedExpression } from '../expression/node.ts';
import type { CellSource, ExpressionScope, MissingStrategy } from '../expression/value.ts';
import { MissingOperand, type Value } from '../expression/value.ts';
import { cellOptionsOf, dimensionsOf } from '../form/breakdown.ts';
import type { Dimension, FormDefinition, Option, Register } from '../form/definition.ts';
import { matchesUnit } from '../org-unit.ts';
import { compileForm } from './compile-form.ts';
import type { Evaluation, EvaluationContext } from './evaluation.ts';
import { FormScope } from './form-scope.ts';
import { indexRows, registerRows } from './register-rows.ts';

/** Something that an expression reads and that nobody answered, or that doesn't apply. */
export interface MissingRead {
  readonly code: string;
  readonly key: string | null;
  /** Null of this period's, named by itself; `row` of a column of the row that is looked at. */
  readonly source: CellSource | 'row' | null;
  readonly isNotApplicable: boolean;
}

/** What became of an expression, of one option where it is worked out for each. */
export interface ExpressionOutcome {
  readonly option: Option | null;
  /** The row's number, of what a column is asked by. */
  readonly row: number | null;
  /** `missing` also is what is divided by zero: then nothing is missing. */
  readonly is: 'holds' | 'fails' | 'value' | 'missing' | 'over_budget';
  /** Of what is calculated: what its cell shows. */
  readonly content: CellContent | null;
  readonly missing: readonly MissingRead[];
}

/** A rule, or what decides or makes an element or register, by its code. */
export interface ExplainedExpression {
  readonly of: 'rule' | 'calculated' | 'when';
  readonly code: string;
}

interface Asked {
  readonly expression: ParsedExpression;
  readonly strategy: MissingStrategy;
  readonly tolerance?: ExactDecimal | undefined;
  readonly dimensions: readonly Dimension[];
  readonly options: readonly (Option | null)[];
  /** The register whose column it decides on, row by row. */
  readonly within?: Register | null;
}

/**
 * How one expression of a form comes out, and for want of what it doesn't: for whoever writes it. Nothing of a form
 * that hasn't it.
 *
 * @param evaluation of the same form and context: what is calculated stands in it
 */
export function explainOutcome(
  form: FormDefinition,
  context: EvaluationContext,
  evaluation: Pick<Evaluation, 'cells' | 'unjudged'>,
  { of, code }: ExplainedExpression,
): readonly ExpressionOutcome[] {
  const asked = askedOf(form, of, code);
  if (!asked) return [];
  const isOver = evaluation.unjudged.some((one) => one.code === code);
  const rows = indexRows(form, evaluation.cells);
  const scope = new FormScope(compileForm(form), context, evaluation.cells, rows);
  const outcome = (option: Option | null, row: number | null): ExpressionOutcome => {
    const missing: MissingRead[] = [];
    const is = isOver ? 'over_budget' : outcomeOf(asked, recording(scope, missing), of);
    const content = of === 'calculated' ? contentAt(evaluation.cells, code, option?.code ?? '') : null;
    return { option, row, is, content, missing: is === 'missing' ? distinct(missing) : [] };
  };
  const { within } = asked;
  if (within)
    return (registerRows(form, context.cells).get(within.code) ?? []).map((key, index) => {
      scope.chooseRow(within, rows.get(within.code)?.get(key) ?? new Map());
      return outcome(null, index + 1);
    });
  return asked.options
    .filter((option) => matchesUnit(option?.appliesTo, context.unit))
    .map((option) => {
      if (option) scope.choose(asked.dimensions, option.code);
      return outcome(option, null);
    });
}

function askedOf(form: FormDefinition, of: ExplainedExpression['of'], code: string): Asked | undefined {
  const { calculations, conditions, rules } = compileForm(form);
  const once = { strategy: 'skip_any' as const, dimensions: [], options: [null] };
  if (of === 'when') {
    const condition = conditions.find((one) => one.code === code);
    return condition && { ...once, expression: condition.expression, within: condition.within };
  }
  if (of === 'calculated') {
    const calculation = calculations.find(({ element }) => element.code === code);
    if (!calculation) return undefined;
    const { element, expression } = calculation;
    return { ...once, expression, dimensions: dimensionsOf(element), options: cellOptionsOf(element) ?? [null] };
  }
  const found = rules.find(({ rule }) => rule.code === code);
  if (!found) return undefined;
  const { rule, expression, tolerance, dimension } = found;
  return {
    expression,
    tolerance,
    strategy: rule.missing ?? 'skip_any',
    dimensions: dimension ? [dimension] : [],
    options: dimension?.options ?? [null],
  };
}

function outcomeOf(
  { expression, strategy, tolerance }: Asked,
  scope: ExpressionScope,
  of: ExplainedExpression['of'],
): ExpressionOutcome['is'] {
  try {
    const outcome = evaluateExpression(expression, scope, strategy, tolerance);
    if (outcome.kind === 'missing') return 'missing';
    if (of === 'calculated') return 'value';
    return outcome.value === true ? 'holds' : 'fails';
  } catch (error) {
    if (error instanceof ExpressionError) return 'over_budget';
    throw error;
  }
}

/** The scope, which keeps what of it was missing. */
function recording(scope: FormScope, missing: MissingRead[]): ExpressionScope {
  const kept = (
    operand: Value | MissingOperand | undefined,
    read: Omit<MissingRead, 'isNotApplicable'>,
  ): Value | MissingOperand | undefined => {
    if (operand instanceof MissingOperand) missing.push({ ...read, isNotApplicable: operand.isNotApplicable });
    return operand;
  };
  return {
    budget: scope.budget,
    readName: (code) => kept(scope.readName(code), { code, key: null, source: null }),
    readField: (name, field) => kept(scope.readField(name, field), { code: field, key: null, source: 'row' }),
    readCell: (source, code, key) => kept(scope.readCell(source, code, key), { code, key, source }),
    isAnswered: (code, key) => scope.isAnswered(code, key),
    isNotApplicable: (code, key) => scope.isNotApplicable(code, key),
  };
}

function distinct(missing: readonly MissingRead[]): readonly MissingRead[] {
  return [...new Map(missing.map((one) => [[one.source, one.code, one.key].join(' '), one])).values()];
}
