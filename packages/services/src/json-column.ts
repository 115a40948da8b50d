/**
 * A JSON column as the type that was written there. Every such column is filled by one use-case, from a value of that
 * type, and a published edition, a revision or a frozen report never changes again: parsing it by its schema at each
 * read would cost more than the query and could find nothing. What comes from outside is parsed where it comes in.
 */
export function jsonOf<T>(column: unknown): T {
  return column as T;
}
