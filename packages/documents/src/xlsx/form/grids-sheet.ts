import {
  layOutGrid,
  localize,
  slotContent,
  type FormDefinition,
  type FormSection,
  type Grid,
  type GridHead,
  type GridLayout,
  type GridSlot,
  type UnitTraits,
} from '@huibao/domain';
import { toRef } from '../cell/ref.ts';
import { rowHeight } from '../write/row-height.ts';
import {
  textCell,
  textFormat,
  type CellStyle,
  type CellValidation,
  type Sheet,
  type SheetRow,
} from '../write/model.ts';
import type { ChoiceLists } from './choice-lists.ts';
import { contentCell, isWritable, validationsOf } from './input-cell.ts';
import { gridAddress, gridMark, labelMark, lockedMark } from './layout.ts';
import { headStyle, leadRows } from './lead-rows.ts';
import type { FormWorkbookInput } from './workbook.ts';

const labelStyle: CellStyle = { format: textFormat, isWrapped: true, isBordered: true };
const titleStyle: CellStyle = { format: textFormat, font: 'bold', fill: 'section', isBordered: true };
const address = (text: string) => textCell(text, { format: textFormat });

/** Grids of a section, in which the unit is asked something. */
function gridsFor(section: FormSection, unit: UnitTraits): readonly { grid: Grid; layout: GridLayout }[] {
  return section.blocks
    .flatMap((block) => (block.kind === 'grid' ? [{ grid: block, layout: layOutGrid(block, unit) }] : []))
    .filter(({ layout }) => layout.lines.length > 0);
}

export function sectionsWithGrids(form: FormDefinition, unit: UnitTraits): readonly FormSection[] {
  return form.sections.filter((section) => gridsFor(section, unit).length > 0);
}

/** A section's grids under each other, each drawn as on the page: heads over several columns, beside several lines. */
export function gridsSheet(input: FormWorkbookInput, section: FormSection, name: string, choices: ChoiceLists): Sheet {
  const { locale, unit } = input;
  const grids = gridsFor(section, unit);
  const labels = Math.max(...grids.map(({ layout }) => layout.labelColumns));
  const columns = Math.max(...grids.map(({ layout }) => layout.lines[0]?.slots.length ?? 0));
  const width = 1 + labels + columns;
  const widths = [
    { width: 20, isHidden: true },
    ...Array.from({ length: labels }, (_, level) => ({ width: level === labels - 1 ? 36 : 14 })),
    ...Array.from({ length: columns }, () => ({ width: 14 })),
  ];
  const lead = leadRows(input, Math.max(width, 4));
  const sheet = { rows: [...lead.rows], merges: [...lead.merges], validations: [] as CellValidation[] };
  const headRow = sheet.rows.length;
  for (const { grid, layout } of grids) {
    const unitText = layout.unit ? `（${localize(layout.unit, locale)}）` : '';
    sheet.rows.push({ cells: columnAddresses(section.code, grid, layout, { labels, width }), isHidden: true });
    sheet.merges.push(`${toRef(1, sheet.rows.length)}:${toRef(width - 1, sheet.rows.length)}`);
    sheet.rows.push({
      cells: [
        address(lockedMark),
        textCell(
          `${localize(grid.title, locale)}${unitText}${labels === 0 && grid.hint ? localize(grid.hint, locale) : ''}`,
          titleStyle,
        ),
        ...Array.from({ length: width - 2 }, () => ({ style: titleStyle })),
      ],
    });
    pushHeads(sheet, grid, layout, labels, input);
    pushLines(sheet, grid, layout, { labels, widths, input, choices });
  }
  return {
    name,
    isProtected: true,
    isLandscape: width > 7,
    columns: widths,
    ...sheet,
    head: { firstRow: headRow, nextRow: headRow },
  };
}

interface Growing {
  readonly rows: SheetRow[];
  readonly merges: string[];
  readonly validations: CellValidation[];
}

function columnAddresses(
  section: string,
  grid: Grid,
  layout: GridLayout,
  { labels, width }: { readonly labels: number; readonly width: number },
): SheetRow['cells'] {
  const slots = layout.lines[0]?.slots ?? [];
  return [
    address(`${gridMark}${section}`),
    ...Array.from({ length: labels }, () => address(labelMark)),
    ...slots.map((slot) => address(addressOf(grid, slot, grid.across === 'elements' ? 'element' : 'key'))),
    // As far as the title goes, which is as wide as the widest table of the sheet.
    ...Array.from({ length: width - 1 - labels - slots.length }, () => address(labelMark)),
  ];
}

