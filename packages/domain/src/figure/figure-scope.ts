import type { ProgrammeCalendar } from '../calendar/programme-calendar.ts';
import type { IndicatorValue } from './value.ts';

/** Of an office that reports on others: its own work, or theirs. */
export const everyWhose = ['own', 'below'] as const;

export type Whose = (typeof everyWhose)[number];

/**
 * Of which part of time a figure is: one period, last year, or the period of last year that has the same days. Where
 * there is none it is of the edition's whole year. And whose it is, by the year: of an office with others below its own
 * schools' and sections' alone, or what the offices below delivered alone; where it isn't said, of all of them.
 */
export interface FigureScope {
  readonly whose?: Whose;
  readonly year?: 'last';
  /** A period's code, of the calendar of the edition that the figure stands in. */
  readonly period?: string;
}

/** What a figure of a text stands for. */
export interface FigureRef {
  readonly indicator: string;
  readonly scope?: FigureScope | undefined;
}

/**
 * By what values are told apart: the code alone of what is of the whole year, `letters@spring`, `letters@last:`,
 * `letters@last:spring`, `letters@own:`, `letters@below:last:`. No code holds `@` or `:`.
 */
export type FigureKey = string;

const lastYear = 'last:';

/** '' of the whole year. */
export function scopeKey(scope: FigureScope | null | undefined): string {
  const whose = scope?.whose === undefined ? '' : `${scope.whose}:`;
  return `${whose}${scope?.year === 'last' ? lastYear : ''}${scope?.period ?? ''}`;
}

/** Undefined of the whole year. */
export function scopeOfKey(key: string): FigureScope | undefined {
  if (key === '') return undefined;
  const whose = everyWhose.find((one) => key.startsWith(`${one}:`));
  const ofTime = whose === undefined ? key : key.slice(whose.length + 1);
  const isOfLast = ofTime.startsWith(lastYear);
  const period = isOfLast ? ofTime.slice(lastYear.length) : ofTime;
  return {
    ...(whose === undefined ? {} : { whose }),
    ...(isOfLast ? { year: 'last' } : {}),
    ...(period === '' ? {} : { period }),
  };
}

/** The same of this year; undefined where that leaves the whole year of all. */
export function ofThisYear({ year: _last, ...scope }: FigureScope): FigureScope | undefined {
  return scopeKey(scope) === '' ? undefined : scope;
}

/** The same of all that report; undefined where that leaves the whole year. */
export function ofAll({ whose: _one, ...scope }: FigureScope): FigureScope | undefined {
  return scopeKey(scope) === '' ? undefined : scope;
}

export function figureKey({ indicator, scope }: FigureRef): FigureKey {
  const key = scopeKey(scope);
  return key === '' ? indicator : `${indicator}@${key}`;
}

export function figureOfKey(key: FigureKey): FigureRef {
  const [indicator = '', of = ''] = key.split('@');
  const scope = scopeOfKey(of);
  return scope ? { indicator, scope } : { indicator };
}

export function keyOfValue({ code, scope }: Pick<IndicatorValue, 'code' | 'scope'>): FigureKey {
  return figureKey({ indicator: code, scope });
}

/** Values of indicators, those of a part of the year or of last year among them, each under its own key. */
export function valuesByKey(values: readonly IndicatorValue[]): ReadonlyMap<FigureKey, IndicatorValue> {
  return new Map(values.map((value) => [keyOfValue(value), value]));
}

/** Each once, in their order. */
export function uniqueFigures(figures: readonly FigureRef[]): readonly FigureRef[] {
  return [...new Map(figures.map((one) => [figureKey(one), one])).values()];
}

/** The codes of a calendar's periods of which a figure can be: of an only one it is the year's. */
export function scopePeriods({ periods }: ProgrammeCalendar): readonly string[] {
  return periods.length > 1 ? periods.map(({ code }) => code) : [];
}

/** Whether a calendar has what a scope asks for. */
export function hasScope(calendar: ProgrammeCalendar, scope: FigureScope | undefined): boolean {
  return scope?.period === undefined || scopePeriods(calendar).includes(scope.period);
}
