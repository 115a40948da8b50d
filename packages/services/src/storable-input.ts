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
  if (Array.isArray(input)) {
    const items = input.map((one: unknown) => storableInput(one, depth + 1));
    return isSame(items, input) ? input : items;
  }
  if (!isRecord(input)) return input;
  // Nearly everything is sent as it can be kept, and goes on as it is.
  const [sent, values] = [Object.keys(input), Object.values(input)];
  const names = sent.map(storableText);
  const kept = values.map((one: unknown) => storableInput(one, depth + 1));
  if (isSame(names, sent) && isSame(kept, values)) return input;
  return Object.fromEntries(names.map((name, n) => [name, kept[n]]));
}

function isSame(kept: readonly unknown[], sent: readonly unknown[]): boolean {
  return kept.every((one, n) => one === sent[n]);
}

/** As JSON makes them; the bytes of a file are none. */
function isRecord(input: unknown): input is object {
  return typeof input === 'object' && input !== null && Object.getPrototypeOf(input) === Object.prototype;
}
