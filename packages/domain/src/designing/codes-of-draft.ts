import type { DataElement, FormDefinition } from '../form/definition.ts';
import { placedCodes } from '../form/placed-parts.ts';
import { isFormFile } from '../package/form-file.ts';
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
  return new FreeCodes(taken).take(wanted);
}

/** Gives out one free code after another; a thousand of them are made at once. */
export class FreeCodes {
  readonly #taken: Set<string>;
  /** Below which every number is taken, by what comes before it. */
  readonly #next = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  take(wanted: string): string {
    const code = this.#free(wanted);
    this.#taken.add(code);
    return code;
  }

  #free(wanted: string): string {
    if (!this.#taken.has(wanted)) return wanted;
    const base = wanted.replace(/_\d+$/, '');
    let number = this.#next.get(base) ?? 2;
    while (this.#taken.has(`${base}_${number}`)) number += 1;
    this.#next.set(base, number + 1);
    return `${base}_${number}`;
  }
}

/** What is asked for in a number of the period: what most of what is asked is. */
export function newElement(code: string, label: DataElement['label']): DataElement {
  return { code, label, type: 'integer', flow: 'flow', required: true, min: '0' };
}
