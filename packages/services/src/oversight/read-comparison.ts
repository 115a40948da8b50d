import {
  changeBetween,
  changeOfWhole,
  ExactDecimal,
  HuibaoError,
  isOfWholeYear,
  isQuotient,
  quotient,
  type Change,
  type DeliveryState,
  type IndicatorDefinition,
  type IndicatorValue,
  type YearReach,
} from '@huibao/domain';
import { findEditionOfYear, type Edition } from '../forms/edition.repository.ts';
import type { QueryScope } from '../use-case.ts';
import { arrangeDelivered, yearsUpTo, type DeliveredYears } from './delivered-years.ts';
import { listNewestDelivered } from './delivery.repository.ts';
import { listDistrictUnits, type District } from './district.repository.ts';
import { readYearReach } from '../rollup/year-reach.repository.ts';
import { meanOf, medianOf, sumOf } from './over-districts.ts';

export interface DistrictValue {
  /** The number compared: the indicator's own, or per 1 000 of the denominator chosen. Null where there is none. */
  readonly value: string | null;
  readonly answered: number;
  readonly expected: number;
  readonly state: DeliveryState | 'missing';
  readonly isComplete: boolean;
  /** So few persons, or what would give them away: the value isn't shown. */
  readonly isHidden: boolean;
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
  readonly year: number;
  readonly years: readonly number[];
  readonly indicator: Pick<IndicatorDefinition, 'code' | 'group' | 'label' | 'unit' | 'decimals' | 'moreIsBetter'> & {
    readonly isRatio: boolean;
  };
  readonly per: string | null;
  /** The definition is another than the year's before. */
  readonly isChanged: boolean;
  /**
   * Over accepted, complete districts: sum over sum for ratios, mean otherwise; and the median. Neither where a value
   * is hidden.
   */
  readonly cityMean: string | null;
  readonly cityMedian: string | null;
  /** How far the year goes: of how many bureaus the reports are in. */
  readonly reach: YearReach;
  readonly rows: readonly (DistrictRow & {
    /** 1-based among accepted, complete districts; null for the others: they are shown, never ranked. */
    readonly rank: number | null;
  })[];
}

export interface ComparisonQuestion {
  readonly year: number;
  readonly indicator: string;
  /** What is compared is this many per 1 000 of it; null compares the indicator itself. */
  readonly per: string | null;
}

/** One indicator of all districts beside each other. */
export async function readComparison(
  { trx, actor }: Pick<QueryScope, 'trx' | 'actor'>,
  { year, indicator: code, per: wantedPer }: ComparisonQuestion,
): Promise<Comparison> {
  const edition = await findEditionOfYear(trx, actor.lineage, year);
  const indicator = edition?.indicators.find((one) => one.code === code);
  if (!edition || !indicator || (wantedPer !== null && !edition.indicators.some((one) => one.code === wantedPer)))
    throw new HuibaoError('indicator.not_found');
  const isRatio = isQuotient(indicator.operator);
  const per = isRatio ? null : wantedPer;
  const years = yearsUpTo(year);
  const districts = await listDistrictUnits(trx, actor.tenantId);
  const delivered = arrangeDelivered(edition, await listNewestDelivered(trx, actor.tenantId, years));
  const before = await findEditionOfYear(trx, actor.lineage, year - 1);
  const rows = districts.map((district) => districtRow(district, years, { indicator, per }, delivered));
  return {
    year,
    years,
    per,
    reach: await readYearReach(trx, actor.tenantId, year, actor.now()),
    rows: rankRows(rows),
    indicator: {
      code,
      group: indicator.group,
      label: indicator.label,
      unit: indicator.unit,
      decimals: per || indicator.operator.op === 'mean' ? Math.max(1, indicator.decimals) : indicator.decimals,
      moreIsBetter: indicator.moreIsBetter,
      isRatio,
    },
    ...overCity(rows, year, indicator, per, delivered),
    isChanged: isRedefined(code, edition, before),
  };
}

function isRedefined(code: string, edition: Edition, before: Edition | undefined): boolean {
  const earlier = before?.indicatorVersions.get(code);
  return earlier !== undefined && earlier.id !== edition.indicatorVersions.get(code)?.id;
}

interface Compared {
  readonly indicator: IndicatorDefinition;
  readonly per: string | null;
}

