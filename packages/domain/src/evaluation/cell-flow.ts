import type { ParsedExpression } from '../expression/node.ts';
import type { FormDefinition } from '../form/definition.ts';
import type { Localized } from '../localized.ts';
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

/** What decides whether an element, a register or a column of it is asked, by its names; none of what always is. */
export function decidedBy(form: FormDefinition, code: string): readonly Localized[] {
  const { conditions, elements, registers } = compileForm(form);
  const condition = conditions.find((one) => one.code === code);
  if (!condition) return [];
  const { names, cellCodes, ownColumns } = condition.expression;
  const named = new Set([...names, ...cellCodes]);
  const own = condition.within?.columns.filter((column) => ownColumns.has(column.code)) ?? [];
  return [...elements.values(), ...registers.values()]
    .filter((one) => named.has(one.code))
    .concat(own)
    .map(({ label }) => label);
}

/**
 * The element itself and every one that it moves, however far: that is calculated from it, or asked by it. A
 * register's column moves what its register does.
 */
export function elementsMoved(form: FormDefinition, code: string): ReadonlySet<string> {
  const moved = new Set([code, code.split('.')[0] ?? code]);
  const { conditions, calculations } = compileForm(form);
  // Both stand in an order in which operands come first, and no condition reads what is calculated: one pass finds all.
  const steps = [
    ...conditions.map(({ code: one, within, expression }) => ({ codes: [one, within?.code ?? one], expression })),
    ...calculations.map(({ element, expression }) => ({ codes: [element.code], expression })),
  ];
  for (const { codes, expression } of steps) {
    if ([...expression.names, ...expression.cellCodes].some((name) => moved.has(name)))
      for (const one of codes) moved.add(one);
  }
  return moved;
}
