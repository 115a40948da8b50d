import {
  changeBetween,
  coveredPeriods,
  coverSameDays,
  foldFigures,
  isAllIn,
  isLikeWithLike,
  isWholeYear,
  namesOf,
  type CalendarPair,
  type Change,
  type IndicatorDefinition,
  type IndicatorValue,
  type Localized,
  type ProgrammeCalendar,
} from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { hasFiguresByPeriod } from './figures-of-scopes.ts';
import { listPeriodsUnderWay } from './rollup-year.repository.ts';
import { rollUpByUnit, type Figures, type Reader } from './roll-up.ts';

/** A year's edition and figures, to be held against those of the year before. */
export interface YearOfFigures {
  readonly edition: Edition;
  readonly figures: Figures;
}

/**
 * What each figure has changed by since last year: of the same periods, and of everybody where all is in, else of the
 * reporters that are whole in both years. What is still being collected is left out where something is behind it: with
 * each period that opens, next to nobody would be whole (decision 66). This is the only place that says so.
 */
export async function compareYears(
  reader: Reader,
  now: YearOfFigures,
  before: YearOfFigures | undefined,
  indicators: readonly IndicatorDefinition[] = now.edition.indicators,
): Promise<ReadonlyMap<string, Change>> {
  const changes = new Map<string, Change>();
  const unlike = new Map<string, IndicatorDefinition[]>();
  const { calendar } = now.edition;
  const calendars = { now: calendar, before: before?.edition.calendar ?? calendar };
  let open: readonly number[] | undefined;
  for (const indicator of indicators) {
    const { code } = indicator;
    const [mine, earlier] = [now.figures.get(code), before?.figures.get(code)];
    if (!mine || mine.value === null) changes.set(code, { kind: 'none', reason: 'nothing_now' });
    else if (!earlier || earlier.value === null) changes.set(code, { kind: 'none', reason: 'nothing_before' });
    else if (isLikeWithLike(mine, earlier, calendars))
      changes.set(
        code,
        changeBetween(indicator, mine.value, earlier.value, { basis: 'all', ...partOf(mine, calendar) }),
      );
    else {
      open ??= await listUnderWay(reader, now.edition);
      const shared = leavingOut(open, sharedPeriods(mine, earlier, calendars));
      const key = JSON.stringify(shared);
      unlike.set(key, [...(unlike.get(key) ?? []), indicator]);
    }
  }
  if (before)
    for (const [key, group] of unlike) {
      const found = await compareByReporter(reader, now.edition, before.edition, group, JSON.parse(key) as number[]);
      for (const [code, change] of found) changes.set(code, change);
    }
  return changes;
}

/** Names of the periods, where they aren't the whole year. */
function partOf(value: IndicatorValue, calendar: ProgrammeCalendar): { readonly periods?: readonly Localized[] } {
  const periods = coveredPeriods(value, calendar);
  return isWholeYear(periods, calendar) ? {} : { periods: namesOf(calendar, periods) };
}

/** Those of this year that both have, as the same days of their year. */
function sharedPeriods(now: IndicatorValue, before: IndicatorValue, calendars: CalendarPair): readonly number[] {
  const earlier = coveredPeriods(before, calendars.before);
  return coveredPeriods(now, calendars.now).filter(
    (period) =>
      earlier.includes(period) &&
      coverSameDays({ calendar: calendars.now, periods: [period] }, { calendar: calendars.before, periods: [period] }),
  );
}

/** What is being collected by those whose figures can be taken apart by periods. */
async function listUnderWay(reader: Reader, edition: Edition): Promise<readonly number[]> {
  const { trx, actor } = reader;
  return (await hasFiguresByPeriod(reader)) ? listPeriodsUnderWay(trx, actor.tenantId, edition, actor.now()) : [];
}

/** All of them where nothing else is left. */
function leavingOut(open: readonly number[], periods: readonly number[]): readonly number[] {
  const behind = periods.filter((period) => !open.includes(period));
  return behind.length > 0 ? behind : periods;
}

/** Of the periods that both years have, reporter by reporter. */
async function compareByReporter(
  reader: Reader,
  edition: Edition,
  earlierEdition: Edition,
  indicators: readonly IndicatorDefinition[],
  shared: readonly number[],
): Promise<ReadonlyMap<string, Change>> {
  const { calendar } = edition;
  if (shared.length === 0) return new Map(indicators.map(({ code }) => [code, noneOf('other_periods')]));
  const part = isWholeYear(shared, calendar) ? {} : { periods: shared };
  const compared: ComparedPart = {
    calendars: { now: calendar, before: earlierEdition.calendar },
    ...(part.periods ? { periods: namesOf(calendar, part.periods) } : {}),
  };
  const codes = new Set(indicators.map(({ code }) => code));
  const earlierIndicators = earlierEdition.indicators.filter(({ code }) => codes.has(code));
  // Most of an edition is read as all of it: that statement is prepared.
  const isMost = indicators.length * 2 > edition.indicators.length;
  const now = await rollUpByUnit(reader, edition, isMost ? part : { indicators, ...part });
  const before = await rollUpByUnit(reader, earlierEdition, isMost ? part : { indicators: earlierIndicators, ...part });
  return new Map(
    indicators.map((indicator) => {
      const earlier = earlierIndicators.find(({ code }) => code === indicator.code) ?? indicator;
      return [
        indicator.code,
        changeOf(indicator, earlier, figuresOf(now, indicator), figuresOf(before, earlier), compared),
      ];
    }),
  );
}

/** What part of both years is compared: names of its periods, absent for the whole. */
interface ComparedPart {
  readonly calendars: CalendarPair;
  readonly periods?: readonly Localized[];
}

type FiguresOfUnits = ReadonlyMap<number, IndicatorValue>;

/** Of the units that were asked. */
function figuresOf(byUnit: ReadonlyMap<number, Figures>, { code }: IndicatorDefinition): FiguresOfUnits {
  return new Map(
    [...byUnit].flatMap(([unitId, figures]) => {
      const figure = figures.get(code);
      return figure && figure.expected > 0 ? [[unitId, figure] as const] : [];
    }),
  );
}

function changeOf(
  indicator: IndicatorDefinition,
  earlierIndicator: IndicatorDefinition,
  now: FiguresOfUnits,
  before: FiguresOfUnits,
  { calendars, periods }: ComparedPart,
): Change {
  const part = periods ? { periods } : {};
  const compare = (
    mine: readonly IndicatorValue[],
    earlier: readonly IndicatorValue[],
    on: Parameters<typeof changeBetween>[3],
  ) =>
    changeBetween(
      indicator,
      foldFigures(indicator.operator, mine).value,
      foldFigures(earlierIndicator.operator, earlier).value,
      on,
    );
  // Of the same part of both years everybody may be in, where of the whole not.
  if (periods && [now, before].every((figures) => figures.size > 0 && [...figures.values()].every(isAllIn)))
    return compare([...now.values()], [...before.values()], { basis: 'all', ...part });
  const both = [...now].flatMap(([unitId, mine]) => {
    const earlier = before.get(unitId);
    return earlier && isLikeWithLike(mine, earlier, calendars) ? [{ mine, earlier }] : [];
  });
  if (both.length === 0) return noneOf('not_like_with_like');
  return compare(
    both.map(({ mine }) => mine),
    both.map(({ earlier }) => earlier),
    { basis: 'same_reporters', reporters: both.length, ...part },
  );
}

function noneOf(reason: 'other_periods' | 'not_like_with_like'): Change {
  return { kind: 'none', reason };
}
