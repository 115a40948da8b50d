import { handmadeWorkbook, sheetOf, type HostileFile } from './handmade-workbook.ts';

export function badCells(): HostileFile[] {
  const rows = [
    '<row r="1"><c r="A0"><v>1</v></c></row>',
    '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    '<row r="1048577"><c><v>1</v></c></row>',
    '<row r="1"><c r="A2"><v>1</v></c></row>',
    '<row r="-1"/>',
    '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
    '<row r="1"><c r="A1" t="?"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>NaN</v></c></row>',
    '<row r="1"><c r="A1"><v>0x10</v></c></row>',
    '<row r="1"><c r="A1"><v>1e999</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>__proto__</v></c></row>',
  ];
  return rows.map((row) => ({
    name: row,
    bytes: handmadeWorkbook({ sheet: sheetOf(row) }),
    codes: ['workbook.unreadable'],
  }));
}
