import { pathOf } from '@huibao/domain/package';

export interface Difference {
  readonly path: string;
  readonly theirs: string;
  readonly yours: string;
}

/** More than anybody compares by eye. */
const mostDifferences = 12;
const longest = 120;

/** Where two texts of a part differ, place by place; lists of another length as a whole. */
export function differencesOf(theirs: unknown, yours: unknown): readonly Difference[] {
  const found: Difference[] = [];
  const compare = (a: unknown, b: unknown, path: readonly PropertyKey[]): void => {
    if (a === b || found.length >= mostDifferences) return;
    if (isRecord(a) && isRecord(b) && (!Array.isArray(a) || (Array.isArray(b) && a.length === b.length))) {
      const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
      for (const key of keys) compare(a[key], b[key], [...path, Array.isArray(a) ? Number(key) : key]);
      return;
    }
    const [left, right] = [shown(a), shown(b)];
    if (left !== right) found.push({ path: pathOf(path).replace(/^\$\.?/, ''), theirs: left, yours: right });
  };
  compare(theirs, yours, []);
  return found;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '—';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
