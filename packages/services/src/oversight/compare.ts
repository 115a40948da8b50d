import {
  ExactDecimal,
  HuibaoError,
  isQuotient,
  quotient,
  type DeliveryState,
  type IndicatorDefinition,
  type IndicatorValue,
} from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { hiddenDistricts, isWhole } from './hidden-districts.ts';
import { deliveredIn, listDelivered, meanOf } from './matrix.ts';

/** Years beside each other: the chosen one and the two before. */
const span = 3;

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

export interface Comparison {
  readonly year: number;
  readonly years: readonly number[];
  readonly indicator: Pick<IndicatorDefinition, 'code' | 'group' | 'label' | 'unit' | 'decimals' | 'moreIsBetter'> & {
    readonly isRatio: boolean;
  };
  readonly per: string | null;
  /** The definition is another than the year's before. */
  readonly isChanged: boolean;
  /** Over accepted, complete districts: sum over sum for ratios, mean otherwise; and the median. Neither where a value is hidden. */
  readonly cityMean: string | null;
  readonly cityMedian: string | null;
  readonly rows: readonly {
    readonly unitId: number;
    readonly name: string;
    readonly deliveryId: string | null;
    /** 1-based among accepted, complete districts; null for the others: they are shown, never ranked. */
    readonly rank: number | null;
    readonly current: DistrictValue;
    /** Against last year, per cent, one decimal; null where it can't be said. */
    readonly change: string | null;
    readonly byYear: readonly DistrictValue[];
  }[];
}

export const compareDistricts = defineQuery({
  permission: 'oversight.read',
  input: z.object({ year: z.int(), indicator: z.string().max(80), per: z.string().max(80).nullable() }),
  async run(scope, { year, indicator: code, per }): Promise<Comparison> {
    const { trx, actor } = scope;
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    const indicator = edition?.indicators.find((one) => one.code === code);
    if (!edition || !indicator || (per !== null && !edition.indicators.some((one) => one.code === per)))
      throw new HuibaoError('indicator.not_found');
    const isRatio = isQuotient(indicator.operator);
    const denominator = isRatio ? null : per;
    const years = Array.from({ length: span }, (_, index) => year - span + 1 + index);
    const units = await trx
      .selectFrom('org_units')
      .select(['id', 'name'])
      .where('tenant_id', '=', actor.tenantId)
      .where('kind', '=', 'bureau')
      .orderBy('id')
      .execute();
    const delivered = await listDelivered(scope, years);
    const at = (unitId: number, y: number): Compared | undefined => {
      const row = delivered.get(`${unitId}/${y}`);
      return (
        row && {
          id: row.id,
          state: row.state,
          value: row.figures.get(code),
          per: denominator === null ? undefined : row.figures.get(denominator),
        }
      );
    };
    const hidden = new Map(years.map((y) => [y, hiddenDistricts(edition, deliveredIn(delivered, y))]));
    const before = await findEditionOfYear(trx, actor.lineage, year - 1);
    const rows = units.map((unit) => {
      const byYear = years.map((y) =>
        toDistrictValue(at(unit.id, y), denominator, hidden.get(y)?.(unit.id, code) ?? false),
      );
      const current = byYear.at(-1) ?? toDistrictValue(undefined, denominator, false);
      return {
        unitId: unit.id,
        name: unit.name,
        deliveryId: at(unit.id, year)?.id ?? null,
        rank: null,
        current,
        change: changeOf(byYear.at(-2)?.value ?? null, current.value),
        byYear,
      };
    });
    // With a value hidden, a mean or a median would help to tell it; ranks are of what is shown.
    const counted = rows.filter(
      (row) =>
        row.current.state === 'accepted' &&
        row.current.isComplete &&
        (row.current.value !== null || row.current.isHidden),
    );
    const values = counted.map(
      (row) => new ExactDecimal(toDistrictValue(at(row.unitId, year), denominator, false).value ?? '0'),
    );
    const ranked = counted.filter((row) => row.current.value !== null);
    const order = [...ranked].sort((a, b) =>
      new ExactDecimal(b.current.value ?? '0').comparedTo(a.current.value ?? '0'),
    );
    const rankOf = (row: (typeof rows)[number]): number | null => {
      const index = order.findIndex((one) => one.current.value === row.current.value);
      return ranked.includes(row) ? index + 1 : null;
    };
    return {
      year,
      years,
      per: denominator,
      rows: rows.map((row) => ({ ...row, rank: rankOf(row) })),
      indicator: {
        code,
        group: indicator.group,
        label: indicator.label,
        unit: indicator.unit,
        decimals:
          denominator || indicator.operator.op === 'mean' ? Math.max(1, indicator.decimals) : indicator.decimals,
        moreIsBetter: indicator.moreIsBetter,
        isRatio,
      },
      cityMean:
        ranked.length < counted.length
          ? null
          : meanPer(
              counted.map((row) => at(row.unitId, year)),
              indicator,
              denominator,
            ),
      cityMedian: ranked.length === counted.length ? medianOf(values) : null,
      isChanged:
        before?.indicatorVersions.has(code) === true &&
        before.indicatorVersions.get(code)?.id !== edition.indicatorVersions.get(code)?.id,
    };
  },
});

