import type { CellMap, FormDefinition, Locale, UnitTraits } from '@huibao/domain';
import type { CellFlaw } from '../read/parsed-workbook.ts';

/** What a form's workbook is for. Written into it, read back and compared by the use-case; signed by nothing. */
export interface WorkbookIdentity {
  readonly form: string;
  /** Id of the form version. */
  readonly formVersion: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly submissionId: string;
  readonly collectionId: string;
  readonly periodLabel: string;
  readonly year: number;
  readonly periodOrdinal: number;
}

export interface FormWorkbookInput {
  readonly form: FormDefinition;
  readonly identity: WorkbookIdentity;
  readonly locale: Locale;
  /** With calculated cells, as the evaluation returns them. */
  readonly cells: CellMap;
  /** The same term a year before; null when there is none. */
  readonly lastYear: CellMap | null;
  /** Decides which elements, options, choices and columns the workbook has. */
  readonly unit: UnitTraits;
}

/** One unlocked cell as it stands in the workbook, for `parseCell`. */
export interface WorkbookCell {
  readonly code: string;
  /**
   * '' for a plain element, an option's code, or a register row's id. A register's own cell has key ''
   * and text `nothing` or ''.
   */
  readonly key: string;
  readonly sheet: string;
  /** A1. */
  readonly ref: string;
  /** '' when empty. Plain decimal digits, `12.5%`, ISO dates, TRUE/FALSE, or the text itself. */
  readonly text: string;
  readonly flaw?: CellFlaw;
}

/**
 * What stands where nobody asks for anything: beside, below or between the form's own columns and rows, or on a sheet
 * that somebody has added or copied (whose `ref` is the range it fills).
 */
export interface IgnoredCell {
  readonly sheet: string;
  readonly ref: string;
  readonly text: string;
}

export interface FormWorkbook {
  readonly identity: WorkbookIdentity;
  /** What was answered when the workbook was made; null where it doesn't know (of an earlier make). */
  readonly base: CellMap | null;
  readonly cells: readonly WorkbookCell[];
  readonly ignored: readonly IgnoredCell[];
}
