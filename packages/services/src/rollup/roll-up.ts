import { ExactDecimal, HuibaoError, type IndicatorDefinition, type IndicatorValue, type Term } from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear, type Edition } from '../forms/edition.repository.ts';
import { defineUseCase, type Scope } from '../use-case.ts';
import { planTerms } from './plan.ts';
import { rollupStatement, type TermResult } from './statement.ts';

/** All indicators of the tenant's year, by code. */
export async function rollUp({ trx, actor }: Pick<Scope, 'trx' | 'actor'>, edition: Edition): Promise<ReadonlyMap<string, IndicatorValue>> {
  const terms = planTerms(edition);
  const { rows } = await rollupStatement(actor.tenantId, edition.year, terms).execute(trx);
  const results = new Map(rows.map((row) => [`${terms[row.ix]?.indicator} ${terms[row.ix]?.side}`, row]));
  return new Map(edition.indicators.map((indicator) => [
    indicator.code, valueOf(indicator, results.get(`${indicator.code} of`), results.get(`${indicator.code} per`)),
  ]));
}

function valueOf(indicator: IndicatorDefinition, of: TermResult | undefined, per: TermResult | undefined): IndicatorValue {
  if (!of) throw new Error(`no result for ${indicator.code}`);
  const { operator } = indicator;
  const base = { code: indicator.code, texts: [] as readonly string[], answered: of.answered, expected: of.expected };
  switch (operator.op) {
    case 'total': {
      const numerator = taken(operator.of, of);
      return { ...base, numerator, denominator: null, value: numerator };
    }
    case 'ratio': {
      const numerator = taken(operator.of, of);
      const denominator = per ? taken(operator.per, per) : null;
      return { ...base, numerator, denominator, value: quotient(numerator, denominator, operator.factor) };
    }
    // A mean carries its sum and n, so that a level above can go on exactly.
    case 'mean':
      return { ...base, numerator: of.total, denominator: String(of.n), value: quotient(of.total, String(of.n), '1') };
    case 'min':
      return { ...base, numerator: of.least, denominator: null, value: of.least };
    case 'max':
      return { ...base, numerator: of.greatest, denominator: null, value: of.greatest };
    case 'median':
      return { ...base, numerator: of.median, denominator: null, value: of.median };
    case 'list':
    case 'distinct': {
      const count = of.answered === 0 ? null : String(of.texts?.length ?? 0);
      return { ...base, texts: of.texts ?? [], numerator: count, denominator: null, value: count };
    }
  }
}

/** Nobody answered is no value, not zero. */
function taken(term: Term, result: TermResult): string | null {
  if (result.answered === 0) return null;
  return term.take === 'count' ? String(result.matched) : result.total;
}

/** Exact to 34 digits; null where the denominator is zero or nobody answered. */
export function quotient(numerator: string | null, denominator: string | null, factor: string): string | null {
  if (numerator === null || denominator === null) return null;
  const divisor = new ExactDecimal(denominator);
  return divisor.isZero() ? null : new ExactDecimal(numerator).times(factor).dividedBy(divisor).toFixed();
}

export const getRollup = defineUseCase({
  kind: 'query',
  permission: 'rollup.read',
  input: z.object({ year: z.int() }),
  async run(scope, { year }) {
    const { trx, actor } = scope;
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const before = await findEditionOfYear(trx, actor.lineage, year - 1);
    const values = await rollUp(scope, edition);
    const lastYear = before ? await rollUp(scope, before) : new Map<string, IndicatorValue>();
    return {
      year, groups: edition.indicatorGroups,
      indicators: edition.indicators.map(({ code, group, label, unit, decimals, format, coverageFloor, operator }) => ({
        code, group, label, unit, decimals, format, coverageFloor, operator: operator.op, value: values.get(code) ?? null, lastYear: lastYear.get(code) ?? null,
      })),
    };
  },
});
