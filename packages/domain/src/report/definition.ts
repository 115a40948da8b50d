import type { Balance } from './balance.ts';
import type { FigureScope } from '../figure/figure-scope.ts';
import type { FigureFormat } from '../figure/format.ts';
import type { Localized } from '../localized.ts';
import type { Condition } from './condition.ts';
import type { CaseNaming } from './quotation.ts';

/** The closed schema of a report's prose: what the editor (TipTap), the template and the documents share. */
export interface FigureNode {
  readonly type: 'figure';
  readonly attrs: {
    /** Identity within the report, stable through edits. */
    readonly id: string;
    readonly indicator: string;
    readonly format: FigureFormat;
    /** Text printed after the number; null prints the indicator's own unit. */
    readonly unit: string | null;
    /** Absent: of the edition's whole year. */
    readonly scope?: FigureScope;
  };
}

export interface TextNode {
  readonly type: 'text';
  readonly text: string;
}

/** Whose words are quoted: a school's, out of a narrative cell. Words edited since are marked as the bureau's own. */
export interface Quotation {
  readonly id: string;
  readonly unitId: number;
  readonly unitName: string;
  readonly revisionId: string;
  readonly cell: string;
  /** SHA-256 of the narrative as quoted, hex. */
  readonly hash: string;
  /** The server's finding, whatever an editor says. */
  readonly edited: boolean;
  /** Absent: only its own words say whose it is. */
  readonly naming?: CaseNaming;
}

/** A school's narrative quoted amid a paragraph. */
export interface QuotationNode {
  readonly type: 'quotation';
  readonly attrs: Quotation;
  readonly content?: readonly TextNode[];
}

/** What a reader is shown of a line. */
export type PrintedInline = FigureNode | TextNode | QuotationNode;

/** Words that are printed while their condition holds: a sentence, or part of one. None stands within another. */
export interface SentenceNode {
  readonly type: 'sentence';
  readonly attrs: { readonly id: string; readonly when: Condition };
  readonly content?: readonly (FigureNode | TextNode)[];
}

/** An item of the ledger, in the words in which this report names it. */
export interface LedgerItemNode {
  readonly type: 'ledgerItem';
  readonly attrs: {
    readonly id: string;
    /** The item's own id, so that next year's report answers it whatever its words became. */
    readonly item: string;
  };
  readonly content?: readonly (FigureNode | TextNode)[];
}

export type InlineNode = PrintedInline | SentenceNode | LedgerItemNode;

/** Characters of a node's id. */
export const longestId = 60;

interface BlockAttributes {
  /** Permanent: what is said about a block, or laid over it, finds it again. */
  readonly id: string;
  /** A block with a condition of its own is printed while that holds. */
  readonly when?: Condition;
}

/** Whether a heading has the number of its place, none, or the one that is typed with it. */
export const numberings = ['auto', 'none', 'literal'] as const;

export type Numbering = (typeof numberings)[number];

export interface HeadingNode<Inline = InlineNode> {
  readonly type: 'heading';
  /** 2: （一）, 3: 1. — level 1 is the section's own heading. */
  readonly attrs: { readonly level: 2 | 3; readonly numbering: Numbering } & BlockAttributes;
  readonly content?: readonly Inline[];
}

export interface ParagraphNode<Inline = InlineNode> {
  readonly type: 'paragraph';
  readonly attrs: BlockAttributes;
  readonly content?: readonly Inline[];
}

/** A school's narrative, quoted as paragraphs of its own. */
export interface CaseNode {
  readonly type: 'case';
  readonly attrs: Quotation & BlockAttributes;
  readonly content?: readonly TextNode[];
}

/** 表题: the line above the table that follows it. */
export interface TableTitleNode<Inline = InlineNode> {
  readonly type: 'tableTitle';
  readonly attrs: BlockAttributes;
  readonly content?: readonly Inline[];
}

/** A line of a cell. */
export interface CellLine<Inline = InlineNode> {
  readonly type: 'paragraph';
  readonly content?: readonly Inline[];
}

export interface TableCellNode<Inline = InlineNode> {
  readonly type: 'tableCell' | 'tableHeader';
  /** Columns and rows that it covers, where more than one. */
  readonly attrs?: { readonly colspan?: number; readonly rowspan?: number };
  readonly content?: readonly CellLine<Inline>[];
}

export interface TableRowNode<Inline = InlineNode> {
  readonly type: 'tableRow';
  /** Without the cells that reach into it from above. */
  readonly content: readonly TableCellNode<Inline>[];
}

export interface TableNode<Inline = InlineNode> {
  readonly type: 'table';
  readonly attrs: BlockAttributes;
  readonly content: readonly TableRowNode<Inline>[];
}

export type BlockNode<Inline = InlineNode> =
  HeadingNode<Inline> | ParagraphNode<Inline> | CaseNode | TableTitleNode<Inline> | TableNode<Inline>;

export interface SectionContent<Inline = InlineNode> {
  readonly type: 'doc';
  /** The schema that it was written under; in memory it has today's shape (`upcastContent`). */
  readonly version: 1 | 2;
  readonly content: readonly BlockNode<Inline>[];
}

/** A section's prose with its conditions decided (`printedContent`): what every check and every document reads. */
export type PrintedContent = SectionContent<PrintedInline>;
export type PrintedBlock = BlockNode<PrintedInline>;

export interface TemplateSection {
  readonly code: string;
  /** '' for the opening. */
  readonly heading: string;
  readonly level: 0 | 1 | 2;
  readonly numbering: Numbering;
  readonly required: boolean;
  /** What the law asks here. */
  readonly guidance: Localized;
  /** Ledger items of this kind are laid out after the content when the draft is compiled. */
  readonly ledger?: 'shortcoming' | 'plan';
  /** Whoever adds to the programme may put it elsewhere among those that it stands with: the law leaves its place. */
  readonly movable?: true;
  readonly content: SectionContent;
}

export interface ReportTemplate {
  readonly code: string;
  /** `{bureau}` and `{year}` are replaced; two lines broken between words. */
  readonly title: readonly string[];
  readonly upwardTitle: readonly string[];
  readonly sections: readonly TemplateSection[];
  /**
   * The sections of whoever rolls up other bureaus, by the same codes: their own work isn't the sum of the others'.
   * Absent where the same text serves both.
   */
  readonly overview?: readonly TemplateSection[];
  /** What must hold between its figures before it can be issued. */
  readonly balances?: readonly Balance[];
}

/** A step of the sign-off chain: data, so that a bureau can have its own. */
export interface ChainStep {
  readonly code: string;
  readonly label: Localized;
  readonly role: 'bureau_editor' | 'bureau_checker' | 'bureau_issuer';
  /** 签发: gives the date, freezes figures and text, then the number is given. */
  readonly issues: boolean;
}

export type ReportState = 'drafting' | 'in_approval' | 'issued' | 'superseded';

/** A part that a report's sender has added of its own, as its superior is told of it. */
export interface DeliveredAddition {
  readonly part: 'form' | 'indicator' | 'section' | 'wording';
  readonly code: string;
  readonly label: Localized;
}

export type DeliveryState = 'pending' | 'accepted' | 'returned';
