import type { ExpressionType, ScalarType, TypeScope } from '../expression/check.ts';
import { dimensionsOf } from './breakdown.ts';
import { elementsOf, isNumeric, registersOf, type DataElement, type FormDefinition } from './definition.ts';

/** Types of everything that an expression of the form may name, while options of these dimensions are chosen. */
export function typeScopeOf(form: FormDefinition, chosen: readonly string[]): TypeScope {
  const scope = new Map<string, ExpressionType>();
  for (const element of elementsOf(form)) {
    const type = scalarTypeOf(element);
    const isList = type !== 'number' && dimensionsOf(element).some(({ code }) => !chosen.includes(code));
    scope.set(element.code, isList ? { list: type } : type);
  }
  for (const register of registersOf(form)) {
    scope.set(register.code, {
      list: { row: new Map(register.columns.map((column) => [column.code, scalarTypeOf(column)])) },
    });
  }
  return scope;
}

export function scalarTypeOf(element: DataElement): ScalarType {
  if (isNumeric(element.type)) return 'number';
  return element.type === 'boolean' ? 'boolean' : 'string';
}
