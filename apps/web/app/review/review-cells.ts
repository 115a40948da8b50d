import {
  cellId,
  cellLabel,
  cellOptionsOf,
  columnCode,
  contentAt,
  elementsOf,
  expectedCells,
  layOutGrid,
  localize,
  parseCellId,
  printCell,
  registerRows,
  registersOf,
  slotContent,
  type CellContent,
  type CellMap,
  type DataElement,
  type FormDefinition,
  type Grid,
  type GridLayout,
  type Locale,
  type Localized,
  type Register,
  type UnitTraits,
} from '@huibao/domain';

/** A cell as the reviewer reads it. */
export interface ReviewCell {
  readonly id: string;
  readonly element: DataElement;
  readonly label: Localized;
  readonly now: CellContent;
  readonly lastYear: CellContent | null;
}

/** A place of a grid as the reviewer reads it; a sum is no cell, and has no id. */
export interface ReviewSlot extends Omit<ReviewCell, 'id'> {
  readonly id: string | null;
}

export type ReviewBlock =
  | { readonly kind: 'fields'; readonly title: Localized; readonly cells: readonly ReviewCell[] }
  | {
      readonly kind: 'grid';
      readonly grid: Grid;
      readonly layout: GridLayout;
      readonly slots: readonly (readonly ReviewSlot[])[];
    }
  | {
      readonly kind: 'register';
      readonly register: Register;
      readonly saysNothing: boolean;
      readonly rows: readonly {
        readonly id: string;
        readonly cells: readonly {
          readonly id: string;
          readonly element: DataElement;
          readonly content: CellContent;
        }[];
      }[];
    };

export interface ReviewSection {
  readonly code: string;
  readonly title: Localized;
  readonly blocks: readonly ReviewBlock[];
}

interface Source {
  readonly form: FormDefinition;
  readonly unit: UnitTraits;
  readonly cells: CellMap;
  readonly lastYear: CellMap | null;
}

/** The form's sections with what was submitted, in the form's order; elements that don't concern the unit left out. */
export function reviewSections({ form, unit, cells, lastYear }: Source): readonly ReviewSection[] {
  const expected = expectedCells(form, unit);
  const rows = registerRows(form, cells);
  return form.sections
    .map((section) => ({
      code: section.code,
      title: section.title,
      blocks: section.blocks
        .map((block): ReviewBlock => {
          if (block.kind === 'register') {
            const { register } = block;
            return {
              kind: 'register',
              register,
              saysNothing: contentAt(cells, register.code).value === 'nothing',
              rows: (rows.get(register.code) ?? []).map((id) => ({
                id,
                cells: register.columns.map((element) => {
                  const code = columnCode(register, element);
                  return { id: cellId({ code, key: id }), element, content: contentAt(cells, code, id) };
                }),
              })),
            };
          }
          if (block.kind === 'grid') {
            const layout = layOutGrid(block, unit);
            const slots = layout.lines.map((line) =>
              line.slots.map((slot): ReviewSlot => {
                const { element, option, isTotal } = slot;
                return {
                  id: isTotal ? null : cellId({ code: element.code, key: option?.code ?? '' }),
                  element,
                  label: cellLabel(element.label, option?.label ?? null),
                  now: slotContent(slot, cells),
                  lastYear: lastYear && slotContent(slot, lastYear),
                };
              }),
            );
            return { kind: 'grid', grid: block, layout, slots };
          }
          const codes = new Set(block.elements.map((element) => element.code));
          return {
            kind: 'fields',
            title: block.title,
            cells: expected
              .filter((cell) => codes.has(cell.element.code))
              .map(({ element, option, cellId: id }) => {
                const now = contentAt(cells, element.code, option?.code);
                const before = lastYear && contentAt(lastYear, element.code, option?.code);
                return {
                  id,
                  element,
                  label: cellLabel(element.label, option?.label ?? null),
                  now,
                  lastYear: before,
                };
              }),
          };
        })
        .filter((block) => {
          if (block.kind === 'grid') return block.slots.length > 0;
          return block.kind === 'register' || block.cells.length > 0;
        }),
    }))
    .filter((section) => section.blocks.length > 0);
}

/** How each cell of a form is called and printed, registers' rows by their number. */
export function cellWords(
  form: FormDefinition,
  cells: readonly CellMap[],
  locale: Locale,
  rowNumber: (no: number) => string,
) {
  const elements = new Map(elementsOf(form).map((element) => [element.code, element]));
  const registers = new Map<string, { readonly register: Register; readonly element: DataElement | null }>(
    registersOf(form).flatMap((register) => [
      [register.code, { register, element: null }],
      ...register.columns.map((element) => [columnCode(register, element), { register, element }] as const),
    ]),
  );
  const rowsOf = cells.map((one) => registerRows(form, one));
  const elementAt = (id: string): DataElement | null => {
    const { code } = parseCellId(id);
    return elements.get(code) ?? registers.get(code)?.element ?? null;
  };
  return {
    elementAt,
    label: (id: string): string => {
      const { code, key } = parseCellId(id);
      const element = elements.get(code);
      if (element) {
        const option = cellOptionsOf(element)?.find((one) => one.code === key);
        return localize(cellLabel(element.label, option?.label ?? null), locale);
      }
      const found = registers.get(code);
      if (!found) return id;
      const register = localize(found.register.label, locale);
      if (!found.element) return register;
      const no = rowsOf.map((rows) => (rows.get(found.register.code) ?? []).indexOf(key)).find((index) => index >= 0);
      return [register, no === undefined ? null : rowNumber(no + 1), localize(found.element.label, locale)]
        .filter((part) => part !== null)
        .join(' · ');
    },
    print: (id: string, content: CellContent | null): string => {
      const element = elementAt(id);
      return content && element ? printCell(element, content, locale) : (content?.value ?? '');
    },
  };
}

export type CellWords = ReturnType<typeof cellWords>;
