import type { IndicatorDefinition, IndicatorValue } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { listFigures } from './figure.repository.ts';
import { periodsIn } from './period-bits.ts';
import { scopeOf, type Reader } from './rollup-scope.ts';
import type { ListedFigure, RollupScope } from './statement/rollup-statement.ts';

export type { Reader };

export interface RollupOptions {
  /** Absent: all of the edition's. */
  readonly indicators?: readonly IndicatorDefinition[];
  /** Absent: the whole year. */
  readonly periods?: readonly number[];
}

/** Figures by indicator's code. */
export type Figures = ReadonlyMap<string, IndicatorValue>;

/** Figures of the tenant's year. */
export async function rollUp(reader: Reader, edition: Edition, options: RollupOptions = {}): Promise<Figures> {
  const { trx, actor } = reader;
  const scope = await scopeOf(reader, edition, options, false);
  return valuesOf(await listFigures(trx, actor.tenantId, edition, options.indicators, scope), scope);
}

/** The same figures of each reporter by itself, by the unit's id. A unit that isn't asked has none. */
export async function rollUpByUnit(
  reader: Reader,
  edition: Edition,
  options: RollupOptions = {},
): Promise<ReadonlyMap<number, Figures>> {
  const { trx, actor } = reader;
  const scope = await scopeOf(reader, edition, options, true);
  const rows = await listFigures(trx, actor.tenantId, edition, options.indicators, scope);
  const byUnit = Map.groupBy(
    rows.filter((row) => row.unit_id !== null),
    (row) => row.unit_id ?? 0,
  );
  return new Map([...byUnit].map(([unitId, own]) => [unitId, valuesOf(own, scope)]));
}

function valuesOf(rows: readonly ListedFigure[], { hasChildren }: RollupScope): Figures {
  const values = rows.map((row): IndicatorValue => {
    const leaves = { answered: row.leaves_answered, expected: row.leaves_expected };
    return {
      code: row.code,
      numerator: row.numerator,
      denominator: row.denominator,
      value: row.value,
      texts: row.texts ?? [],
      answered: row.answered,
      expected: row.expected,
      periods: periodsIn(row.periods),
      ...(hasChildren ? { leaves } : {}),
    };
  });
  return new Map(values.map((value) => [value.code, value]));
}
