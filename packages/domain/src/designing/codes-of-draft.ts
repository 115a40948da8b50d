import type { DataElement, FormDefinition } from '../form/definition.ts';
import { placedCodes } from '../form/meaning.ts';
import { isFormFile } from '../package/package-files.ts';
import type { DraftParts } from './draft-parts.ts';

export function formsOf(parts: DraftParts): readonly (readonly [name: string, form: FormDefinition])[] {
  return [...parts].filter(([name]) => isFormFile(name)).map(([name, form]) => [name, form as FormDefinition] as const);
}

/** Codes of elements and registers, asked or retired: each stands once in a programme. */
export function takenCodes(parts: DraftParts): ReadonlySet<string> {
  return new Set(formsOf(parts).flatMap(([, form]) => placedCodes(form).map(({ item }) => item.code)));
}

/** A code that nothing else has: the one asked for, or that with a number. */
export function freeCode(taken: ReadonlySet<string>, wanted: string): string {
  if (!taken.has(wanted)) return wanted;
  const base = wanted.replace(/_\d+$/, '');
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}

/** What is asked for in a number of the period: what most of what is asked is. */
export function newElement(code: string, label: DataElement['label']): DataElement {
  return { code, label, type: 'integer', flow: 'flow', required: true, min: '0' };
}
