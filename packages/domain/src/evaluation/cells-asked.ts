import { isWorkedOut, registersOf, type FormDefinition } from '../form/definition.ts';
import type { UnitTraits } from '../org-unit.ts';
import { expectedCells } from './compile-form.ts';

/** How many cells a form asks a unit to type in, and each register as one: what it costs whoever fills it in. */
export function cellsAsked(form: FormDefinition, unit: UnitTraits): number {
  const typed = expectedCells(form, unit).filter(({ element }) => !isWorkedOut(element));
  return typed.length + registersOf(form).length;
}
