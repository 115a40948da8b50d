import type { FormDefinition } from '../form/definition.ts';
import { compileForm } from './compile-form.ts';

/**
 * The codes of elements and registers of the same form that a calculated element is worked out from; none where
 * it is typed.
 */
export function operandsOfElement(form: FormDefinition, code: string): readonly string[] {
  const calculation = compileForm(form).calculations.find((one) => one.element.code === code);
  return calculation ? [...new Set([...calculation.expression.names, ...calculation.expression.cellCodes])] : [];
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
