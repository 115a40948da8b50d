import type { OfficialBlock, OfficialDocument, OfficialRun } from '@huibao/domain';
import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  Header,
  HeadingLevel,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type IRunOptions,
  type ISpacingProperties,
} from 'docx';
import { printableDocument } from '../printable-document.ts';
import { finishDocx } from './finish-docx.ts';
import { renderHead, renderImprint, renderSignature } from './render-parts.ts';
import { laidTable } from '../table-cells.ts';
import { renderTable } from './render-table.ts';
import type { Face } from './typography.ts';
import { bodyParagraph, character, face, flushParagraph, millimetres, onGrid, pitch } from './typography.ts';

/**
 * The document for Word and WPS by GB/T 9704-2012, naming the office fonts. Headings are real ones: the
 * navigation pane shows them.
 */
export async function renderDocx(given: OfficialDocument): Promise<Uint8Array> {
  const document = printableDocument(given);
  const file = new Document({
    title: document.title.join(''),
    creator: document.issuer,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { ...face('仿宋'), language: { value: 'en-US', eastAsia: 'zh-CN' } },
          paragraph: { spacing: onGrid },
        },
        title: {
          run: { ...face('小标宋', 22, 0), color: '000000' },
          paragraph: { spacing: onGrid, alignment: AlignmentType.CENTER },
        },
        heading1: headingStyle('黑体'),
        heading2: headingStyle('楷体'),
        heading3: headingStyle('仿宋'),
        heading4: headingStyle('仿宋'),
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: millimetres(210), height: millimetres(297) },
            margin: {
              top: millimetres(37),
              left: millimetres(28),
              right: millimetres(26),
              bottom: millimetres(35),
              header: millimetres(20),
              footer: footerDistance,
            },
          },
          grid: { type: DocumentGridType.LINES, linePitch: pitch },
        },
        headers: pageHeaders(document),
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [
          ...renderHead(document.head),
          ...document.title.map(
            (line) =>
              new Paragraph({
                ...flushParagraph,
                heading: HeadingLevel.TITLE,
                alignment: AlignmentType.CENTER,
                keepNext: true,
                children: [new TextRun({ text: line, ...face('小标宋', 22, 0) })],
              }),
          ),
          new Paragraph(flushParagraph),
          ...(document.addressee === ''
            ? []
            : [new Paragraph({ ...flushParagraph, children: [new TextRun(`${document.addressee}：`)] })]),
          ...document.blocks.flatMap((block, index) => renderBlock(block, index === document.blocks.length - 1)),
          ...renderSignature(document),
          ...(document.note === ''
            ? []
            : [new Paragraph({ ...bodyParagraph, children: [new TextRun(document.note)] })]),
          ...renderImprint(document.imprint),
        ],
      },
    ],
  });
  return finishDocx(await Packer.toBuffer(file));
}

function headingStyle(name: Face) {
  return {
    run: { ...face(name), bold: false, italics: false, color: '000000' },
    paragraph: { ...bodyParagraph, keepNext: true },
  };
}

const headings = {
  1: { level: HeadingLevel.HEADING_1, face: '黑体' },
  2: { level: HeadingLevel.HEADING_2, face: '楷体' },
  3: { level: HeadingLevel.HEADING_3, face: '仿宋' },
  4: { level: HeadingLevel.HEADING_4, face: '仿宋' },
} as const;

function renderBlock(block: OfficialBlock, isLast: boolean) {
  switch (block.kind) {
    case 'heading': {
      const { level, face: name } = headings[block.level];
      return [
        new Paragraph({
          ...bodyParagraph,
          heading: level,
          keepNext: true,
          children: [new TextRun({ text: textOf(block.runs), ...face(name) })],
        }),
      ];
    }
    case 'paragraph':
      // The signature stays with the end of the text.
      return [
        new Paragraph({
          ...bodyParagraph,
          keepNext: isLast,
          children: [new TextRun({ text: textOf(block.runs), ...face('仿宋') })],
        }),
      ];
    case 'tableTitle':
      return [
        new Paragraph({
          ...flushParagraph,
          alignment: AlignmentType.CENTER,
          keepNext: true,
          children: [new TextRun({ text: textOf(block.runs), ...face('黑体', 14) })],
        }),
      ];
    case 'table':
      return [renderTable(laidTable(block)), new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT } })];
  }
}

function textOf(runs: readonly OfficialRun[]): string {
  return runs.map((run) => run.text).join('');
}

/** From the page's edge to the number's line of 18 pt, so that its dashes stand 7 mm below the type area. */
const footerDistance = millimetres(35 - 7) - 180;

function pageNumber(alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT): Footer {
  const indent = alignment === AlignmentType.LEFT ? { left: 14 * 20 } : { right: 14 * 20 };
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent,
        spacing: { line: 360, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
        children: [new TextRun({ ...face('宋体', 14, 0), children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}

/** What stands over every page: that it isn't issued yet, or that it no longer holds. */
function pageHeaders({ watermark, stamp = '' }: OfficialDocument) {
  const lines = [
    ...(watermark === ''
      ? []
      : [headerLine(watermark, { ...face('黑体', 16, character / 4), color: '6B6B6B' }, onGrid)]),
    ...(stamp === '' ? [] : [headerLine(stamp, { ...face('黑体', 10.5, 0), color: 'C00000' }, stampLine)]),
  ];
  if (lines.length === 0) return {};
  const header = () => new Header({ children: lines.map((line) => line()) });
  return { default: header(), even: header() };
}

/** Two of them stay above the type area: a stamp moves no line of what it is on. */
const stampLine = { line: 280, lineRule: LineRuleType.EXACT, before: 0, after: 0 };

function headerLine(text: string, run: IRunOptions, spacing: ISpacingProperties) {
  return () =>
    new Paragraph({
      ...flushParagraph,
      spacing,
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ ...run, text })],
    });
}
