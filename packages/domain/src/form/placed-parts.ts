import {
  elementsWithin,
  registersOf,
  type DataElement,
  type FormBlock,
  type FormDefinition,
  type Register,
} from './definition.ts';
import { placed, type Placed } from './definition-issue.ts';

export function placedElements(form: FormDefinition): readonly Placed<DataElement>[] {
  return blocksOf(form).flatMap(({ item, path }) => placed(elementsWithin(item), [...path, 'elements']));
}

export function placedRegisters(form: FormDefinition): readonly Placed<Register>[] {
  return blocksOf(form).flatMap(({ item, path }) =>
    item.kind === 'register' ? [{ item: item.register, path: [...path, 'register'] }] : [],
  );
}

/** What is asked no more: elements, and registers, of which some may still be asked with other columns. */
export function placedRetired(form: FormDefinition): {
  readonly elements: readonly Placed<DataElement>[];
  readonly registers: readonly Placed<Register>[];
} {
  const blocks = placed(form.retired ?? [], ['retired']);
  return {
    elements: blocks.flatMap(({ item, path }) => placed(elementsWithin(item), [...path, 'elements'])),
    registers: blocks.flatMap(({ item, path }) =>
      item.kind === 'register' ? [{ item: item.register, path: [...path, 'register'] }] : [],
    ),
  };
}

/** Elements and registers, asked or retired, each where its code stands. */
export function placedCodes(form: FormDefinition): readonly Placed<{ readonly code: string }>[] {
  const asked = new Set(registersOf(form).map((register) => register.code));
  const { elements, registers } = placedRetired(form);
  return [
    ...placedElements(form),
    ...placedRegisters(form),
    ...elements,
    ...registers.filter(({ item }) => !asked.has(item.code)),
  ];
}

export function blocksOf(form: FormDefinition): readonly Placed<FormBlock>[] {
  return placed(form.sections, ['sections']).flatMap(({ item, path }) => placed(item.blocks, [...path, 'blocks']));
}
