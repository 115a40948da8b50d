import {
  comparedPeriods,
  isAllInOf,
  type ProgrammeCalendar,
  type DeliveryState,
  type IndicatorDefinition,
  type IndicatorGroup,
  type ScaleBase,
  type YearReach,
} from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { requireEdition, type Edition } from '../forms/edition.repository.ts';
import { readYearReach } from '../rollup/year-reach.repository.ts';
import { defineQuery } from '../use-case.ts';
import { arrangeDelivered, yearsUpTo, type DeliveredYears } from './delivered-years.ts';
import { listNewestDelivered, type Delivered } from '../rollup/delivered.repository.ts';
import { listDistrictUnits } from './district.repository.ts';
import { comparedBy, comparedText } from './compared-value.ts';
import { meanText } from './over-districts.ts';

/**
 * All that can be compared of all districts over three years, compact: values by indicator, district by district, year
 * by year.
 */
import type { NamedBase } from './read-comparison.ts';

export interface ComparisonMatrix {
  /** Its name, for addresses. */
  readonly programme: string;
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
  readonly bases: Readonly<Record<string, Pick<NamedBase, 'label' | 'asBase'>>>;
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
  /** By district, of this year: it reported without the figure, which isn't asked there. */
  readonly isUnasked: readonly boolean[];
  /** By district, of this year: everything owed is in, of the terms that are compared. */
  readonly isComplete: readonly boolean[];
};

export const compareAll = defineQuery({
  permission: 'oversight.read',
  goesFar: true,
  input: z.object({ ...editionInput }),
  async run({ trx, actor }, address): Promise<ComparisonMatrix> {
    const edition = await requireEdition(trx, actor, address);
    const { year } = edition;
    const years = yearsUpTo(year);
    const districts = await listDistrictUnits(trx, actor.tenantId);
    const delivered = await arrangeDelivered(
      trx,
      actor.tenantId,
      await listNewestDelivered(trx, actor.tenantId, edition, years),
    );
    const rows = districts.map(({ unitId }): DistrictYears => {
      const byYear = years.map((one) => delivered.find(unitId, one));
      return { unitId, byYear, current: byYear.at(-1) };
    });
    return {
      programme: edition.programmeName,
      year,
      years,
      reach: await readYearReach(trx, actor.tenantId, edition, actor.now()),
      groups: edition.indicatorGroups,
      bases: Object.fromEntries(edition.indicators.map(({ code, label, asBase = [] }) => [code, { label, asBase }])),
      districts: districts.map((district, place) => ({
        ...district,
        states: (rows[place]?.byYear ?? []).map((one) => one?.state ?? 'missing'),
      })),
      indicators: listCompared(edition).map((indicator) =>
        compareIndicator(indicator, rows, { years, calendar: edition.calendar }, delivered),
      ),
    };
  },
});

function listCompared({ indicators }: Edition): readonly IndicatorDefinition[] {
  return indicators.filter((one) => one.comparable && one.operator.op !== 'list');
}

/** What a district sent for each of the years, looked up once for all indicators. */
interface DistrictYears {
  readonly unitId: number;
  readonly byYear: readonly (Delivered | undefined)[];
  /** Of the year that is compared. */
  readonly current: Delivered | undefined;
}

const noFigures: Delivered['figures'] = new Map();

function compareIndicator(
  indicator: IndicatorDefinition,
  rows: readonly DistrictYears[],
  { years, calendar }: { readonly years: readonly number[]; readonly calendar: ProgrammeCalendar },
  { isHidden }: DeliveredYears,
): MatrixIndicator {
  const { code, group, label, unit, moreIsBetter } = indicator;
  const compared = comparedBy(indicator);
  const { base, isRanked } = compared;
  const periods = comparedPeriods(
    rows.map(({ current }) => current?.figures.get(code)),
    calendar,
  );
  const needed = [code, ...(base ? [base.per] : [])];
  const isComplete = rows.map(({ current }) =>
    needed.every((one) => isAllInOf(current?.figures.get(one), calendar, periods)),
  );
  const counted = rows.flatMap(({ current }, place) =>
    current?.state === 'accepted' && isComplete[place] === true ? [current.figures] : [],
  );
  return {
    code,
    group,
    label,
    unit,
    base,
    isRanked: isRanked && moreIsBetter !== null,
    isTotal: !isRanked,
    moreIsBetter,
    cityMean: meanText(compared, counted),
    values: rows.map(({ byYear }) => byYear.map((one) => comparedText(compared, one?.figures ?? noFigures))),
    hidden: rows.map(({ unitId }) => years.map((year) => isHidden(unitId, year, code))),
    isUnasked: rows.map(({ current }) => current !== undefined && !current.figures.has(code)),
    isComplete,
  };
}
