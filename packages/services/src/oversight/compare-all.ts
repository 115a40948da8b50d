import {
  HuibaoError,
  comparedPeriods,
  isAllInOf,
  type DeliveryState,
  type IndicatorDefinition,
  type IndicatorGroup,
  type Localized,
  type ScaleBase,
  type YearReach,
} from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear, type Edition } from '../forms/edition.repository.ts';
import { readYearReach } from '../rollup/year-reach.repository.ts';
import { defineQuery } from '../use-case.ts';
import { arrangeDelivered, yearsUpTo, type DeliveredYears } from './delivered-years.ts';
import { listNewestDelivered } from './delivery.repository.ts';
import { listDistrictUnits, type District } from './district.repository.ts';
import { comparedBy, comparedText } from './compared-value.ts';
import { meanText } from './over-districts.ts';

/**
 * All that can be compared of all districts over three years, compact: values by indicator, district by district, year
 * by year.
 */
export interface ComparisonMatrix {
  readonly year: number;
  readonly years: readonly number[];
  /** How far the year goes: of how many districts the reports are in. */
  readonly reach: YearReach;
  readonly districts: readonly {
    readonly unitId: number;
    readonly name: string;
    readonly states: readonly (DeliveryState | 'missing')[];
  }[];
  readonly groups: readonly IndicatorGroup[];
  /** Names of what the values are set against, by code. */
  readonly bases: Readonly<Record<string, Localized>>;
  readonly indicators: readonly MatrixIndicator[];
}

export type MatrixIndicator = Pick<IndicatorDefinition, 'code' | 'group' | 'label' | 'unit' | 'moreIsBetter'> & {
  /** What a total is set against; null where the values are the indicator's own. */
  readonly base: ScaleBase | null;
  readonly isRanked: boolean;
  /** A total as it is: it follows the districts' size. */
  readonly isTotal: boolean;
  /** Of this year, over accepted and complete districts. */
  readonly cityMean: string | null;
  /** By district, then by year, as shown. Null where there is none. */
  readonly values: readonly (readonly (string | null)[])[];
  /** Those that the public isn't shown: so few persons, or what would give them away. */
  readonly hidden: readonly (readonly boolean[])[];
  /** By district, of this year: everything owed is in, of the terms that are compared. */
  readonly isComplete: readonly boolean[];
};

export const compareAll = defineQuery({
  permission: 'oversight.read',
  input: z.object({ year: z.int() }),
  async run({ trx, actor }, { year }): Promise<ComparisonMatrix> {
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const years = yearsUpTo(year);
    const districts = await listDistrictUnits(trx, actor.tenantId);
    const delivered = arrangeDelivered(edition, await listNewestDelivered(trx, actor.tenantId, years));
    return {
      year,
      years,
      reach: await readYearReach(trx, actor.tenantId, year, actor.now()),
      groups: edition.indicatorGroups,
      bases: Object.fromEntries(edition.indicators.map(({ code, label }) => [code, label])),
      districts: districts.map((district) => ({
        ...district,
        states: years.map((one) => delivered.find(district.unitId, one)?.state ?? 'missing'),
      })),
      indicators: listCompared(edition).map((indicator) => compareIndicator(indicator, districts, years, delivered)),
    };
  },
});

function listCompared({ indicators }: Edition): readonly IndicatorDefinition[] {
  return indicators.filter((one) => one.comparable && one.operator.op !== 'list');
}

function compareIndicator(
  indicator: IndicatorDefinition,
  districts: readonly District[],
  years: readonly number[],
  { find, isHidden }: DeliveredYears,
): MatrixIndicator {
  const { code, group, label, unit, moreIsBetter } = indicator;
  const compared = comparedBy(indicator);
  const { base, isRanked } = compared;
  const thisYear = years.at(-1) ?? 0;
  const figuresOf = (unitId: number, year: number) => find(unitId, year)?.figures;
  const periods = comparedPeriods(
    districts.map(({ unitId }) => figuresOf(unitId, thisYear)?.get(code)),
    thisYear,
  );
  const isComplete = ({ unitId }: District): boolean =>
    [code, ...(base ? [base.per] : [])].every((one) =>
      isAllInOf(figuresOf(unitId, thisYear)?.get(one), thisYear, periods),
    );
  const counted = districts.filter((one) => find(one.unitId, thisYear)?.state === 'accepted' && isComplete(one));
  return {
    code,
    group,
    label,
    unit,
    base,
    isRanked: isRanked && moreIsBetter !== null,
    isTotal: !isRanked,
    moreIsBetter,
    cityMean: meanText(
      compared,
      counted.flatMap(({ unitId }) => figuresOf(unitId, thisYear) ?? []),
    ),
    values: districts.map(({ unitId }) =>
      years.map((year) => comparedText(compared, figuresOf(unitId, year) ?? new Map())),
    ),
    hidden: districts.map(({ unitId }) => years.map((year) => isHidden(unitId, year, code))),
    isComplete: districts.map(isComplete),
  };
}
