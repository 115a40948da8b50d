import {
  HuibaoError,
  isOfWholeYear,
  type DeliveryState,
  type IndicatorDefinition,
  type IndicatorGroup,
} from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear, type Edition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { arrangeDelivered, yearsUpTo, type DeliveredYears } from './delivered-years.ts';
import { listNewestDelivered } from './delivery.repository.ts';
import { listDistrictUnits, type District } from './district.repository.ts';
import { meanOf } from './over-districts.ts';

/**
 * All that can be compared of all districts over three years, compact: values by indicator, district by district, year
 * by year.
 */
export interface ComparisonMatrix {
  readonly year: number;
  readonly years: readonly number[];
  readonly districts: readonly {
    readonly unitId: number;
    readonly name: string;
    readonly states: readonly (DeliveryState | 'missing')[];
  }[];
  readonly groups: readonly IndicatorGroup[];
  readonly indicators: readonly MatrixIndicator[];
}

export type MatrixIndicator = Pick<
  IndicatorDefinition,
  'code' | 'group' | 'label' | 'unit' | 'decimals' | 'moreIsBetter'
> & {
  /** Of this year, over accepted and complete districts. */
  readonly cityMean: string | null;
  /** By district, then by year. Null where there is none; `hidden` where so few persons may not be shown. */
  readonly values: readonly (readonly (string | null)[])[];
  readonly hidden: readonly (readonly boolean[])[];
  /** By district, of this year: everything owed in all its terms is in. */
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
      groups: edition.indicatorGroups,
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
  const { code, group, label, unit, decimals, moreIsBetter, operator } = indicator;
  const thisYear = years.at(-1) ?? 0;
  const figureOf = (unitId: number, year: number) => find(unitId, year)?.figures.get(code);
  const isComplete = ({ unitId }: District): boolean => isOfWholeYear(figureOf(unitId, thisYear), thisYear);
  const counted = districts.filter((one) => find(one.unitId, thisYear)?.state === 'accepted' && isComplete(one));
  // With a value hidden, the mean and the others would tell it.
  const isMeanKept = counted.some(({ unitId }) => isHidden(unitId, thisYear, code));
  const figures = counted.flatMap(({ unitId }) => figureOf(unitId, thisYear) ?? []);
  const hidden = districts.map(({ unitId }) => years.map((year) => isHidden(unitId, year, code)));
  return {
    code,
    group,
    label,
    unit,
    decimals: operator.op === 'mean' ? Math.max(1, decimals) : decimals,
    moreIsBetter,
    cityMean: isMeanKept ? null : meanOf(indicator, figures),
    values: districts.map(({ unitId }, row) =>
      years.map((year, column) => (hidden[row]?.[column] ? null : (figureOf(unitId, year)?.value ?? null))),
    ),
    hidden,
    isComplete: districts.map(isComplete),
  };
}
