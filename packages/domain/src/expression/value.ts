import type { ExactDecimal } from '../exact-decimal.ts';

/** Dates are ISO strings; a register is a list of rows. Rows are Maps, so that no prototype is ever reached. */
export type Value = ExactDecimal | boolean | string | readonly Value[] | Row;

export type Row = ReadonlyMap<string, Value | MissingOperand>;

/**
 * An operand that nobody answered, or that doesn't apply; `fallback` is what `never_skip` reads instead (0, false, '').
 */
export class MissingOperand {
  readonly isNotApplicable: boolean;
  readonly fallback: Value;

  constructor(isNotApplicable: boolean, fallback: Value) {
    this.isNotApplicable = isNotApplicable;
    this.fallback = fallback;
  }
}

export type MissingStrategy = 'skip_any' | 'skip_all' | 'never_skip';

export type Outcome =
  | { readonly kind: 'value'; readonly value: Value }
  /** No value: an operand was missing and the strategy says to skip, or a division by zero. */
  | { readonly kind: 'missing'; readonly isNotApplicable: boolean };

/** What the form offers to an expression. `undefined` means that there is no such name. */
export interface ExpressionScope {
  /** Steps that all expressions of one evaluation have between them; none: each has its own bound alone. */
  readonly budget?: { left: number };
  readName(name: string): Value | MissingOperand | undefined;
  /** `row` is the one in which a register's column stands; elsewhere there is none. */
  readField(name: 'period' | 'unit' | 'row', field: string): Value | MissingOperand | undefined;
  readCell(source: CellSource, code: string, key: string | null): Value | MissingOperand | undefined;
  isAnswered(code: string, key: string | null): boolean;
  isNotApplicable(code: string, key: string | null): boolean;
}

/** `valueAt` is this term's own cell, for one option of a disaggregated element. */
export type CellSource = 'valueAt' | 'previous' | 'lastYear' | 'yearToDate';
