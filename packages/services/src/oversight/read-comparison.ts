import {
  type BaseName,
  changeBetween,
  changeOfWhole,
  comparedPeriods,
  ExactDecimal,
  HuibaoError,
  isAllInOf,
  isQuotient,
  roundToPrint,
  scaleBasesOf,
  type CalendarPair,
  type Change,
  type DeliveryState,
  type IndicatorDefinition,
  type IndicatorValue,
  type Localized,
  type ScaleBase,
  type YearReach,
} from '@huibao/domain';
import { findEdition, findEditionBefore, type Edition } from '../forms/edition.repository.ts';
import type { QueryScope } from '../use-case.ts';
import { arrangeDelivered, yearsUpTo, type DeliveredYears } from './delivered-years.ts';
import { listNewestDelivered } from '../rollup/delivered.repository.ts';
import { listDistrictUnits, type District } from './district.repository.ts';
import { readYearReach } from '../rollup/year-reach.repository.ts';
import { comparedBy, comparedText, comparedValue, type Compared } from './compared-value.ts';
import { meanText, medianOf } from './over-districts.ts';

export interface DistrictValue {
  /**
   * The number compared, as it is shown: the indicator's own, or so many for each of a base. Null where there is none.
   */
  readonly value: string | null;
  readonly answered: number;
  readonly expected: number;
  readonly state: DeliveryState | 'missing';
  readonly isComplete: boolean;
  /** So few persons, or what would give them away: the public isn't shown it. */
  readonly isHidden: boolean;
  /** It reported without the figure: the part that it is of isn't asked there, or it came with a later issue. */
  readonly isUnasked: boolean;
}

export interface DistrictRow {
  readonly unitId: number;
  readonly name: string;
  readonly deliveryId: string | null;
  readonly current: DistrictValue;
  /** Against its own last year: of like with like, or why not. */
  readonly change: Change;
  readonly byYear: readonly DistrictValue[];
}

export interface Comparison {
  /** Its name, for addresses. */
  readonly programme: string;
  readonly year: number;
  readonly years: readonly number[];
  readonly indicator: Pick<IndicatorDefinition, 'code' | 'group' | 'label' | 'unit' | 'decimals' | 'moreIsBetter'> & {
    readonly isRatio: boolean;
  };
  readonly base: NamedBase | null;
  /** What a total may be set against instead. */
  readonly bases: readonly NamedBase[];
  /** False of totals, whose rank would be the districts' size, and of what is neither good nor bad. */
  readonly isRanked: boolean;
  /** The definition is another than the year's before. */
  readonly isChanged: boolean;
  /**
   * Over accepted, complete districts, as shown: sum over sum for ratios, mean otherwise; and the median.
   */
  readonly cityMean: string | null;
  readonly cityMedian: string | null;
  /** How far the year goes: of how many bureaus the reports are in. */
  readonly reach: YearReach;
  readonly rows: readonly (DistrictRow & {
    /**
     * 1-based among accepted, complete districts, equal where the same is shown; null for the others, and for totals.
     */
    readonly rank: number | null;
  })[];
}

export interface ComparisonQuestion {
  readonly programme: string;
  readonly year: number;
  readonly indicator: string;
  /** The base that somebody chose, by its code; null compares the indicator itself, absent as it declares. */
  readonly per?: string | null | undefined;
}

export interface NamedBase extends ScaleBase {
  readonly label: Localized;
  /** What its definition calls it, by how many of it. */
  readonly asBase: readonly BaseName[];
}

/** One indicator of all districts beside each other. */
export async function readComparison(
  { trx, actor, now }: Pick<QueryScope, 'trx' | 'actor' | 'now'>,
  { programme, year, indicator: code, per }: ComparisonQuestion,
): Promise<Comparison> {
  const edition = await findEdition(trx, actor, { programme, year });
  const indicator = edition?.indicators.find((one) => one.code === code);
  if (!edition || !indicator) throw new HuibaoError('indicator.not_found');
  const bases = basesFor(indicator, edition);
  const chosen = per === undefined || per === null ? per : bases.find((base) => base.per === per);
  if (typeof per === 'string' && !chosen) throw new HuibaoError('indicator.not_found');
  const compared = comparedBy(indicator, chosen);
  const years = yearsUpTo(year);
  const districts = await listDistrictUnits(trx, actor.tenantId);
  const delivered = await arrangeDelivered(
    trx,
    actor.tenantId,
    await listNewestDelivered(trx, actor.tenantId, edition, years),
  );
  const periodsIn = (one: number): readonly number[] =>
    comparedPeriods(
      districts.map(({ unitId }) => delivered.find(unitId, one)?.figures.get(code)),
      edition.calendar,
    );
  const before = await findEditionBefore(trx, actor, edition);
  const calendars = { now: edition.calendar, before: before?.calendar ?? edition.calendar };
  const dated = { ...compared, periodsIn, calendars };
  const rows = districts.map((district) => districtRow(district, years, dated, delivered));
  return {
    programme,
    year,
    years,
    base: compared.base && nameOf(compared.base, edition),
    bases: bases.map((base) => (base.per === compared.base?.per ? nameOf(compared.base, edition) : base)),
    isRanked: compared.isRanked && indicator.moreIsBetter !== null,
    reach: await readYearReach(trx, actor.tenantId, edition, now),
    rows: rankRows(rows, compared),
    indicator: {
      code,
      group: indicator.group,
      label: indicator.label,
      unit: indicator.unit,
      decimals: compared.decimals,
      moreIsBetter: indicator.moreIsBetter,
      isRatio: isQuotient(indicator.operator),
    },
    ...overCity(rows, year, compared, delivered),
    isChanged: isRedefined(code, edition, before),
  };
}

