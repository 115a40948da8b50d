import type { ExpressionType, ScalarType, TypeScope } from '../expression/check.ts';
import { dimensionsOf } from './breakdown.ts';
import {
  elementsOf,
  isNumeric,
  registersOf,
  type DataElement,
  type FormDefinition,
  type Register,
} from './definition.ts';

/** Types of everything that an expression of the form may name, while options of these dimensions are chosen. */
export function typeScopeOf(form: FormDefinition, chosen: readonly string[]): TypeScope {
  return new Map<string, ExpressionType>([
    ...elementsOf(form).map((element) => [element.code, typeOfElement(element, chosen)] as const),
    ...registersOf(form).map((register) => [register.code, typeOfRegister(register)] as const),
  ]);
}

export function typeOfElement(element: DataElement, chosen: readonly string[]): ExpressionType {
  const type = scalarTypeOf(element);
  const isList = type !== 'number' && dimensionsOf(element).some(({ code }) => !chosen.includes(code));
  return isList ? { list: type } : type;
}

export function typeOfRegister(register: Register): ExpressionType {
  return { list: typeOfRow(register) };
}

export function typeOfRow({ columns }: Register): ExpressionType {
  return { row: new Map(columns.map((column) => [column.code, scalarTypeOf(column)])) };
}

export function scalarTypeOf(element: DataElement): ScalarType {
  if (isNumeric(element.type)) return 'number';
  return element.type === 'boolean' ? 'boolean' : 'string';
}
