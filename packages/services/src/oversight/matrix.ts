import {
  ExactDecimal,
  HuibaoError,
  isQuotient,
  factorOf,
  quotient,
  type DeliveryState,
  type IndicatorDefinition,
  type IndicatorGroup,
  type IndicatorValue,
} from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';
import { defineQuery, type QueryScope } from '../use-case.ts';
import { hiddenDistricts, isWhole, type DeliveredFigures } from './hidden-districts.ts';

const span = 3;

/** All that can be compared of all districts over three years, compact: values by indicator, district by district, year by year. */
export interface ComparisonMatrix {
  readonly year: number;
  readonly years: readonly number[];
  readonly districts: readonly {
    readonly unitId: number;
    readonly name: string;
    readonly states: readonly (DeliveryState | 'missing')[];
  }[];
  readonly groups: readonly IndicatorGroup[];
  readonly indicators: readonly (Pick<
    IndicatorDefinition,
    'code' | 'group' | 'label' | 'unit' | 'decimals' | 'moreIsBetter'
  > & {
    /** Of this year, over accepted and complete districts. */
    readonly cityMean: string | null;
    /** By district, then by year. Null where there is none; `hidden` where so few persons may not be shown. */
    readonly values: readonly (readonly (string | null)[])[];
    readonly hidden: readonly (readonly boolean[])[];
    /** By district, of this year: everybody asked has answered. */
    readonly isComplete: readonly boolean[];
  })[];
}

export interface Delivered {
  readonly id: string;
  readonly unitId: number;
  readonly year: number;
  readonly state: DeliveryState;
  readonly figures: ReadonlyMap<string, IndicatorValue>;
}

export const compareAll = defineQuery({
  permission: 'oversight.read',
  input: z.object({ year: z.int() }),
  async run(scope, { year }): Promise<ComparisonMatrix> {
    const { trx, actor } = scope;
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const years = Array.from({ length: span }, (_, index) => year - span + 1 + index);
    const units = await trx
      .selectFrom('org_units')
      .select(['id', 'name'])
      .where('tenant_id', '=', actor.tenantId)
      .where('kind', '=', 'bureau')
      .orderBy('id')
      .execute();
    const delivered = await listDelivered(scope, years);
    const at = (unitId: number, y: number): Delivered | undefined => delivered.get(`${unitId}/${y}`);
    const hidden = new Map(years.map((y) => [y, hiddenDistricts(edition, deliveredIn(delivered, y))]));
    const indicators = edition.indicators.filter((one) => one.comparable && one.operator.op !== 'list');
    return {
      year,
      years,
      groups: edition.indicatorGroups,
      districts: units.map((unit) => ({
        unitId: unit.id,
        name: unit.name,
        states: years.map((y) => at(unit.id, y)?.state ?? 'missing'),
      })),
      indicators: indicators.map((indicator) => {
        const { code, group, label, unit, decimals, moreIsBetter } = indicator;
        const figure = (unitId: number, y: number): IndicatorValue | undefined => at(unitId, y)?.figures.get(code);
        const isComplete = (unitId: number, y: number): boolean => isWhole(figure(unitId, y));
        const isHidden = (unitId: number, y: number): boolean => hidden.get(y)?.(unitId, code) ?? false;
        const counted = units.filter(({ id }) => at(id, year)?.state === 'accepted' && isComplete(id, year));
        return {
          code,
          group,
          label,
          unit,
          decimals: indicator.operator.op === 'mean' ? Math.max(1, decimals) : decimals,
          moreIsBetter,
          // With a value hidden, the mean and the others would tell it.
          cityMean: counted.some(({ id }) => isHidden(id, year))
            ? null
            : meanOf(
                indicator,
                counted.flatMap(({ id }) => figure(id, year) ?? []),
              ),
          values: units.map(({ id }) => years.map((y) => (isHidden(id, y) ? null : (figure(id, y)?.value ?? null)))),
          hidden: units.map(({ id }) => years.map((y) => isHidden(id, y))),
          isComplete: units.map(({ id }) => isComplete(id, year)),
        };
      }),
    };
  },
});

/** What each bureau sent for the years, the newest version of each, by `unit/year`: its frozen figures as they are. */
export async function listDelivered(
  { trx, actor }: Pick<QueryScope, 'trx' | 'actor'>,
  years: readonly number[],
): Promise<ReadonlyMap<string, Delivered>> {
  const rows = await trx
    .selectFrom('deliveries')
    .distinctOn(['unit_id', 'year'])
    .select(['id', 'unit_id', 'year', 'state', 'figures'])
    .where('tenant_id', '=', actor.tenantId)
    .where('year', 'in', [...years])
    .orderBy('unit_id')
    .orderBy('year')
    .orderBy('version', 'desc')
    .execute();
  return new Map(
    rows.map((row) => [
      `${row.unit_id}/${row.year}`,
      {
        id: row.id,
        unitId: row.unit_id,
        year: row.year,
        state: row.state as DeliveryState,
        figures: new Map(jsonOf<readonly IndicatorValue[]>(row.figures).map((value) => [value.code, value])),
      },
    ]),
  );
}

export function deliveredIn(delivered: ReadonlyMap<string, Delivered>, year: number): readonly DeliveredFigures[] {
  return [...delivered.values()]
    .filter((one) => one.year === year)
    .map(({ unitId, state, figures }) => ({ unitId, figures, isAccepted: state === 'accepted' }));
}

/** Sum over sum for quotients, else the mean of the districts' values. */
export function meanOf(indicator: IndicatorDefinition, figures: readonly IndicatorValue[]): string | null {
  if (figures.length === 0) return null;
  const sum = (texts: readonly (string | null)[]): string =>
    texts.reduce<ExactDecimal>((total, text) => total.plus(text ?? '0'), new ExactDecimal(0)).toFixed();
  if (isQuotient(indicator.operator))
    return quotient(
      sum(figures.map((one) => one.numerator)),
      sum(figures.map((one) => one.denominator)),
      factorOf(indicator.operator),
    );
  const values = figures.flatMap((one) => one.value ?? []);
  return quotient(sum(values), String(values.length), '1');
}
