import type { Localized } from '@huibao/domain';
import { pathOf } from '@huibao/domain/package';

export interface Difference {
  readonly id: string;
  /** What it stands in, from the outermost: sections, groups and questions by their names. */
  readonly within: readonly Localized[];
  /** Which of its properties; null where the whole piece is in one of the texts only. */
  readonly key: string | null;
  readonly theirs: unknown;
  readonly yours: unknown;
}

/** More than anybody compares by eye. */
const mostDifferences = 12;

interface Place {
  readonly path: readonly PropertyKey[];
  readonly within: readonly Localized[];
  readonly key: string | null;
}

/** Where two texts of a part differ, place by place: pieces with a code are held against the same piece. */
export function differencesOf(theirs: unknown, yours: unknown): readonly Difference[] {
  const found: Difference[] = [];
  const compare = (a: unknown, b: unknown, { path, within, key }: Place): void => {
    if (found.length >= mostDifferences || JSON.stringify(a) === JSON.stringify(b)) return;
    const tell = (): void => {
      // Of a text in two languages the one that is the same says nothing.
      const [theirs, yours] = isText(a) && isText(b) ? differing(a, b) : [a, b];
      found.push({ id: pathOf(path), within, key, theirs, yours });
    };
    if (!isRecord(a) || !isRecord(b) || isText(a) || isText(b) || Array.isArray(a) !== Array.isArray(b)) return tell();
    const [left, right] = [keyed(a), keyed(b)];
    // The same pieces in another order are one difference.
    if (Array.isArray(a) && left.size === right.size && [...left.keys()].every((one) => right.has(one))) {
      if ([...left.keys()].join(' ') !== [...right.keys()].join(' ')) return tell();
    }
    for (const one of new Set([...left.keys(), ...right.keys()])) {
      const [here, there] = [left.get(one), right.get(one)];
      const name = nameOf(here) ?? nameOf(there);
      compare(here, there, {
        path: [...path, one],
        within: name && !isText(here ?? there) ? [...within, name] : within,
        key: Array.isArray(a) ? (name ? null : key) : one,
      });
    }
  };
  compare(theirs, yours, { path: [], within: [], key: null });
  return found;
}

function differing(a: Localized, b: Localized): readonly [unknown, unknown] {
  if (a.en === b.en) return [a.zh, b.zh];
  return a.zh === b.zh ? [a.en, b.en] : [a, b];
}

/** A list's items by their codes, or by where they stand. */
function keyed(value: Readonly<Record<string, unknown>> | readonly unknown[]): ReadonlyMap<string, unknown> {
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const items: readonly unknown[] = value;
  const codes = items.map((item) => codeOf(item));
  const areKeys = codes.every((code) => code !== null) && new Set(codes).size === codes.length;
  return new Map(items.map((item, index) => [areKeys ? (codes[index] ?? '') : String(index), item]));
}

function codeOf(item: unknown): string | null {
  if (!isRecord(item)) return null;
  const { code, register } = item as { readonly code?: unknown; readonly register?: { readonly code?: unknown } };
  const own = code ?? register?.code;
  return typeof own === 'string' ? own : null;
}

/** What a piece is called, whatever kind it is. */
export function nameOf(value: unknown): Localized | null {
  if (!isRecord(value)) return null;
  const { label, title, term, message, heading, register, words } = value;
  // Own wording of a paragraph goes by how it reads.
  const text = label ?? title ?? term ?? message ?? heading ?? (Array.isArray(words) ? wordsOf(words) : undefined);
  if (isText(text)) return text;
  if (typeof text === 'string') return { zh: text, en: text };
  return register === undefined ? null : nameOf(register);
}

function wordsOf(words: readonly unknown[]): string {
  return words.map((one) => (isRecord(one) && typeof one.text === 'string' ? one.text : '')).join('');
}

export function isText(value: unknown): value is Localized {
  return isRecord(value) && typeof value.zh === 'string' && typeof value.en === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
