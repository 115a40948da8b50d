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
export function renderTable({ widths: shares, numeric, isDense, head, body }: LaidTable): Table {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((share / total) * areaWidth));
  const look = isDense ? dense : plain;
  const rowOf = (cells: readonly LaidCell[], isHead: boolean, isRepeated = false): TableRow =>
    new TableRow({
      // Said of the others as well, though it be “no”, some programs read all rows as heads.
      ...(isRepeated ? { tableHeader: true } : {}),
      cantSplit: true,
      children: cells.map((one) => renderCell(one, widths, look, isHead, !isHead && (numeric[one.column] ?? false))),
    });
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [...head.map((row) => rowOf(row, true, true)), ...body.map(({ cells, isHead }) => rowOf(cells, isHead))],
  });
}

/** Points; twentieths of a point. */
interface Look {
  readonly size: number;
  readonly line: number;
  readonly side: number;
  readonly top: number;
}

const plain: Look = { size: 12, line: 320, side: 80, top: 60 };
const dense: Look = { size: 9, line: 230, side: 30, top: 25 };

function renderCell(
  { text, column, columns, rows }: LaidCell,
  widths: readonly number[],
  look: Look,
  isHead: boolean,
  isNumber: boolean,
): TableCell {
  const { size, line: pitch, side, top } = look;
  const width = widths.slice(column, column + columns).reduce((sum, one) => sum + one, 0);
  const isCentred = isHead || (isNumber && (look === dense || columns > 1));
  const alignment = isCentred ? AlignmentType.CENTER : isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(columns > 1 ? { columnSpan: columns } : {}),
    ...(rows > 1 ? { rowSpan: rows } : {}),
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top, bottom: top, left: side, right: side },
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          alignment,
          spacing: { line: pitch, lineRule: 'exact', before: 0, after: 0 },
          children: [new TextRun({ text: line, ...face(isHead ? '黑体' : '仿宋', size, 0) })],
        }),
    ),
  });
}
