/** SQLSTATEs of what passes by itself: connections, resources, locks, time-outs, a server that stops or starts. */
const passing = /^(?:08...|40001|40P01|53...|55P03|57014|57P0[1-5]|25P03)$/;

/** Of the network, of the pool, and of Citus as its server falls: errors that have words alone. */
const away: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);
const words =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Query read timeout|postmaster was shut down|Client (?:has encountered a connection error|was closed) and is not queryable)/;

/** Whether the same request may well succeed in a moment: the database is away, full, or busy with somebody else's. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  return (typeof code === 'string' && (passing.test(code) || away.has(code))) || words.test(error.message);
}
