import { HuibaoError, type OfficialBlock, type OfficialDocument } from '@huibao/domain';
import { printableDocument } from '../../printable-document.ts';
import { laidTable, type LaidCell, type LaidTable } from '../../table-cells.ts';
import { toRef } from '../cell/ref.ts';
import { textCell, textFormat, type CellStyle, type Sheet, type SheetCell, type SheetRow } from '../write/model.ts';
import { fractionDigits, numberValue, percentFormat, percentValue } from '../write/number-cell.ts';
import { rowHeight } from '../write/row-height.ts';
import { sheetNames } from '../write/sheet-name.ts';
import { writeWorkbook } from '../write/write-workbook.ts';

const headStyle: CellStyle = {
  font: 'bold',
  fill: 'head',
  align: 'center',
  isWrapped: true,
  isBordered: true,
  format: textFormat,
};
const textStyle: CellStyle = { format: textFormat, isWrapped: true, isBordered: true };
const noteStyle: CellStyle = { font: 'faint', align: 'center', format: textFormat, isWrapped: true };

/**
 * The tables of a document, a sheet each, with heads merged as they are printed; figures are numbers where a
 * spreadsheet keeps them exactly.
 *
 * @throws {HuibaoError} `report.no_tables`
 */
export function writeDocumentTables(given: OfficialDocument): Uint8Array {
  const document = printableDocument(given);
  const tables = namedTables(document.blocks);
  if (tables.length === 0) throw new HuibaoError('report.no_tables');
  const names = sheetNames(tables.map(({ name }) => name));
  const sheets = tables.map(({ name, table }, index) => toSheet(document, name, laidTable(table), names[index] ?? ''));
  return writeWorkbook(sheets, { title: document.title.join('') });
}

type Table = Extract<OfficialBlock, { readonly kind: 'table' }>;

/** Each by its title, or by the heading that it stands under. */
function namedTables(blocks: readonly OfficialBlock[]): readonly { readonly name: string; readonly table: Table }[] {
  let heading = '';
  let title = '';
  return blocks.flatMap((block) => {
    if (block.kind === 'table') {
      const name = title === '' ? heading : title;
      title = '';
      return [{ name, table: block }];
    }
    const text = block.runs.map((run) => run.text).join('');
    if (block.kind === 'heading') heading = text;
    title = block.kind === 'tableTitle' ? text : '';
    return [];
  });
}

/** Over the table what says of which document it is, and in what state that is. */
function toSheet(document: OfficialDocument, title: string, table: LaidTable, name: string): Sheet {
  const width = table.widths.length;
  const columns = table.widths.map((share) => ({ width: Math.max(share, 10) }));
  const lead = [
    textCell(document.title.join(''), { font: 'title', align: 'center', format: textFormat }),
    ...[document.stamp ?? '', document.watermark, title].flatMap((text) =>
      text === '' ? [] : [textCell(text, noteStyle)],
    ),
  ];
  const rows: SheetRow[] = lead.map((cell) => ({ cells: [cell], height: cell.style.font === 'title' ? 30 : 20 }));
  const merges = width < 2 ? [] : lead.map((_, row) => `${toRef(0, row)}:${toRef(width - 1, row)}`);
  const covered = new Map<number, Map<number, CellStyle>>();
  const put = (cells: readonly LaidCell[], isHead: boolean): void => {
    const row = rows.length;
    const drawn: (SheetCell | null)[] = Array.from({ length: width }, (_, column) => {
      const style = covered.get(row)?.get(column);
      return style ? { style } : null;
    });
    const single = [...drawn];
    for (const one of cells) {
      const cell = isHead ? textCell(one.text, headStyle) : figureCell(one.text);
      for (let below = row; below < row + one.rows; below += 1)
        for (let beside = one.column; beside < one.column + one.columns; beside += 1)
          if (below === row) drawn[beside] = { style: cell.style };
          else covered.set(below, (covered.get(below) ?? new Map<number, CellStyle>()).set(beside, cell.style));
      drawn[one.column] = cell;
      if (one.columns === 1) single[one.column] = cell;
      if (one.columns > 1 || one.rows > 1)
        merges.push(`${toRef(one.column, row)}:${toRef(one.column + one.columns - 1, row + one.rows - 1)}`);
    }
    // By what has a column to itself: a wide cell has room.
    rows.push({ cells: drawn, height: rowHeight({ cells: single }, columns, 1) });
  };
  for (const cells of table.head) put(cells, true);
  for (const { cells, isHead } of table.body) put(cells, isHead);
  return {
    name,
    isLandscape: columns.reduce((sum, column) => sum + column.width, 0) > 90,
    columns,
    rows,
    merges,
    ...(table.head.length === 0 ? {} : { head: { firstRow: lead.length, nextRow: lead.length + table.head.length } }),
  };
}

/** A figure as it is printed, by thousands where it is so; all else is text. */
function figureCell(text: string): SheetCell {
  if (text === '') return { style: textStyle };
  const [, digits, percent = ''] = /^(-?\d[\d,]*(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  if (digits === undefined) return textCell(text, textStyle);
  const plain = digits.replaceAll(',', '');
  const value = percent === '' ? numberValue(plain) : percentValue(plain);
  if (value.kind !== 'number') return textCell(text, { ...textStyle, align: 'right' });
  const decimals = fractionDigits(plain);
  const grouped = digits.includes(',') ? '#,##0' : '0';
  const format = decimals === 0 ? grouped : `${grouped}.${'0'.repeat(decimals)}`;
  return {
    value,
    style: { format: percent === '' ? format : percentFormat(decimals), align: 'right', isBordered: true },
  };
}