interface Compared {
  readonly id: string;
  readonly state: DeliveryState;
  readonly value: IndicatorValue | undefined;
  readonly per: IndicatorValue | undefined;
}

function toDistrictValue(row: Compared | undefined, per: string | null, isHidden: boolean): DistrictValue {
  if (!row?.value)
    return {
      value: null,
      answered: 0,
      expected: 0,
      state: row?.state ?? 'missing',
      isComplete: false,
      isHidden: false,
    };
  const { value, answered, expected } = row.value;
  return {
    value: isHidden ? null : per === null ? value : quotient(value, row.per?.value ?? null, '1000'),
    isHidden,
    answered,
    expected,
    state: row.state,
    isComplete: isWhole(row.value),
  };
}

function changeOf(before: string | null, now: string | null): string | null {
  if (before === null || now === null) return null;
  const base = new ExactDecimal(before);
  return base.isZero()
    ? null
    : new ExactDecimal(now).minus(base).dividedBy(base.abs()).times(100).toFixed(1, ExactDecimal.ROUND_HALF_UP);
}

/** As in the matrix; per so many of a denominator it is sum over sum too. */
function meanPer(
  rows: readonly (Compared | undefined)[],
  indicator: IndicatorDefinition,
  per: string | null,
): string | null {
  if (per === null || rows.length === 0)
    return meanOf(
      indicator,
      rows.flatMap((row) => row?.value ?? []),
    );
  const sum = (texts: readonly (string | null | undefined)[]): string =>
    texts.reduce<ExactDecimal>((total, text) => total.plus(text ?? '0'), new ExactDecimal(0)).toFixed();
  return quotient(sum(rows.map((row) => row?.value?.value)), sum(rows.map((row) => row?.per?.value)), '1000');
}

function medianOf(values: readonly ExactDecimal[]): string | null {
  const sorted = [...values].sort((a, b) => a.comparedTo(b));
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (!upper) return null;
  const lower = sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? upper);
  return upper.plus(lower).dividedBy(2).toFixed();
}

/** What can be compared, and years that have any delivery. */
export const listComparable = defineQuery({
  permission: 'oversight.read',
  input: z.object({ year: z.int() }),
  async run({ trx, actor }, { year }) {
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const years = await trx
      .selectFrom('deliveries')
      .select('year')
      .distinct()
      .where('tenant_id', '=', actor.tenantId)
      .orderBy('year', 'desc')
      .execute();
    return {
      years: years.map((row) => row.year),
      groups: edition.indicatorGroups,
      indicators: edition.indicators
        .filter((one) => one.operator.op !== 'list')
        .map(({ code, group, label, unit, comparable, operator }) => ({
          code,
          group,
          label,
          unit,
          comparable,
          isRatio: isQuotient(operator),
        })),
    };
  },
});
