const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

/** Width of a text in half-width columns: 汉字 take two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : 1;
  return width;
}

/** Shares of the type area: by the longest text, but no column starves and none takes all. */
export function columnWidths(header: readonly string[], rows: readonly (readonly string[])[]): readonly number[] {
  const count = Math.max(header.length, ...rows.map((row) => row.length), 1);
  return Array.from({ length: count }, (_, column) => {
    const longest = Math.max(textWidth(header[column] ?? ''), ...rows.map((row) => textWidth(row[column] ?? '')));
    return Math.min(Math.max(longest + 2, 8), 32);
  });
}

export function isNumericColumn(rows: readonly (readonly string[])[], column: number): boolean {
  const texts = rows.map((row) => row[column] ?? '').filter((text) => text !== '' && text !== '—');
  return texts.length > 0 && texts.every((text) => /^-?[\d,]+(?:\.\d+)?[%‰]?$/.test(text));
}
