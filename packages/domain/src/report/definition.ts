import type { Balance } from './balance.ts';
import type { FigureFormat } from '../figure/format.ts';
import type { Localized } from '../localized.ts';
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
  };
}

export interface TextNode {
  readonly type: 'text';
  readonly text: string;
}

export type InlineNode = FigureNode | TextNode;

export interface HeadingNode {
  readonly type: 'heading';
  /** 2: （一）, 3: 1. — level 1 is the section's own heading. */
  readonly attrs: { readonly level: 2 | 3 };
  readonly content?: readonly InlineNode[];
}

export interface ParagraphNode {
  readonly type: 'paragraph';
  readonly content?: readonly InlineNode[];
}

/** A school's narrative, quoted. It knows its cell and what it said; edited words are marked as the bureau's own. */
export interface CaseNode {
  readonly type: 'case';
  readonly attrs: {
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
  };
  readonly content?: readonly TextNode[];
}

export interface TableCellNode {
  readonly type: 'tableCell' | 'tableHeader';
  readonly content?: readonly ParagraphNode[];
}

export interface TableNode {
  readonly type: 'table';
  readonly content: readonly { readonly type: 'tableRow'; readonly content: readonly TableCellNode[] }[];
}

export type BlockNode = HeadingNode | ParagraphNode | CaseNode | TableNode;

export interface SectionContent {
  readonly type: 'doc';
  readonly content: readonly BlockNode[];
}

export interface TemplateSection {
  readonly code: string;
  /** Printed heading with its number (一、主要举措和成效); '' for the opening. */
  readonly heading: string;
  readonly level: 0 | 1 | 2;
  readonly required: boolean;
  /** What the law asks here. */
  readonly guidance: Localized;
  /** Ledger items of this kind are laid out after the content when the draft is compiled. */
  readonly ledger?: 'shortcoming' | 'plan';
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

export type DeliveryState = 'pending' | 'accepted' | 'returned';
