import {
  checkLedger,
  figuresOf,
  isBlank,
  printedContent,
  storableText,
  typedNumbers,
  type BlockNode,
  type FigureNode,
  type PrintedContent,
  type SectionContent,
  type StateOfFigure,
} from '@huibao/domain';
import type { ReportView } from '../outputs.ts';
import { splitMergedCells, type EditorNode } from './split-merged-cells.ts';

/** What a section prints, for the outline and the counts above the document; as the server sees it. */
export interface SectionState {
  readonly isBlank: boolean;
  readonly figures: readonly FigureNode['attrs'][];
  /** Whose source nobody has told. */
  readonly typedNumbers: readonly string[];
  /** In how many places it and the ledger don't name the same. */
  readonly ledgerIssues: number;
}

type SectionLedger = ReportView['sections'][number]['ledger'];

export function sectionState(
  content: SectionContent,
  stateOf: StateOfFigure,
  ledger: SectionLedger = null,
  answered: readonly string[] = [],
): SectionState {
  const printed = printedContent(content, stateOf);
  return {
    isBlank: isBlank(printed),
    figures: figuresOf(printed).map((figure) => figure.attrs),
    typedNumbers: typedNumbers(printed, new Set(answered)),
    ledgerIssues: ledger === null ? 0 : countLedgerIssues(printed, ledger),
  };
}

/** As the gate finds them. */
function countLedgerIssues(content: PrintedContent, { kind, titles }: NonNullable<SectionLedger>): number {
  const items = titles.map((title) => ({ kind, title }));
  return checkLedger([{ code: '', heading: '', ledger: kind, content }], items, () => '〓').length;
}

/**
 * Editors add attributes of their own, and merge cells; what is saved is the closed schema and nothing else, each
 * column in its place.
 */
export function toSectionContent(json: unknown): SectionContent {
  const doc = json as EditorNode;
  return {
    type: 'doc',
    content: (doc.content ?? []).map((block) => clean(splitMergedCells(block), false)) as unknown as BlockNode[],
  };
}

/** Attributes by kind of node; the optional ones are left out where they aren't set. */
const kept: Readonly<Record<string, readonly string[]>> = {
  figure: ['id', 'indicator', 'format', 'unit'],
  sentence: ['id', 'when'],
  case: ['id', 'unitId', 'unitName', 'revisionId', 'cell', 'hash', 'edited', 'naming', 'when'],
  heading: ['level', 'when'],
  paragraph: ['when'],
  table: ['when'],
};
const optional: ReadonlySet<string> = new Set(['naming', 'when']);

function clean(node: EditorNode, isInCell = false): object {
  const content = node.content
    // Emptied words under a condition are none.
    ?.filter((one) => one.type !== 'sentence' || (one.content ?? []).length > 0)
    .map((one) => clean(one, isInCell || node.type === 'table'));
  const attrs = (kept[node.type] ?? [])
    // The lines of a cell have no condition of their own.
    .filter((name) => name !== 'when' || !isInCell || node.type === 'sentence')
    .map((name) => [name, node.attrs?.[name]] as const)
    .filter(([name, value]) => !optional.has(name) || (value !== undefined && value !== null));
  return {
    type: node.type,
    ...(node.text === undefined ? {} : { text: storableText(node.text) }),
    ...(attrs.length > 0 ? { attrs: Object.fromEntries(attrs) } : {}),
    ...(content && content.length > 0 ? { content } : {}),
  };
}