/** Of a sum there is none, nor of a column or line that is calculated throughout. */
function addressOf(
  { elements }: Grid,
  { element: { code }, keys: [key = ''], isTotal }: GridSlot,
  of: 'element' | 'key',
): string {
  // The element's own, whatever of its cells is fixed.
  const element = elements.find((one) => one.code === code);
  if (of === 'element') return element && isWritable(element) ? `${gridAddress.element}${element.code}` : lockedMark;
  return isTotal ? lockedMark : `${gridAddress.key}${key}`;
}

/** Heads over columns; before them the corner, over the columns of labels. */
function pushHeads(
  { rows, merges }: Growing,
  grid: Grid,
  layout: GridLayout,
  labels: number,
  { locale }: FormWorkbookInput,
): void {
  const firstRow = rows.length;
  const columns = layout.lines[0]?.slots.length ?? 0;
  const corner = [layout.corner, grid.hint].flatMap((text) => (text ? [localize(text, locale)] : [])).join('\n');
  const drawn = layout.columnHeads.map((): SheetRow['cells'][number][] => [
    address(lockedMark),
    ...Array.from({ length: labels + columns }, () => ({ style: headStyle })),
  ]);
  if (drawn[0] && labels > 0) {
    drawn[0][1] = textCell(corner, headStyle);
    merge(merges, { column: 1, row: firstRow, columns: labels, rows: drawn.length });
  }
  for (const head of layout.columnHeads.flat()) {
    const column = 1 + labels + head.track;
    const line = drawn[head.level];
    if (line) line[column] = textCell(headText(head, layout, locale), headStyle);
    merge(merges, { column, row: firstRow + head.level, columns: head.tracks, rows: head.levels });
  }
  rows.push(...drawn.map((cells) => ({ cells, height: 34 })));
}

function headText(head: GridHead, layout: GridLayout, locale: FormWorkbookInput['locale']): string {
  const { element } = head;
  const unit = layout.unit === null && element?.unit ? `（${localize(element.unit, locale)}）` : '';
  const required = element?.required && isWritable(element) ? ' *' : '';
  return `${localize(head.label, locale)}${unit}${required}`;
}

function pushLines(
  { rows, merges, validations }: Growing,
  grid: Grid,
  layout: GridLayout,
  {
    labels,
    widths,
    input,
    choices,
  }: { labels: number; widths: Sheet['columns']; input: FormWorkbookInput; choices: ChoiceLists },
): void {
  const { cells, locale, unit } = input;
  for (const { heads, slots } of layout.lines) {
    const row = rows.length;
    const named = Array.from({ length: labels }, (): SheetRow['cells'][number] => ({ style: labelStyle }));
    for (const head of heads) {
      named[head.level] = textCell(headText(head, layout, locale), labelStyle);
      // Labels of fewer levels than another table's on the sheet reach as far.
      const columns = head.isLeaf ? labels - head.level : head.levels;
      merge(merges, { column: 1 + head.level, row, columns, rows: head.tracks });
    }
    const [first] = slots;
    const line: SheetRow = {
      cells: [
        address(first ? addressOf(grid, first, grid.across === 'elements' ? 'key' : 'element') : lockedMark),
        ...named,
        ...slots.map((slot, index) => {
          const { element, isTotal } = slot;
          const isAsked = isWritable(element) && !isTotal;
          if (isAsked)
            validations.push(...validationsOf(element, { column: 1 + labels + index, row }, unit, locale, choices));
          return contentCell(
            element,
            slotContent(slot, cells),
            locale,
            isAsked ? { fill: 'input', isUnlocked: true } : { fill: 'calculated' },
          );
        }),
      ],
    };
    rows.push({ ...line, height: rowHeight(line, widths, 1) });
  }
}

function merge(
  merges: string[],
  { column, row, columns, rows }: { column: number; row: number; columns: number; rows: number },
): void {
  if (columns * rows > 1) merges.push(`${toRef(column, row)}:${toRef(column + columns - 1, row + rows - 1)}`);
}
