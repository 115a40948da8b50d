import { ExactDecimal, factorOf, isQuotient } from '@huibao/domain';
import type { Context } from '@huibao/services';
import { AppSession } from './app-session.ts';
import { rollUpOnce, type Edition } from './product-door.ts';
import { boundLine, sampleLine, type Print } from './report.ts';
import { interleave, ratioOf } from './timing.ts';
import { benchYear, type City } from './world.ts';

const runs = 40;

interface CityRow {
  readonly element_id: number;
  readonly num: string | null;
  readonly den: string | null;
  readonly answered: number;
}

/**
 * The city's own figures, over what its bureaus delivered, beside the best hand-written statement that returns
 * the same numbers.
 */
export async function measureCity({
  ctx,
  appUrl,
  city,
  edition,
  print,
}: {
  ctx: Context;
  appUrl: string;
  city: City;
  edition: Edition;
  print: Print;
}): Promise<void> {
  const session = await AppSession.open(appUrl);
  try {
    // Of each figure: numerator, denominator, the quotient cut off, least and greatest, n of N, the
    // schools behind it, and the periods.
    const wanted = edition.indicators.flatMap(({ code, operator }) => {
      const id = edition.indicatorIds.get(code);
      return id === undefined ? [] : [`(${id}, ${isQuotient(operator)}, ${factorOf(operator)}::numeric)`];
    });
    const rival = {
      name: 'city',
      values: [city.tenantId],
      text: `with f as materialized (
          select element_id, sum(num) as num, sum(den) as den, array_agg(num order by num) as sorted, count(num)::int as answered, sum(answered)::int as leaves_answered, sum(expected)::int as leaves_expected,
            bit_and(coalesce(periods, 6)) as periods
          from facts where tenant_id = $1 and year = ${benchYear} and key = '' and period = 0 group by element_id
        ), bureaus as (select count(*)::int as n from org_units where tenant_id = $1 and kind = 'bureau' and opens_on <= '${benchYear}-12-31' and (closes_on is null or closes_on >= '${benchYear}-12-31'))
        select g.element_id, trim_scale(f.num)::text as num, trim_scale(f.den)::text as den, f.sorted[1]::text as least, f.sorted[cardinality(f.sorted)]::text as greatest,
          trim_scale(case when g.is_quotient then div(f.num * g.factor * 100000000000000000000, nullif(f.den, 0)) * 0.00000000000000000001 else f.num * g.factor end)::text as value,
          coalesce(f.answered, 0) as answered, bureaus.n as expected, f.leaves_answered, f.leaves_expected, f.periods
        from (values ${wanted.join(', ')}) as g(element_id, is_quotient, factor) cross join bureaus left join f on f.element_id = g.element_id`,
    };
    const rows = new Map((await session.read<CityRow>(city.reviewer, rival)).map((row) => [row.element_id, row]));
    const figures = await rollUpOnce(ctx, city.system, edition);
    let compared = 0;
    for (const { code, operator } of edition.indicators.filter(
      ({ operator: { op } }) => op === 'total' || op === 'ratio',
    )) {
      const figure = figures.get(code);
      const row = rows.get(edition.indicatorIds.get(code) ?? 0);
      const agree = (mine: string | null | undefined, theirs: string | null | undefined): boolean =>
        mine && theirs ? new ExactDecimal(mine).equals(theirs) : mine === theirs;
      if (!agree(figure?.numerator, row?.num) || (operator.op === 'ratio' && !agree(figure?.denominator, row?.den)))
        throw new Error(
          `${code} of the city: the product says ${JSON.stringify(figure)}, the facts ${JSON.stringify(row)}`,
        );
      compared += 1;
    }
    const { ours, plain } = await interleave(
      { ours: () => rollUpOnce(ctx, city.system, edition), plain: () => session.read(city.reviewer, rival) },
      runs,
    );
    print(`  The city’s figures agree with the rival on ${compared} indicators.`);
    print(sampleLine('the city over its bureaus, the product', ours));
    print(sampleLine('the city over its bureaus, the rival', plain));
    print(boundLine('the city against the rival (median of rounds)', ratioOf(ours, plain), 1.5, '×'));
  } finally {
    await session.close();
  }
}
