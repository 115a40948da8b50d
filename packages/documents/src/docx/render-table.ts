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
import type { LaidCell, LaidTable } from '../table-cells.ts';
import { areaWidth, face } from './typography.ts';

/** As wide as the type area; the head repeats, a row isn't split. */
export function renderTable({ widths: shares, numeric, head, body }: LaidTable): Table {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((share / total) * areaWidth));
  const rowOf = (cells: readonly LaidCell[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((one) => renderCell(one, widths, isHead, !isHead && (numeric[one.column] ?? false))),
    });
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [...head.map((row) => rowOf(row, true)), ...body.map((row) => rowOf(row, false))],
  });
}

function renderCell(
  { text, column, columns, rows }: LaidCell,
  widths: readonly number[],
  isHead: boolean,
  isNumber: boolean,
): TableCell {
  const width = widths.slice(column, column + columns).reduce((sum, one) => sum + one, 0);
  const alignment = isHead ? AlignmentType.CENTER : isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(columns > 1 ? { columnSpan: columns } : {}),
    ...(rows > 1 ? { rowSpan: rows } : {}),
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
