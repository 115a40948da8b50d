import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { columnWidths, isNumericColumn } from '../table-columns.ts';
import { areaWidth, face } from './typography.ts';

/** As wide as the type area; the head repeats, a row isn't split. */
export function renderTable(header: readonly string[], rows: readonly (readonly string[])[]): Table {
  const shares = columnWidths(header, rows);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((share / total) * areaWidth));
  const headRow = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: header.map((text, column) => cell(text, widths[column] ?? 0, true, false)),
  });
  const bodyRows = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: widths.map((width, column) => cell(row[column] ?? '', width, false, isNumericColumn(rows, column))),
      }),
  );
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: header.length === 0 ? bodyRows : [headRow, ...bodyRows],
  });
}

function cell(text: string, width: number, isHead: boolean, isNumber: boolean): TableCell {
  const alignment = isHead ? AlignmentType.CENTER : isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 60, bottom: 60, left: 80, right: 80 },
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          alignment,
          spacing: { line: 320, lineRule: 'exact', before: 0, after: 0 },
          children: [new TextRun({ text: line, ...face(isHead ? '黑体' : '仿宋', 12, 0) })],
        }),
    ),
  });
}
