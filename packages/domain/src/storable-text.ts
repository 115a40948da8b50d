/**
 * A text as PostgreSQL can keep it: it has no place for U+0000, nor JSON columns for half a surrogate pair. Who compares
 * what was sent with what is stored compares this.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
