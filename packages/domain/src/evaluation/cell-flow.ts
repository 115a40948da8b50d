import type { ParsedExpression } from '../expression/node.ts';
import type { FormDefinition } from '../form/definition.ts';
import { compileForm } from './compile-form.ts';

/**
 * The codes of elements and registers, of the same form or of others, that a calculated or taken element comes from;
 * none where it is typed.
 */
export function operandsOfElement(form: FormDefinition, code: string): readonly string[] {
  const { elements, calculations } = compileForm(form);
  const source = elements.get(code)?.takenFrom;
  if (source !== undefined) return [source];
  const calculation = calculations.find((one) => one.element.code === code);
  return calculation ? [...new Set([...calculation.expression.names, ...calculation.expression.cellCodes])] : [];
}

/** Codes of the rules that read these codes of other forms, be it by way of what is calculated or taken from them. */
export function rulesReading(form: FormDefinition, codes: ReadonlySet<string>): ReadonlySet<string> {
  const { elements, calculations, rules } = compileForm(form);
  const moved = new Set(codes);
  const reads = ({ names, cellCodes }: ParsedExpression): boolean =>
    [...names, ...cellCodes].some((name) => moved.has(name));
  for (const { code, takenFrom } of elements.values())
    if (takenFrom !== undefined && codes.has(takenFrom)) moved.add(code);
  for (const { element, expression } of calculations) if (reads(expression)) moved.add(element.code);
  return new Set(rules.filter(({ expression }) => reads(expression)).map(({ rule }) => rule.code));
}

/** What decides whether an element or a register is asked; nothing of what always is. */
export function operandsOfCondition(form: FormDefinition, code: string): readonly string[] {
  const condition = compileForm(form).conditions.find((one) => one.code === code);
  return condition ? [...new Set([...condition.expression.names, ...condition.expression.cellCodes])] : [];
}

/**
 * The element itself and every one that it moves, however far: that is calculated from it, or asked by it. A
 * register's column moves what its register does.
 */
export function elementsMoved(form: FormDefinition, code: string): ReadonlySet<string> {
  const moved = new Set([code, code.split('.')[0] ?? code]);
  const { conditions, calculations } = compileForm(form);
  // Both stand in an order in which operands come first, and no condition reads what is calculated: one pass finds all.
  const steps = [...conditions, ...calculations.map(({ element, expression }) => ({ code: element.code, expression }))];
  for (const { code: one, expression } of steps) {
    if ([...expression.names, ...expression.cellCodes].some((name) => moved.has(name))) moved.add(one);
  }
  return moved;
}