/** A share or a mean is compared as it is. */
function basesFor(indicator: IndicatorDefinition, edition: Edition): readonly NamedBase[] {
  if (isQuotient(indicator.operator)) return [];
  return scaleBasesOf(edition.indicators)
    .filter((base) => base.per !== indicator.code)
    .map((base) => nameOf(base, edition));
}

function nameOf(base: ScaleBase, { indicators }: Edition): NamedBase {
  const per = indicators.find((one) => one.code === base.per);
  return { ...base, label: per?.label ?? { zh: base.per, en: base.per }, asBase: per?.asBase ?? [] };
}

function isRedefined(code: string, edition: Edition, before: Edition | undefined): boolean {
  const earlier = before?.indicatorVersions.get(code);
  return earlier !== undefined && earlier.id !== edition.indicatorVersions.get(code)?.id;
}

type DatedCompared = Compared & {
  /** The terms of a year over which districts are compared. */
  readonly periodsIn: (year: number) => readonly number[];
  readonly calendars: CalendarPair;
};

function districtRow(
  { unitId, name }: District,
  years: readonly number[],
  compared: DatedCompared,
  delivered: DeliveredYears,
): DistrictRow {
  const byYear = years.map((year) => districtValue(unitId, year, compared, delivered));
  const thisYear = years.at(-1) ?? 0;
  const current = byYear.at(-1) ?? nothingDelivered('missing');
  const deliveryId = delivered.find(unitId, thisYear)?.id ?? null;
  return { unitId, name, deliveryId, current, change: changeOf(unitId, thisYear, compared, delivered), byYear };
}

function districtValue(
  unitId: number,
  year: number,
  compared: DatedCompared,
  { find, isHidden }: DeliveredYears,
): DistrictValue {
  const { indicator, base } = compared;
  const delivery = find(unitId, year);
  const figure = delivery?.figures.get(indicator.code);
  if (!delivery) return nothingDelivered('missing');
  if (!figure) return { ...nothingDelivered(delivery.state), isUnasked: true };
  return {
    value: comparedText(compared, delivery.figures),
    isHidden: isHidden(unitId, year, indicator.code),
    isUnasked: false,
    answered: figure.answered,
    expected: figure.expected,
    state: delivery.state,
    isComplete: [figure, ...(base === null ? [] : [delivery.figures.get(base.per)])].every((one) =>
      isAllInOf(one, compared.calendars.now, compared.periodsIn(year)),
    ),
  };
}

function nothingDelivered(state: DistrictValue['state']): DistrictValue {
  return { value: null, answered: 0, expected: 0, state, isComplete: false, isHidden: false, isUnasked: false };
}

/**
 * A district's figures can't be taken apart: they are compared where all is in, of the same terms; of a base, where it
 * is so of both sides.
 */
function changeOf(unitId: number, year: number, compared: DatedCompared, { find }: DeliveredYears): Change {
  const { indicator, base } = compared;
  const [now, before] = [year, year - 1].map((one) => find(unitId, one)?.figures ?? new Map<string, IndicatorValue>());
  if (!now || !before) return { kind: 'none', reason: 'nothing_now' };
  const changeIn = (code: string): Change =>
    changeOfWhole(indicator, now.get(code), before.get(code), compared.calendars);
  const own = changeIn(indicator.code);
  if (base === null) return own;
  const unlike = [own, changeIn(base.per)].find((one) => one.kind === 'none' && one.reason !== 'from_zero');
  return (
    unlike ?? changeBetween(indicator, comparedValue(compared, now), comparedValue(compared, before), { basis: 'all' })
  );
}

/** Whether a district is one of those that the city's mean and median, and ranks, are over. */
function isCounted({ current }: DistrictRow): boolean {
  return current.state === 'accepted' && current.isComplete && current.value !== null;
}

/** The best first, whichever direction that is; what is shown alike shares a rank. */
function rankRows(
  rows: readonly DistrictRow[],
  { isRanked, indicator: { moreIsBetter } }: Compared,
): Comparison['rows'] {
  const values = rows.filter(isCounted).flatMap((row) => row.current.value ?? []);
  const ordered = values.toSorted((a, b) => new ExactDecimal(b).comparedTo(a) * (moreIsBetter === true ? 1 : -1));
  const rankOf = (value: string | null): number | null => (value === null ? null : ordered.indexOf(value) + 1);
  return rows.map((row) => ({
    ...row,
    rank: isRanked && moreIsBetter !== null && isCounted(row) ? rankOf(row.current.value) : null,
  }));
}

function overCity(
  rows: readonly DistrictRow[],
  year: number,
  compared: Compared,
  { find }: DeliveredYears,
): Pick<Comparison, 'cityMean' | 'cityMedian'> {
  const counted = rows.filter(isCounted);
  const figures = counted.flatMap((row) => find(row.unitId, year)?.figures ?? []);
  const median = medianOf(figures.flatMap((one) => comparedValue(compared, one) ?? []));
  return {
    cityMean: meanText(compared, figures),
    cityMedian: median && roundToPrint(new ExactDecimal(median), compared.decimals),
  };
}
