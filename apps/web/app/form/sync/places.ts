import {
  cellId,
  columnCode,
  expectedCells,
  isWorkedOut,
  matchesUnit,
  onceEach,
  parseCell,
  registersOf,
  type CellAddress,
  type CellContent,
  type CellError,
  type DataElement,
  type FormDefinition,
  type Localized,
  type Option,
  type UnitTraits,
} from '@huibao/domain';

/** Where a cell stands: its element, and what to call it. */
export interface Place {
  readonly id: string;
  readonly address: CellAddress;
  readonly element: DataElement;
  readonly option: Option | null;
  readonly section: string;
  readonly label: Localized;
  readonly isLocked: boolean;
  /** Locked as long as its condition doesn't hold. */
  readonly isNotAsked?: boolean;
}

export function placeOf(section: string, element: DataElement, option: Option | null, address: CellAddress): Place {
  return {
    id: cellId(address),
    address,
    element,
    option,
    section,
    label: option
      ? { zh: `${element.label.zh}：${option.label.zh}`, en: `${element.label.en}: ${option.label.en}` }
      : element.label,
    isLocked: isWorkedOut(element) || element.fromSensitiveRegister !== undefined,
  };
}

const placesByElement = onceEach((_element: DataElement) => new Map<string, Place>());

/** Of a cell outside registers: the same place as long as its question is the same, whatever changes around it. */
export function placeOfCell(section: string, element: DataElement, option: Option | null): Place {
  const known = placesByElement(element);
  const name = `${section} ${option?.code ?? ''}`;
  const before = known.get(name);
  if (before) return before;
  const made = placeOf(section, element, option, { code: element.code, key: option?.code ?? '' });
  known.set(name, made);
  return made;
}

const placesByForm = new WeakMap<FormDefinition, { readonly unit: UnitTraits; readonly places: Places }>();
type Places = ReadonlyMap<string, Place>;

/** Every cell outside registers by its id; made once for a form, since thousands of findings ask where they are. */
export function placesOf(form: FormDefinition, unit: UnitTraits): Places {
  const known = placesByForm.get(form);
  if (known?.unit === unit) return known.places;
  const places = new Map(
    expectedCells(form, unit).map(({ section, element, option, cellId: id }) => [
      id,
      placeOfCell(section, element, option),
    ]),
  );
  placesByForm.set(form, { unit, places });
  return places;
}

/** The place of any cell by its id, registers' included: `register`, `register.column[row]`, `element[option]`. */
export function findPlace(form: FormDefinition, unit: UnitTraits, id: string): Place | undefined {
  const known = placesOf(form, unit).get(id);
  if (known) return known;
  const match = /^([^.[]+)\.([^[]+)\[(.+)\]$/.exec(id);
  const register = registersOf(form).find((one) => one.code === match?.[1]);
  const column = register?.columns.find((one) => one.code === match?.[2]);
  if (!register || !column || !match?.[3]) return undefined;
  return placeOf(sectionOfRegister(form, register.code), column, null, {
    code: columnCode(register, column),
    key: match[3],
  });
}

export function sectionOfRegister(form: FormDefinition, code: string): string {
  return (
    form.sections.find((section) =>
      section.blocks.some((block) => block.kind === 'register' && block.register.code === code),
    )?.code ?? ''
  );
}

/** The section that shows a cell, for links from a finding or a comment. */
export function sectionOfCell(form: FormDefinition, unit: UnitTraits, id: string): string | undefined {
  return findPlace(form, unit, id)?.section ?? (sectionOfRegister(form, id) || undefined);
}

export function columnsFor(columns: readonly DataElement[], unit: UnitTraits): readonly DataElement[] {
  return columns.filter((column) => matchesUnit(column.appliesTo, unit));
}

export type Reading =
  | { readonly ok: true; readonly content: CellContent; readonly isEmptied: boolean }
  | { readonly ok: false; readonly error: CellError };

/**
 * Reads typed text. A number outside its limits is kept, and found by the check; what can't be read at all is refused.
 * @param year reported on, which a date may leave out
 */
export function readText(element: DataElement, text: string, year: number): Reading {
  const { min, max, ...open } = element;
  const parsed = parseCell(min === undefined && max === undefined ? element : open, text, year);
  if (parsed.ok) return { ok: true, content: parsed.content, isEmptied: parsed.notice === 'emptied' };
  return { ok: false, error: { code: parsed.code, params: parsed.params } };
}
