import { packageLimits } from './package-files.ts';
import type { Fault } from './refusal.ts';

/** Counted on what was read, before any schema or expression is tried on it. */
export function formTooLarge(form: unknown): Fault | undefined {
  const { cells, rules } = sizeOf(form);
  if (cells > packageLimits.cells)
    return { code: 'package.too_many_cells', path: '$.sections', params: { cells: packageLimits.cells } };
  if (rules > packageLimits.rules)
    return { code: 'package.too_many_rules', path: '$.rules', params: { rules: packageLimits.rules } };
  return undefined;
}

/** All that is written in a form's calculations and rules. */
export function expressionCharacters(form: unknown): number {
  return [
    ...elementsOf(form).flatMap((element) => [fieldOf(element, 'calculated'), fieldOf(element, 'when')]),
    ...registersOf(form).map((register) => fieldOf(register, 'when')),
    ...listOf(form, 'rules').map((rule) => fieldOf(rule, 'expression')),
  ].reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
}

function sizeOf(form: unknown): { readonly cells: number; readonly rules: number } {
  const cells = elementsOf(form).reduce<number>(
    (sum, element) =>
      [fieldOf(element, 'dimension'), ...listOf(element, 'crossedBy')].reduce<number>(
        (product, dimension) => product * Math.max(1, listOf(dimension, 'options').length),
        1,
      ) + sum,
    0,
  );
  return { cells, rules: listOf(form, 'rules').length };
}

function registersOf(form: unknown): readonly unknown[] {
  return listOf(form, 'sections').flatMap((section) =>
    listOf(section, 'blocks').map((block) => fieldOf(block, 'register')),
  );
}

function elementsOf(form: unknown): readonly unknown[] {
  return listOf(form, 'sections')
    .flatMap((section) => listOf(section, 'blocks'))
    .flatMap((block) => [...listOf(block, 'elements'), ...listOf(fieldOf(block, 'register'), 'columns')]);
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list = fieldOf(value, key);
  return Array.isArray(list) ? list : [];
}
