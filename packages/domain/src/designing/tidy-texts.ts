/**
 * A part whose titles and labels are written alike however they came: no spaces at their ends, and each character by
 * its one code. The words of the report's text stay as they are, with the spaces between them.
 */
export function tidyTexts<Part>(part: Part): Part {
  return tidied(part, '') as Part;
}

/** Texts of one language. */
const single: ReadonlySet<string> = new Set(['heading', 'title', 'upwardTitle', 'zh', 'en']);

function tidied(value: unknown, key: string): unknown {
  if (typeof value === 'string') return single.has(key) ? value.normalize('NFC').trim() : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => tidied(item, key));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const entries = Object.entries(value).map(([name, item]) => [name, tidied(item, name)] as const);
  const isSame = entries.every(([name, item]) => item === (value as Readonly<Record<string, unknown>>)[name]);
  return isSame ? value : Object.fromEntries(entries);
}
