import { isCountable, namesThings } from './check-indicator.ts';
import { crossingElements } from '../form/names-of-others.ts';
import type { DataElement, FormDefinition } from '../form/definition.ts';
import { columnCode, elementsOf, registersOf } from '../form/definition.ts';
import type { Localized } from '../localized.ts';

/** What an indicator can ask for: an element, or a register's column whose texts can be listed. */
export interface AskableElement extends Pick<
  DataElement,
  'code' | 'label' | 'type' | 'flow' | 'unit' | 'options' | 'dimension' | 'crossedBy'
> {
  /** Of a column: its register, and the code is `register.column`. */
  readonly register?: Localized;
}

export interface AskableForm {
  readonly code: string;
  readonly number: Localized;
  readonly title: Localized;
  readonly elements: readonly AskableElement[];
}

/**
 * Dates, narratives and files can't be asked for, nor can a register's numbers, which a form counts by itself; nor what
 * another form asks.
 */
export function askableForms(forms: readonly FormDefinition[]): readonly AskableForm[] {
  return forms.map((form) => ({
    code: form.code,
    number: form.number,
    title: form.shortTitle,
    elements: [
      ...elementsOf(form)
        .filter(({ code }) => !crossingElements(form).has(code))
        .filter((element) => isCountable(element.type) || namesThings(element))
        .map((element) => askable(element, element.code)),
      ...registersOf(form).flatMap((register) =>
        register.columns.filter(namesThings).map((column) => ({
          ...askable(column, columnCode(register, column)),
          register: register.label,
        })),
      ),
    ],
  }));
}

function askable(
  { label, type, flow, unit, options, dimension, crossedBy }: DataElement,
  code: string,
): AskableElement {
  return {
    code,
    label,
    type,
    flow,
    ...(unit ? { unit } : {}),
    ...(options ? { options } : {}),
    ...(dimension ? { dimension } : {}),
    ...(crossedBy ? { crossedBy } : {}),
  };
}
