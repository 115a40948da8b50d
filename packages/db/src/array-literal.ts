const escaped = /["\\]/g;
const hasEscaped = /["\\]/;

/**
 * A parameter as PostgreSQL reads it. `pg` does the same to a list of texts, replacing twice in each of them: for a
 * form's worth of columns that is longer than PostgreSQL takes to read them.
 */
export function parameterOf(value: unknown): unknown {
  return Array.isArray(value) && value.every(isPlain) ? `{${value.map(element).join()}}` : value;
}

function isPlain(one: unknown): one is string | number {
  return typeof one === 'string' || typeof one === 'number';
}

function element(one: string | number): string {
  if (typeof one === 'number') return String(one);
  return `"${hasEscaped.test(one) ? one.replace(escaped, String.raw`\$&`) : one}"`;
}
