import { cellId } from '../cell/cell.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import type { ParsedExpression } from '../expression/node.ts';
import { parseExpression } from '../expression/parse.ts';
import { cellOptionsOf, dimensionJudgedBy, elementOfCell } from '../form/breakdown.ts';
import type { DataElement, Dimension, FormDefinition, Register, ValidationRule } from '../form/definition.ts';
import { elementsOf, elementsWithin, registersOf } from '../form/definition.ts';
import { awaitedByCondition, placedConditions, type Conditional } from '../form/conditional.ts';
import type { UnitTraits } from '../org-unit.ts';
import { matchesUnit } from '../org-unit.ts';
import type { ExpectedCell } from './evaluation.ts';

export interface CompiledCalculation {
  readonly element: DataElement;
  readonly expression: ParsedExpression;
}

export interface CompiledCondition extends Conditional {
  readonly expression: ParsedExpression;
}

export interface CompiledRule {
  readonly rule: ValidationRule;
  readonly expression: ParsedExpression;
  /** Set when the rule is judged once per option of it. */
  readonly dimension: Dimension | null;
  /** By how much its comparisons may be missed. */
  readonly tolerance?: ExactDecimal;
}

/**
 * A form made ready once: its expressions parsed, its calculated cells in an order in which each finds its operands.
 */
export interface CompiledForm {
  readonly form: FormDefinition;
  readonly elements: ReadonlyMap<string, DataElement>;
  readonly registers: ReadonlyMap<string, Register>;
  readonly columns: ReadonlyMap<string, DataElement>;
  readonly calculations: readonly CompiledCalculation[];
  readonly conditions: readonly CompiledCondition[];
  readonly rules: readonly CompiledRule[];
  readonly expectedByUnit: Map<string, readonly ExpectedCell[]>;
}

const compiled = new WeakMap<FormDefinition, CompiledForm>();

/** @throws {ExpressionError} when an expression of the form can't be parsed. */
export function compileForm(form: FormDefinition): CompiledForm {
  const known = compiled.get(form);
  if (known) return known;
  const elements = new Map(elementsOf(form).map((element) => [element.code, element]));
  const registers = new Map(registersOf(form).map((register) => [register.code, register]));
  const columns = new Map(
    registersOf(form).flatMap((register) =>
      register.columns.map((column) => [`${register.code}.${column.code}`, column] as const),
    ),
  );
  const made: CompiledForm = {
    form,
    elements,
    registers,
    columns,
    calculations: orderCalculations([...elements.values()]),
    conditions: orderConditions(form, registers),
    rules: form.rules.map((rule) => compileRule(rule, elements)),
    expectedByUnit: new Map(),
  };
  compiled.set(form, made);
  return made;
}

function compileRule(rule: ValidationRule, elements: ReadonlyMap<string, DataElement>): CompiledRule {
  const dimension = dimensionJudgedBy(rule, elements.get(rule.elements[0] ?? '')) ?? null;
  const expression = parseExpression(rule.expression);
  const { tolerance } = rule;
  return {
    rule,
    expression,
    dimension,
    ...(tolerance === undefined ? {} : { tolerance: new ExactDecimal(tolerance) }),
  };
}

/**
 * Operands before what is computed from them. In a circle, which `form/schema.ts` refuses, the last one finds
 * a missing operand.
 */
function orderCalculations(elements: readonly DataElement[]): readonly CompiledCalculation[] {
  return inOrder(
    elements.flatMap((element) =>
      element.calculated === undefined
        ? []
        : [[element.code, { element, expression: parseExpression(element.calculated) }] as const],
    ),
    ({ expression }) => [...expression.names, ...expression.cellCodes],
  );
}

/** What stands under a condition that another one reads comes before it. */
function orderConditions(form: FormDefinition, registers: ReadonlyMap<string, Register>): readonly CompiledCondition[] {
  const conditions = placedConditions(form).map(
    ({ item }) => [item.code, { ...item, expression: parseExpression(item.when) }] as const,
  );
  return inOrder(conditions, (condition) => {
    const { names, cellCodes, ownColumns } = condition.expression;
    return awaitedByCondition(condition, [...names, ...cellCodes], ownColumns, registers);
  });
}

function inOrder<Step>(
  steps: readonly (readonly [string, Step])[],
  readBy: (step: Step) => readonly string[],
): readonly Step[] {
  const waiting = new Map(steps);
  const ordered: Step[] = [];
  const visit = (code: string): void => {
    const step = waiting.get(code);
    if (!step) return;
    waiting.delete(code);
    for (const name of readBy(step)) visit(name);
    ordered.push(step);
  };
  for (const code of [...waiting.keys()]) visit(code);
  return ordered;
}

/** The cells that a unit's form has outside its registers, in the form's order, calculated ones included. */
export function expectedCells(form: FormDefinition, unit: UnitTraits): readonly ExpectedCell[] {
  const { expectedByUnit } = compileForm(form);
  const { kind, schoolType, ownership, sectionCode, askedAs = null } = unit;
  const signature = [kind, schoolType, ownership, sectionCode, askedAs].join('|');
  const known = expectedByUnit.get(signature);
  if (known) return known;
  const made = form.sections.flatMap((section) =>
    section.blocks.flatMap((block) => elementsWithin(block).flatMap((element) => cellsOf(section.code, element, unit))),
  );
  expectedByUnit.set(signature, made);
  return made;
}

function cellsOf(section: string, element: DataElement, unit: UnitTraits): readonly ExpectedCell[] {
  if (!matchesUnit(element.appliesTo, unit)) return [];
  const options = cellOptionsOf(element);
  if (!options) return [{ section, element, option: null, cellId: element.code }];
  return options
    .filter((option) => matchesUnit(option.appliesTo, unit))
    .map((option) => ({
      section,
      element: elementOfCell(element, option),
      option,
      cellId: cellId({ code: element.code, key: option.code }),
    }));
}
