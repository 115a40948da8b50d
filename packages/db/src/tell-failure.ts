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
  const said =
    isDatabase && quotesInput.test(failure.code ?? '') ? failure.message.replace(/"[^]*"/g, '"…"') : failure.message;
  const told = cause === undefined ? undefined : tellFailure(cause);
  // What wraps a failure says its words again, as tRPC does: they are told no differently here.
  const message =
    told && cause instanceof Error && cause.message !== '' ? said.replaceAll(cause.message, () => told.message) : said;
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
    ...(told ? { cause: told } : {}),
  };
}
