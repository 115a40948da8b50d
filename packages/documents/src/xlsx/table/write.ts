import { textWidth } from '../../table-columns.ts';
import { columnName } from '../cell/ref.ts';
import { fractionDigits, numberFormat, numberValue, percentFormat, percentValue } from '../write/number-cell.ts';
import { sheetNames } from '../write/sheet-name.ts';
import type { TableColumn, TableSheet, TableWorkbookInput } from './workbook.ts';
import type { CellStyle, Sheet, SheetCell } from '../write/model.ts';
import { textCell, textFormat } from '../write/model.ts';
import { writeWorkbook } from '../write/write-workbook.ts';

const headStyle: CellStyle = {
  font: 'bold',
  fill: 'head',
  align: 'center',
  isWrapped: true,
  isBordered: true,
  isUnlocked: true,
};
const textStyle: CellStyle = { format: textFormat, isWrapped: true, isBordered: true, isUnlocked: true };

/**
 * Plain tables: a title, a head that stays in view and repeats on paper, rows. No text in them can become a formula.
 */
export async function writeTableWorkbook(input: TableWorkbookInput): Promise<Uint8Array> {
  const names = sheetNames(input.sheets.map((sheet) => sheet.name));
  const sheets = input.sheets.map((sheet, index) => toSheet(sheet, names[index] ?? ''));
  return writeWorkbook(sheets, { title: input.sheets[0]?.title ?? names[0] ?? '' });
}

function toSheet({ columns, rows, title }: TableSheet, name: string): Sheet {
  const last = columnName(Math.max(columns.length - 1, 0));
  const titleRows =
    title === undefined
      ? []
      : [{ cells: [textCell(title, { font: 'title', align: 'center', format: textFormat })], height: 30 }];
  return {
    name,
    isLandscape: columns.reduce((sum, column) => sum + widthOf(column, []), 0) > 90,
    columns: columns.map((column, index) => ({
      width:
        column.width ??
        widthOf(
          column,
          rows.map((row) => row[index] ?? ''),
        ),
    })),
    rows: [
      ...titleRows,
      { cells: columns.map((column) => textCell(column.header, headStyle)) },
      ...rows.map((row) => ({ cells: columns.map((column, index) => toCell(column, row[index] ?? null)) })),
    ],
    merges: title === undefined || columns.length < 2 ? [] : [`A1:${last}1`],
    head: { firstRow: titleRows.length, nextRow: titleRows.length + 1 },
  };
}

function toCell(column: TableColumn, text: string | null): SheetCell {
  if (text === null || text === '') return { style: textStyle };
  const value =
    column.kind === 'number' ? numberValue(text) : column.kind === 'percent' ? percentValue(text) : undefined;
  if (value?.kind !== 'number')
    return textCell(
      value?.kind === 'text' && looksLikeDecimal(text) ? value.text : text,
      column.kind === 'text' ? textStyle : { ...textStyle, align: 'right' },
    );
  const decimals = fractionDigits(text);
  return {
    value,
    style: {
      format: column.kind === 'percent' ? percentFormat(decimals) : numberFormat(decimals),
      align: 'right',
      isBordered: true,
      isUnlocked: true,
    },
  };
}

/** A number too long to be one in a spreadsheet stands as text, a per cent with its sign; “—” stands as it is. */
function looksLikeDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

const narrowest = 8;
const widest = 48;

function widthOf(column: TableColumn, texts: readonly string[]): number {
  if (column.width !== undefined) return column.width;
  const longest = texts.reduce((width, text) => Math.max(width, textWidth(text)), textWidth(column.header));
  return Math.min(Math.max(longest + 2, narrowest), widest);
}
