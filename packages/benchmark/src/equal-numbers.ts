import { ExactDecimal, type IndicatorValue } from '@huibao/domain';
import type { Edition } from './product-door.ts';
import type { RivalRow } from './rival.ts';

/** How many numbers of the two agree; throws at the first that don't, since a faster wrong number is no rival. */
export function requireEqual(
  edition: Edition,
  ours: ReadonlyMap<string, IndicatorValue>,
  rival: readonly RivalRow[],
): number {
  let compared = 0;
  const rows = new Map(rival.map((row) => [`${row.ix} ${row.side}`, row]));
  for (const [ix, { code, operator }] of edition.indicators.entries()) {
    const value = ours.get(code);
    const of = rows.get(`${ix} of`);
    if (!value || !of)
      throw new Error(`${code} is missing: product ${String(value !== undefined)}, rival ${String(of !== undefined)}`);
    const same = (what: string, mine: string | number | null, theirs: string | number | null): void => {
      compared += 1;
      if (mine === null || theirs === null ? mine !== theirs : !new ExactDecimal(mine).equals(theirs))
        throw new Error(`${code}, ${what}: the product says ${String(mine)}, the rival ${String(theirs)}`);
    };
    same('numerator', value.numerator, of.total);
    if (operator.op === 'ratio' || operator.op === 'mean')
      same('denominator', value.denominator, rows.get(`${ix} per`)?.total ?? null);
    same('answered', value.answered, of.answered);
    same('expected', value.expected, of.expected);
  }
  return compared;
}
