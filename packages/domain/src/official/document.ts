/**
 * A laid-out 公文, ready to print: every figure already in words. What DOCX, PDF and HTML are made from, and
 * what is frozen.
 */
export interface OfficialRun {
  readonly text: string;
  /** Set on figures: the page can point back at where the number came from. */
  readonly figureId?: string;
}

export type OfficialBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly runs: readonly OfficialRun[] }
  | { readonly kind: 'paragraph'; readonly runs: readonly OfficialRun[] }
  /** 表题, above the table that follows. */
  | { readonly kind: 'tableTitle'; readonly runs: readonly OfficialRun[] }
  | {
      readonly kind: 'table';
      readonly header: readonly OfficialCell[];
      readonly rows: readonly (readonly OfficialCell[])[];
      /** How many of the rows belong to the head too; absent: none. */
      readonly headRows?: number;
      /** Rows further down that hold heads alone, from 0: where one table goes on as another. Absent: none. */
      readonly innerHeads?: readonly number[];
    };

/** A cell's lines; or, of one that covers more than one place, what it covers: rows below list no cell there. */
export type OfficialCell = string | { readonly text: string; readonly columns: number; readonly rows: number };

export interface OfficialDocument {
  /** Lines, broken between words. */
  readonly title: readonly string[];
  /** Red head of the copy that is sent up (上行文); null for the public copy. */
  readonly head: {
    /** 发文机关标志, e.g. 焦作市山阳区教育局文件. */
    readonly issuer: string;
    /** 山教〔2025〕3号, or 山教〔 〕 号 in a draft. */
    readonly number: string;
    /** 签发人; '' in a draft. */
    readonly signer: string;
  } | null;
  /** 主送机关 without the colon; '' when there is none. */
  readonly addressee: string;
  readonly blocks: readonly OfficialBlock[];
  /** 署名. */
  readonly issuer: string;
  /** ISO date of 签发, or null in a draft. */
  readonly date: string | null;
  /** 附注, e.g. （此件公开发布）; '' when there is none. */
  readonly note: string;
  /** 版记; null for the public copy. */
  readonly imprint: {
    readonly copies: readonly string[];
    readonly issuer: string;
    readonly date: string | null;
  } | null;
  /** Printed across the top of every page of what isn't issued (草稿); '' otherwise. */
  readonly watermark: string;
  /** At the head of every page of what was superseded; absent otherwise. A web page says it around the text. */
  readonly stamp?: string;
}

/** 2026-02-06 → 2026年2月6日. */
export function officialDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
