import type { OfficialDocument } from '@huibao/domain';
import { officialDate } from '@huibao/domain';
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import { textWidth } from '../table-columns.ts';
import { areaWidth, character, face, flushParagraph, millimetres, onGrid } from './typography.ts';

const red = 'E60012';

/** Borders are measured in 1/8 pt. */
function eighths(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 72 * 8);
}

/**
 * 发文机关标志 35 mm below the top of the type area, on one line; two lines under it 发文字号 left and 签发人 right;
 * the red line 4 mm below; two lines.
 */
export function renderHead(head: OfficialDocument['head']): Paragraph[] {
  if (!head) return [];
  const size = Math.max(16, Math.min(46, Math.floor((areaWidth / 20 / Math.max(textWidth(head.issuer), 1)) * 2)));
  const signer =
    head.signer === '' ? [] : [new TextRun('\t签发人：'), new TextRun({ text: head.signer, ...face('楷体') })];
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: millimetres(35), after: 0 },
      children: [new TextRun({ text: head.issuer, color: red, ...face('小标宋', size, 0) })],
    }),
    new Paragraph(flushParagraph),
    new Paragraph(flushParagraph),
    new Paragraph({
      ...flushParagraph,
      indent: { left: character, right: character },
      tabStops: [{ type: TabStopType.RIGHT, position: areaWidth - character }],
      children: [new TextRun(head.number), ...signer],
    }),
    // The line is a paragraph of its own, as the number's border would be indented with it.
    new Paragraph({
      spacing: { line: 100, lineRule: 'exact', before: 0, after: 0 },
      border: { bottom: { style: BorderStyle.SINGLE, size: eighths(0.35), color: red, space: 0 } },
    }),
    new Paragraph(flushParagraph),
    new Paragraph(flushParagraph),
  ];
}

/**
 * Sealed (with a red head): the date ends four characters from the right under the issuer's middle. Unsealed: two, and
 * it begins two characters after the issuer.
 */
export function renderSignature({ issuer, date, head }: OfficialDocument): Paragraph[] {
  if (issuer === '' && date === null) return [];
  const isSealed = head !== null;
  const printed = date === null ? '' : officialDate(date);
  const [issuerWidth, dateWidth] = [textWidth(issuer) / 2, textWidth(printed) / 2];
  const { issuerRight, dateRight } = isSealed ? sealed(issuerWidth, dateWidth) : unsealed(issuerWidth, dateWidth);
  const rightLine = (text: string, right: number) =>
    new Paragraph({
      ...flushParagraph,
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(right * character) },
      keepNext: true,
      keepLines: true,
      children: [new TextRun(text)],
    });
  return [
    ...Array.from({ length: isSealed ? 2 : 1 }, () => new Paragraph({ ...flushParagraph, keepNext: true })),
    ...(issuer === '' ? [] : [rightLine(issuer, date === null ? (isSealed ? 4 : 2) : issuerRight)]),
    ...(date === null ? [] : [rightLine(printed, dateRight)]),
  ];
}

interface RightEdges {
  readonly issuerRight: number;
  readonly dateRight: number;
}

function sealed(issuerWidth: number, dateWidth: number): RightEdges {
  return { issuerRight: Math.max(0, 4 - (issuerWidth - dateWidth) / 2), dateRight: 4 };
}

function unsealed(issuerWidth: number, dateWidth: number): RightEdges {
  const dateRight = issuerWidth - dateWidth;
  return dateRight >= 2 ? { issuerRight: 2, dateRight } : { issuerRight: 4 + dateWidth - issuerWidth, dateRight: 2 };
}

const imprintSize = 14 * 20;

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const thick = { style: BorderStyle.SINGLE, size: eighths(0.35), color: '000000' };
const thin = { style: BorderStyle.SINGLE, size: eighths(0.25), color: '000000' };

/**
 * 版记: a table floating at the foot of the last page's type area, 4号; outer lines 0.35 mm, the inner one 0.25 mm.
 * LibreOffice 7 shows it in the flow.
 */
export function renderImprint(imprint: OfficialDocument['imprint']): (Table | Paragraph)[] {
  if (!imprint) return [];
  const printed = imprint.date === null ? '' : `\t${officialDate(imprint.date)}印发`;
  const copies = new Paragraph({
    spacing: onGrid,
    indent: { left: 4 * imprintSize, hanging: 3 * imprintSize, right: imprintSize },
    keepNext: true,
    children: [new TextRun({ text: `抄送：${imprint.copies.join('，')}。`, ...face('仿宋', 14, 0) })],
  });
  const office = new Paragraph({
    spacing: onGrid,
    indent: { left: imprintSize, right: imprintSize },
    tabStops: [{ type: TabStopType.RIGHT, position: areaWidth - imprintSize }],
    children: [new TextRun({ text: `${imprint.issuer}${printed}`, ...face('仿宋', 14, 0) })],
  });
  const row = (content: Paragraph, top: typeof thick, bottom: typeof thick) =>
    new TableRow({
      cantSplit: true,
      children: [
        new TableCell({
          width: { size: areaWidth, type: WidthType.DXA },
          margins: { left: 0, right: 0, top: 0, bottom: 0 },
          borders: { top, bottom, left: none, right: none },
          children: [content],
        }),
      ],
    });
  return [
    new Table({
      width: { size: areaWidth, type: WidthType.DXA },
      columnWidths: [areaWidth],
      layout: TableLayoutType.FIXED,
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      },
      rows:
        imprint.copies.length === 0
          ? [row(office, thick, thick)]
          : [row(copies, thick, thin), row(office, thin, thick)],
    }),
    // A floating table hangs on the paragraph after it.
    new Paragraph({ spacing: { line: 20, lineRule: 'exact', before: 0, after: 0 } }),
  ];
}
