import {
  absenceNote,
  blankNumber,
  caseNameInPrint,
  figureKey,
  letterhead,
  officeOf,
  officialWording,
  placedCells,
  wordsInPrint,
  type Absence,
  type IndicatorDefinition,
  type IndicatorValue,
  type OfficialBlock,
  type OfficialCell,
  type OfficialDocument,
  type OfficialRun,
  type PrintedBlock,
  type PrintedInline,
  type TableCellNode,
  type TableNode,
} from '@huibao/domain';
import { printedSections } from './printed-sections.ts';
import type { SectionText } from './section.repository.ts';
import { wordsOfFigure } from './words-of-figure.ts';

export interface ReportText {
  readonly title: readonly string[];
  readonly upwardTitle: readonly string[];
  readonly sections: readonly SectionText[];
  /** Who owed something and gave nothing: the text says how far its figures go. Absent where everybody is in. */
  readonly absences?: readonly Absence[];
}

export interface Issuer {
  readonly name: string;
  readonly shortName: string;
  readonly documentPrefix: string;
  readonly addressees: readonly { readonly addressee: string; readonly kind: 'main' | 'copy' }[];
}

export type Copy = 'upward' | 'public';

export interface LayOutOptions {
  readonly copy: Copy;
  readonly number: string | null;
  readonly signer: string;
  /** ISO date of 签发; null in a draft. */
  readonly date: string | null;
  readonly watermark: string;
}

type Figures = ReadonlyMap<string, IndicatorValue>;

/**
 * The report as a 公文: every figure in words, those in `hidden` without their number. The upward copy has the red head,
 * 主送 and 版记; the public one none.
 */
export function layOut(
  report: ReportText,
  issuer: Issuer,
  indicators: readonly IndicatorDefinition[],
  figures: Figures,
  hidden: ReadonlySet<string>,
  options: LayOutOptions,
): OfficialDocument {
  const isUpward = options.copy === 'upward';
  const definitions = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  const main = issuer.addressees.filter((one) => one.kind === 'main').map((one) => one.addressee);
  const copies = issuer.addressees.filter((one) => one.kind === 'copy').map((one) => one.addressee);
  const blocks: OfficialBlock[] = printedSections(report.sections, figures, hidden)
    .filter(({ isPrinted }) => isPrinted)
    .flatMap((section) => [
      ...(section.heading === ''
        ? []
        : [
            {
              kind: 'heading' as const,
              level: section.level === 2 ? (2 as const) : (1 as const),
              runs: [{ text: section.heading }],
            },
          ]),
      ...section.content.content.flatMap((block) => blockOf(block, { definitions, figures, hidden })),
    ]);
  for (const absence of report.absences ?? [])
    blocks.push({ kind: 'paragraph', runs: [{ text: absenceNote(absence) }] });
  if (isUpward) blocks.push({ kind: 'paragraph', runs: [{ text: officialWording.closing }] });
  return {
    title: isUpward ? report.upwardTitle : report.title,
    head: isUpward
      ? {
          issuer: letterhead(issuer.name),
          number: options.number ?? blankNumber(issuer.documentPrefix),
          signer: options.signer,
        }
      : null,
    addressee: isUpward ? main.join('、') : '',
    blocks,
    issuer: issuer.name,
    date: options.date,
    note: isUpward ? '' : officialWording.publicNote,
    imprint: isUpward ? { copies, issuer: officeOf(issuer.shortName), date: options.date } : null,
    watermark: options.watermark,
  };
}

interface Printed {
  readonly definitions: ReadonlyMap<string, IndicatorDefinition>;
  readonly figures: Figures;
  readonly hidden: ReadonlySet<string>;
}

function blockOf(block: PrintedBlock, printed: Printed): readonly OfficialBlock[] {
  const runs = (nodes: readonly PrintedInline[] = []): readonly OfficialRun[] =>
    nodes.map((node) => runOf(node, printed));
  switch (block.type) {
    case 'heading':
      return [{ kind: 'heading', level: block.attrs.level, runs: runs(block.content) }];
    case 'paragraph':
      return inParagraphs(runs(block.content)).map((content) => ({ kind: 'paragraph', runs: content }));
    case 'case': {
      const name = caseNameInPrint(block.attrs);
      return inParagraphs(runs(block.content)).map((content, index) => ({
        kind: 'paragraph',
        runs: name !== null && index === 0 ? [{ text: `${name}：` }, ...content] : content,
      }));
    }
    case 'tableTitle':
      return isEmpty(block.content) ? [] : [{ kind: 'tableTitle', runs: runs(block.content) }];
    case 'table': {
      const linesOf = ({ content = [] }: TableCellNode<PrintedInline>): string =>
        content
          .map((line) =>
            runs(line.content)
              .map((run) => run.text)
              .join(''),
          )
          .join('\n');
      const [header = [], ...rows] = placedCells(block.content).map((row) =>
        row.map(({ cell, columns, rows: reach }): OfficialCell => {
          const text = linesOf(cell);
          return columns > 1 || reach > 1 ? { text, columns, rows: reach } : text;
        }),
      );
      const headRows = headRowsOf(block) - 1;
      const innerHeads = block.content
        .slice(1)
        .flatMap(({ content: cells }, row) => (row >= headRows && isHeadRow(cells) ? [row] : []));
      return [
        {
          kind: 'table',
          header,
          rows,
          ...(headRows > 0 ? { headRows } : {}),
          ...(innerHeads.length > 0 ? { innerHeads } : {}),
        },
      ];
    }
  }
}

function isHeadRow(cells: readonly TableCellNode<PrintedInline>[]): boolean {
  return cells.length > 0 && cells.every(({ type }) => type === 'tableHeader');
}

function isEmpty(nodes: readonly PrintedInline[] = []): boolean {
  return nodes.every((node) => node.type === 'text' && node.text.trim() === '');
}

/**
 * The rows at the top that hold heads alone; the first is one in any case, and cells that reach down take their rows
 * along.
 */
function headRowsOf({ content }: TableNode<PrintedInline>): number {
  const isHead = content.map(({ content: cells }) => isHeadRow(cells));
  const firstBody = isHead.indexOf(false, 1);
  const heads = firstBody === -1 ? 1 : firstBody;
  const reach = placedCells(content)
    .slice(0, heads)
    .flat()
    .map(({ row, rows }) => row + rows);
  return Math.min(content.length, Math.max(heads, ...reach));
}

/** A school's narrative has lines, and each is a paragraph of its own; the empty ones between them aren't printed. */
function inParagraphs(runs: readonly OfficialRun[]): readonly (readonly OfficialRun[])[] {
  const paragraphs: OfficialRun[][] = [[]];
  for (const run of runs)
    run.text.split('\n').forEach((text, index) => {
      if (index > 0) paragraphs.push([]);
      if (text !== '') paragraphs.at(-1)?.push({ ...run, text });
    });
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

function runOf(node: PrintedInline, { definitions, figures, hidden }: Printed): OfficialRun {
  if (node.type === 'text') return { text: node.text };
  if (node.type === 'quotation') return { text: wordsInPrint(node) };
  const { id, indicator, unit } = node.attrs;
  const key = figureKey(node.attrs);
  const definition = definitions.get(indicator);
  const value = figures.get(key);
  // Small counts of persons, and what would give one away, alike: neither is told from the other.
  if (definition && value && hidden.has(key))
    return { text: `${officialWording.hiddenCount}${unit ?? definition.unit.zh}`, figureId: id };
  return { text: wordsOfFigure(node, definition, value), figureId: id };
}
