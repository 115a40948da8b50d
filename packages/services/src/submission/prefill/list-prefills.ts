import {
  contentAt,
  elementsOf,
  findContentError,
  type Cell,
  type CellMap,
  type FormDefinition,
  type Localized,
} from '@huibao/domain';
import type { Told, ToldOrigin } from './list-told.ts';

/** A cell that is still empty, with what another programme's forms say for the same days. */
export interface Prefill extends Cell {
  readonly label: Localized;
  readonly from: ToldOrigin;
}

/** What could be filled in from elsewhere: what is empty, names its source, and would be taken as an answer. */
export function prefillsOf(told: readonly Told[], form: FormDefinition, drafts: CellMap): readonly Prefill[] {
  const elements = new Map(elementsOf(form).map((element) => [element.code, element]));
  return told.flatMap(({ code, keys: [key = ''], label, value, from, isSource }): readonly Prefill[] => {
    const element = elements.get(code);
    const cell = { code, key, state: 'value' as const, value };
    const isOffered =
      isSource &&
      contentAt(drafts, code, key).state === 'missing' &&
      element &&
      findContentError(element, cell) === null;
    return isOffered ? [{ ...cell, label, from }] : [];
  });
}
