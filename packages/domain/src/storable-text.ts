/**
 * A text as PostgreSQL can keep it: it has no place for U+0000, nor JSON columns for half a surrogate pair. Who
 * compares what was sent with what is stored compares this.
 */
export function storableText(text: string): string {
  const kept = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return kept.isWellFormed() ? kept : kept.toWellFormed();
}
