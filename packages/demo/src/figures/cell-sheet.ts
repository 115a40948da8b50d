import type { Cell } from '@huibao/domain';
import { seededUuid } from './seeded-number.ts';

export type Answer = string | number | boolean | null | { readonly notApplicable: string };

export function notApplicable(reason: string): Answer {
  return { notApplicable: reason };
}

/** One cell; null leaves it unanswered. */
export function answer(code: string, value: Answer, key = ''): readonly Cell[] {
  if (value === null) return [];
  if (typeof value === 'object') return [{ code, key, state: 'not_applicable', value: value.notApplicable }];
  return [{ code, key, state: 'value', value: String(value) }];
}

export function answers(values: Readonly<Record<string, Answer>>): readonly Cell[] {
  return Object.entries(values).flatMap(([code, value]) => answer(code, value));
}

/** One cell per option. */
export function perOption(code: string, values: Readonly<Record<string, Answer>>): readonly Cell[] {
  return Object.entries(values).flatMap(([key, value]) => answer(code, value, key));
}

export interface SheetRow {
  /** What the row is about: the same identity keeps the same row id from term to term. */
  readonly identity: string;
  readonly columns: Readonly<Record<string, Answer>>;
}

/** A register: its rows, or “nothing to report”. `owner` is `bureau/unit`. */
export function register(owner: string, code: string, rows: readonly SheetRow[]): readonly Cell[] {
  return [
    ...answer(code, rows.length > 0 ? 'rows' : 'nothing'),
    ...rows.flatMap(({ identity, columns }) => {
      const id = seededUuid(`${owner}/${code}/${identity}`);
      return Object.entries(columns).flatMap(([column, value]) => answer(`${code}.${column}`, value, id));
    }),
  ];
}

export function dateIn(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