function districtRow(
  { unitId, name }: District,
  years: readonly number[],
  compared: Compared,
  delivered: DeliveredYears,
): DistrictRow {
  const byYear = years.map((year) => districtValue(unitId, year, compared, delivered));
  const current = byYear.at(-1) ?? nothingDelivered('missing');
  const deliveryId = delivered.find(unitId, years.at(-1) ?? 0)?.id ?? null;
  const change = changeOf(unitId, years.at(-1) ?? 0, compared, delivered, [
    byYear.at(-2)?.value ?? null,
    current.value,
  ]);
  return { unitId, name, deliveryId, current, change, byYear };
}

function districtValue(
  unitId: number,
  year: number,
  { indicator: { code }, per }: Compared,
  { find, isHidden }: DeliveredYears,
): DistrictValue {
  const delivery = find(unitId, year);
  const figure = delivery?.figures.get(code);
  if (!delivery || !figure) return nothingDelivered(delivery?.state ?? 'missing');
  const isKept = isHidden(unitId, year, code);
  return {
    value: isKept ? null : comparedValue(figure, per === null ? null : delivery.figures.get(per), per),
    isHidden: isKept,
    answered: figure.answered,
    expected: figure.expected,
    state: delivery.state,
    isComplete: isOfWholeYear(figure, year) && (per === null || isOfWholeYear(delivery.figures.get(per), year)),
  };
}

function nothingDelivered(state: DistrictValue['state']): DistrictValue {
  return { value: null, answered: 0, expected: 0, state, isComplete: false, isHidden: false };
}

function comparedValue(
  figure: IndicatorValue,
  denominator: IndicatorValue | null | undefined,
  per: string | null,
): string | null {
  return per === null ? figure.value : quotient(figure.value, denominator?.value ?? null, '1000');
}

/**
 * A district's figures can't be taken apart: they are compared where all is in, of the same terms; per 1 000, where it
 * is so of both sides.
 */
function changeOf(
  unitId: number,
  year: number,
  { indicator, per }: Compared,
  { find }: DeliveredYears,
  [before, now]: readonly [string | null, string | null],
): Change {
  if (now === null) return { kind: 'none', reason: 'nothing_now' };
  if (before === null) return { kind: 'none', reason: 'nothing_before' };
  const changeIn = (code: string): Change =>
    changeOfWhole(indicator, find(unitId, year)?.figures.get(code), find(unitId, year - 1)?.figures.get(code), year);
  const own = changeIn(indicator.code);
  if (per === null) return own;
  const unlike = [own, changeIn(per)].find((one) => one.kind === 'none' && one.reason !== 'from_zero');
  return unlike ?? changeBetween(indicator, now, before, { basis: 'all' });
}

/** Whether a district is one of those that the city's mean and median, and ranks, are over. */
function isCounted({ current }: DistrictRow): boolean {
  return current.state === 'accepted' && current.isComplete && (current.value !== null || current.isHidden);
}

/** Equal values share a rank. */
function rankRows(rows: readonly DistrictRow[]): Comparison['rows'] {
  const values = rows.filter(isCounted).flatMap((row) => row.current.value ?? []);
  const descending = values.toSorted((a, b) => new ExactDecimal(b).comparedTo(a));
  return rows.map((row) => ({
    ...row,
    rank: isCounted(row) && row.current.value !== null ? descending.indexOf(row.current.value) + 1 : null,
  }));
}

/** With a value hidden, a mean or a median would help to tell it. */
function overCity(
  rows: readonly DistrictRow[],
  year: number,
  indicator: IndicatorDefinition,
  per: string | null,
  { find }: DeliveredYears,
): Pick<Comparison, 'cityMean' | 'cityMedian'> {
  const counted = rows.filter(isCounted);
  if (counted.some((row) => row.current.isHidden)) return { cityMean: null, cityMedian: null };
  const deliveries = counted.flatMap((row) => find(row.unitId, year) ?? []);
  const figures = deliveries.flatMap((one) => one.figures.get(indicator.code) ?? []);
  return {
    cityMean:
      per === null || figures.length === 0
        ? meanOf(indicator, figures)
        : quotient(
            sumOf(figures.map((one) => one.value)),
            sumOf(deliveries.map((one) => one.figures.get(per)?.value)),
            '1000',
          ),
    cityMedian: medianOf(counted.map((row) => row.current.value ?? '0')),
  };
}
