import type { Localized } from './localized.ts';

/**
 * A term of a reporting year. Periods partition the calendar year (January belongs to spring's period), so that flows
 * cover every day once and stocks are as at `endsOn`.
 */
export interface Period {
  /** 1-based, chronological within the year. */
  readonly ordinal: number;
  readonly code: 'spring' | 'autumn' | 'year';
  readonly label: Localized;
  /** ISO dates, both inclusive. */
  readonly startsOn: string;
  readonly endsOn: string;
}

/** The terms by themselves, where the year stands elsewhere. */
export const termNames = {
  spring: { zh: '春季学期', en: 'Spring term' },
  autumn: { zh: '秋季学期', en: 'Autumn term' },
} as const;

/** The whole year, beside its terms. */
export function yearName(year: number): Localized {
  return { zh: `${year} 年度`, en: `Year ${year}` };
}

export function termsOf(year: number): readonly Period[] {
  return [
    {
      ordinal: 1,
      code: 'spring',
      label: { zh: `${year} 春季学期`, en: `Spring term ${year}` },
      startsOn: `${year}-01-01`,
      endsOn: `${year}-08-31`,
    },
    {
      ordinal: 2,
      code: 'autumn',
      label: { zh: `${year} 秋季学期`, en: `Autumn term ${year}` },
      startsOn: `${year}-09-01`,
      endsOn: `${year}-12-31`,
    },
  ];
}

export function termOf(year: number, ordinal: number): Period {
  const period = termsOf(year).find((p) => p.ordinal === ordinal);
  if (!period) throw new RangeError(`period ${ordinal} of ${year}`);
  return period;
}

/** China has had one zone without daylight saving since 1991. */
const zoneOffset = '+08:00';

/** The instant at which a local date begins in the bureau's time zone (Asia/Shanghai). */
export function startOfLocalDate(date: string): Date {
  return new Date(`${date}T00:00:00${zoneOffset}`);
}

/** A bare due date means the following local midnight: due is an exclusive instant. */
export function endOfLocalDate(date: string): Date {
  return new Date(startOfLocalDate(date).getTime() + 86_400_000);
}

/** The local calendar date of an instant. */
export function localDate(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

export interface CollectionWindow {
  readonly opensAt: Date;
  readonly dueAt: Date;
  readonly closesAt: Date;
}

export type WindowPhase = 'scheduled' | 'open' | 'overdue' | 'closed';

/** Derived from instants, never stored: it holds with Temporal down. */
export function phaseOf(window: CollectionWindow, now: Date): WindowPhase {
  if (now < window.opensAt) return 'scheduled';
  if (now < window.dueAt) return 'open';
  return now < window.closesAt ? 'overdue' : 'closed';
}
