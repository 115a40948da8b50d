import pg from 'pg';

/** What may be written down of a failure. */
export interface ToldFailure {
  readonly type: string;
  readonly message: string;
  /** Where it came from, without its words. */
  readonly stack: string;
  readonly code?: string;
  /** Of a database's failure: what it is about. */
  readonly table?: string;
  readonly constraint?: string;
  readonly cause?: ToldFailure;
}

/** Of numbers and dates that can't be read as such, PostgreSQL's own words quote what was given. */
const quotesInput = /^(?:22|P0)/;

/**
 * A failure as logs and workflow histories may hold it: never a cell's value, a name or a secret. PostgreSQL tells the
 * row in its detail and quotes what it was given; libraries hang requests and answers on their errors. What isn't known
 * to be harmless is left out.
 */
export function tellFailure(failure: unknown): ToldFailure {
  if (!(failure instanceof Error)) return { type: typeof failure, message: '', stack: '' };
  const { code, cause } = failure as { readonly code?: unknown; readonly cause?: unknown };
  const isDatabase = failure instanceof pg.DatabaseError;
  const message =
    isDatabase && quotesInput.test(failure.code ?? '') ? failure.message.replace(/"[^]*"/g, '"…"') : failure.message;
  return {
    type: failure.name,
    message,
    stack: (failure.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(typeof code === 'string' ? { code } : {}),
    ...(isDatabase && failure.table ? { table: failure.table } : {}),
    ...(isDatabase && failure.constraint ? { constraint: failure.constraint } : {}),
    ...(cause === undefined ? {} : { cause: tellFailure(cause) }),
  };
}
