import {
  cellId,
  cellLabel,
  cellOptionsOf,
  columnCode,
  elementsOf,
  registersOf,
  type Cell,
  type CellState,
  type DataElement,
  type FormDefinition,
  type Localized,
} from '@huibao/domain';

/** A cell as it stood. */
export interface OriginCell {
  readonly id: string;
  readonly label: Localized;
  readonly state: CellState;
  readonly value: string;
}

/** What a cell is called on its form. */
export interface CellPlace {
  readonly label: Localized;
  /** What it answers; null of a register's own cell. */
  readonly element: DataElement | null;
  readonly unit: Localized | null;
}

export function findPlace(form: FormDefinition, code: string, key: string): CellPlace | undefined {
  const element = elementsOf(form).find((one) => one.code === code);
  if (element)
    return {
      label: cellLabel(element.label, cellOptionsOf(element)?.find((option) => option.code === key)?.label ?? null),
      element,
      unit: element.unit ?? null,
    };
  for (const register of registersOf(form)) {
    if (register.code === code) return { label: register.label, element: null, unit: null };
    const column = register.columns.find((one) => columnCode(register, one) === code);
    if (column) return { label: cellLabel(register.label, column.label), element: column, unit: column.unit ?? null };
  }
  return undefined;
}

/**
 * An operand as it stood: the same option's cell where it has one, else all its cells; a register by its number of
 * rows.
 */
export function operandCells(
  form: FormDefinition,
  operand: string,
  key: string,
  cells: readonly Cell[],
): readonly OriginCell[] {
  if (registersOf(form).some((register) => register.code === operand)) {
    const rows = new Set(cells.filter((cell) => cell.code.startsWith(`${operand}.`)).map((cell) => cell.key)).size;
    return [
      {
        id: operand,
        label: findPlace(form, operand, '')?.label ?? { zh: '', en: '' },
        state: 'value',
        value: String(rows),
      },
    ];
  }
  const own = cells.filter((cell) => cell.code === operand);
  const wanted = own.some((cell) => cell.key === key) ? own.filter((cell) => cell.key === key) : own;
  return wanted.flatMap((cell) => {
    const place = findPlace(form, cell.code, cell.key);
    return place ? [{ id: cellId(cell), label: place.label, state: cell.state, value: cell.value }] : [];
  });
}
