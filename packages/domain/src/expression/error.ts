export type ExpressionErrorCode =
  | 'syntax'
  | 'too_long'
  | 'too_deep'
  | 'too_large'
  | 'unsupported'
  | 'unknown_name'
  | 'unknown_field'
  | 'wrong_type'
  | 'too_many_steps';

/** An expression that can't be parsed, doesn't fit its form, or went over a bound. */
export class ExpressionError extends Error {
  readonly code: ExpressionErrorCode;
  /** The name, function or literal that it is about, or what the parser says. */
  readonly detail: string;
  /** From which character on it can't be read; of bad syntax alone. */
  readonly from: number | null;

  constructor(code: ExpressionErrorCode, detail: string, from: number | null = null) {
    super(`${code}: ${detail}`);
    this.name = 'ExpressionError';
    this.code = code;
    this.detail = detail;
    this.from = from;
  }
}
