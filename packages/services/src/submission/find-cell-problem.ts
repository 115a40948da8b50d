import {
  canonicalDecimal,
  cellOptionsOf,
  columnCode,
  elementOfCell,
  elementsOf,
  findContentError,
  isNumeric,
  isWorkedOut,
  matchesUnit,
  registersOf,
  type CellAddress,
  type DataElement,
  type ErrorCode,
  type ErrorParams,
  type FormDefinition,
  type UnitTraits,
} from '@huibao/domain';
import type { CellEdit } from './draft-cell.repository.ts';

const rowKey = /^[0-9a-f-]{36}$/;

/** Why a cell can't be saved at all. Values out of their range are saved, and found by the check. */
export function findCellProblem(
  form: FormDefinition,
  unit: UnitTraits,
  cell: CellEdit,
): { error: ErrorCode; params: ErrorParams } | null {
  const place = findPlace(form, unit, cell);
  if (place === 'unknown' || place === 'not_for_unit') return { error: `cell.${place}`, params: {} };
  if (place === 'register') {
    const isAnswer =
      cell.state === 'missing' || (cell.state === 'value' && (cell.value === 'rows' || cell.value === 'nothing'));
    return isAnswer ? null : { error: 'cell.not_a_choice', params: {} };
  }
  if (isWorkedOut(place) || place.fromSensitiveRegister !== undefined) return { error: 'cell.locked', params: {} };
  const error = findContentError(place, cell, unit);
  if (!error || error.code === 'too_small' || error.code === 'too_large') return null;
  return { error: `cell.${error.code}`, params: error.params };
}

/** With a number as it is kept; what was typed on a page or in a workbook is so already. */
export function inCanonicalForm(form: FormDefinition, unit: UnitTraits, cell: CellEdit): CellEdit {
  if (cell.state !== 'value' || !/^-?0/.test(cell.value)) return cell;
  const place = findPlace(form, unit, cell);
  return typeof place !== 'string' && isNumeric(place.type) ? { ...cell, value: canonicalDecimal(cell.value) } : cell;
}

/** Whether the form has this cell for the unit, be it one that it fills in by itself. */
export function hasCell(form: FormDefinition, unit: UnitTraits, cell: CellAddress): boolean {
  const place = findPlace(form, unit, cell);
  return place !== 'unknown' && place !== 'not_for_unit';
}

/** What cells of a code are, by code. */
interface Places {
  readonly registers: ReadonlySet<string>;
  readonly columns: ReadonlyMap<string, DataElement>;
  readonly elements: ReadonlyMap<string, DataElement>;
}

/** A definition never changes: a form of a thousand cells is gone through once, not with each of them. */
const placesOfForms = new WeakMap<FormDefinition, Places>();

function placesOf(form: FormDefinition): Places {
  const known = placesOfForms.get(form);
  if (known) return known;
  const registers = registersOf(form);
  const places: Places = {
    registers: new Set(registers.map(({ code }) => code)),
    columns: new Map(
      registers.flatMap((register) => register.columns.map((column) => [columnCode(register, column), column])),
    ),
    elements: new Map(elementsOf(form).map((element) => [element.code, element])),
  };
  placesOfForms.set(form, places);
  return places;
}

function findPlace(
  form: FormDefinition,
  unit: UnitTraits,
  { code, key }: CellAddress,
): DataElement | 'register' | 'unknown' | 'not_for_unit' {
  const { registers, columns, elements } = placesOf(form);
  if (key === '' && registers.has(code)) return 'register';
  const column = columns.get(code);
  if (column) return rowKey.test(key) ? column : 'unknown';
  const element = elements.get(code);
  if (!element) return 'unknown';
  const options = cellOptionsOf(element);
  const option = options?.find((one) => one.code === key);
  if (options ? !option : key !== '') return 'unknown';
  if (!matchesUnit(element.appliesTo, unit) || !matchesUnit(option?.appliesTo, unit)) return 'not_for_unit';
  return option ? elementOfCell(element, option) : element;
}
