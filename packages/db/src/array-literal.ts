import pg from 'pg';

const escaped = /["\\]/g;
const hasEscaped = /["\\]/;

/** What `pg` does itself as it sends a value, which its types don't tell. */
const { prepareValue } = (pg as unknown as { readonly utils: { readonly prepareValue: (value: unknown) => unknown } })
  .utils;

/**
 * A parameter as PostgreSQL reads it. `pg` does the same to a list of texts, replacing twice in each of them: for a
 * form's worth of columns that is longer than PostgreSQL takes to read them. Of what can't be sent it finds out amid a
 * request, half of which is then on its way.
 * @throws where a value can't be sent
 */
export function parameterOf(value: unknown): unknown {
  return Array.isArray(value) && value.every(isPlain) ? `{${value.map(element).join()}}` : prepareValue(value);
}

function isPlain(one: unknown): one is string | number {
  return typeof one === 'string' || typeof one === 'number';
}

function element(one: string | number): string {
  if (typeof one === 'number') return String(one);
  return `"${hasEscaped.test(one) ? one.replace(escaped, String.raw`\$&`) : one}"`;
}
