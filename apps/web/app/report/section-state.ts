import {
  checkLedger,
  figuresOf,
  isBlank,
  namedItems,
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

/** A node of the editor, as it stands in JSON. */
export interface EditorNode {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Record<string, unknown>;
  readonly content?: readonly EditorNode[];
}

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
    ledgerIssues: ledger === null ? 0 : countLedgerIssues(content, printed, ledger),
  };
}

/** As the gate finds them. */
function countLedgerIssues(
  content: SectionContent,
  printed: PrintedContent,
  { kind, items }: NonNullable<SectionLedger>,
): number {
  const section = { code: '', heading: '', ledger: kind, content: printed, named: namedItems(content, printed) };
  const listed = items.map((item) => ({ ...item, kind }));
  return checkLedger([section], listed, () => '〓').length;
}

/** Editors add attributes of their own; what is saved is the closed schema and nothing else. */
export function toSectionContent(json: unknown): SectionContent {
  const doc = json as EditorNode;
  return {
    type: 'doc',
    version: 2,
    content: (doc.content ?? []).map((block) => clean(block, false)) as unknown as BlockNode[],
  };
}

/** Attributes by kind of node; the optional ones are left out where they aren't set. */
const kept: Readonly<Record<string, readonly string[]>> = {
  figure: ['id', 'indicator', 'format', 'unit', 'scope'],
  sentence: ['id', 'when'],
  case: ['id', 'unitId', 'unitName', 'revisionId', 'cell', 'hash', 'edited', 'naming', 'when'],
  quotation: ['id', 'unitId', 'unitName', 'revisionId', 'cell', 'hash', 'edited', 'naming'],
  ledgerItem: ['id', 'item'],
  heading: ['id', 'level', 'numbering', 'when'],
  paragraph: ['id', 'when'],
  tableTitle: ['id', 'when'],
  table: ['id', 'when'],
  tableCell: ['colspan', 'rowspan'],
  tableHeader: ['colspan', 'rowspan'],
};
const optional: ReadonlySet<string> = new Set(['naming', 'when', 'colspan', 'rowspan', 'scope']);

/** Words amid a paragraph, which are none once they are emptied. */
const containers: ReadonlySet<string> = new Set(['sentence', 'quotation', 'ledgerItem']);

function clean(node: EditorNode, isInCell = false): object {
  const content = node.content
    ?.filter((one) => !containers.has(one.type) || (one.content ?? []).length > 0)
    .map((one) => clean(one, isInCell || node.type === 'table'));
  const attrs = (kept[node.type] ?? [])
    // The lines of a cell are no blocks.
    .filter(() => !isInCell || node.type !== 'paragraph')
    .map((name) => [name, node.attrs?.[name]] as const)
    .filter(([name, value]) => !optional.has(name) || (value !== undefined && value !== null && value !== 1));
  return {
    type: node.type,
    ...(node.text === undefined ? {} : { text: storableText(node.text) }),
    ...(attrs.length > 0 ? { attrs: Object.fromEntries(attrs) } : {}),
    ...(content && content.length > 0 ? { content } : {}),
  };
}
