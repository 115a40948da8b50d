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
  const inline = printInline(value, width - indent.length);
  if (inline !== undefined) return inline;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const lines = Array.isArray(value)
    ? value.map((item) => inner + print(item, inner))
    : Object.entries(value as object).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${print(item, inner)}`);
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

/** Nothing where it takes more room; what has nothing in it is in one line wherever it stands. */
function printInline(value: unknown, room: number): string | undefined {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
  let text = '';
  for (const [key, item] of Object.entries(value)) {
    const label = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
    const inner = printInline(item, room);
    if (inner === undefined) return undefined;
    text += `${text === '' ? '' : ', '}${label}${inner}`;
    if (text.length > room) return undefined;
  }
  if (text === '') return Array.isArray(value) ? '[]' : '{}';
  return open.length + text.length + close.length > room ? undefined : open + text + close;
}
