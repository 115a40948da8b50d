/** Longer than nearly every element: what is read together stands in one line. */
const width = 240;

/**
 * JSON as it is kept in a package: keys in the order that they have, whatever fits in a line in one line, so that a
 * text tool shows a changed element as a changed line.
 */
export function printJson(value: unknown): string {
  return `${print(value, '')}\n`;
}

function print(value: unknown, indent: string): string {
  const inline = printInline(value);
  if (indent.length + inline.length <= width || value === null || typeof value !== 'object') return inline;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const lines = Array.isArray(value)
    ? value.map((item) => inner + print(item, inner))
    : Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${print(item, inner)}`);
  return lines.length === 0 ? inline : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

function printInline(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(printInline).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${printInline(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
