import { HuibaoError, storableText } from '@huibao/domain';

/** Deeper than any report, indicator or view; what goes on is meant to exhaust us. */
const deepest = 100;

/**
 * What was sent, with every text in it storable. Programs leave such characters behind in clipboards and workbooks,
 * where nobody sees them: refused, one cell would keep all that wait with it from being saved, again and again.
 * @throws {HuibaoError} `request.invalid` for what is nested beyond measure
 */
export function storableInput(input: unknown, depth = 0): unknown {
  if (depth > deepest) throw new HuibaoError('request.invalid', { field: '' });
  if (typeof input === 'string') return storableText(input);
  // Nearly everything is sent as it can be kept, and goes on as it is.
  if (Array.isArray(input)) {
    let items: unknown[] | undefined;
    let n = 0;
    for (const one of input as unknown[]) {
      const kept = storableInput(one, depth + 1);
      if (kept !== one) (items ??= [...(input as unknown[])])[n] = kept;
      n += 1;
    }
    return items ?? input;
  }
  if (!isRecord(input)) return input;
  let entries: [string, unknown][] | undefined;
  let n = 0;
  for (const name of Object.keys(input)) {
    const one = (input as Readonly<Record<string, unknown>>)[name];
    const keptName = storableText(name);
    const kept = storableInput(one, depth + 1);
    if (kept !== one || keptName !== name) (entries ??= Object.entries(input))[n] = [keptName, kept];
    n += 1;
  }
  return entries ? Object.fromEntries(entries) : input;
}

/** As JSON makes them; the bytes of a file are none. */
function isRecord(input: unknown): input is object {
  return typeof input === 'object' && input !== null && Object.getPrototypeOf(input) === Object.prototype;
}
