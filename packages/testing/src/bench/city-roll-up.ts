import { ExactDecimal } from '@huibao/domain';
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

/** The city's own figures, over what its bureaus delivered, beside the plain sums of those facts. */
export async function measureCity({ ctx, appUrl, city, edition, print }: { ctx: Context; appUrl: string; city: City; edition: Edition; print: Print }): Promise<void> {
  const session = await AppSession.open(appUrl);
  try {
    const rival = {
      name: 'city', values: [city.tenantId],
      text: `select element_id, sum(num) as num, sum(den) as den, min(num) as least, max(num) as greatest, array_agg(num order by num) as sorted, count(num)::int as answered, sum(answered)::int as leaves_answered, sum(expected)::int as leaves_expected
        from facts where tenant_id = $1 and year = ${benchYear} and key = '' and period = 0 group by element_id`,
    };
    const rows = new Map((await session.read<CityRow>(city.reviewer, rival)).map((row) => [row.element_id, row]));
    const figures = await rollUpOnce(ctx, city.system, edition);
    let compared = 0;
    for (const { code, operator } of edition.indicators.filter(({ operator: { op } }) => op === 'total' || op === 'ratio')) {
      const figure = figures.get(code);
      const row = rows.get(edition.indicatorIds.get(code) ?? 0);
      const agree = (mine: string | null | undefined, theirs: string | null | undefined): boolean => (mine && theirs ? new ExactDecimal(mine).equals(theirs) : mine === theirs);
      if (!agree(figure?.numerator, row?.num) || (operator.op === 'ratio' && !agree(figure?.denominator, row?.den))) throw new Error(`${code} of the city: the product says ${JSON.stringify(figure)}, the facts ${JSON.stringify(row)}`);
      compared += 1;
    }
    const { ours, plain } = await interleave({ ours: () => rollUpOnce(ctx, city.system, edition), plain: () => session.read(city.reviewer, rival) }, runs);
    print(`  The city’s figures agree with the plain sums on ${compared} indicators.`);
    print(sampleLine('the city over its bureaus, the product', ours));
    print(sampleLine('the city over its bureaus, plain sums', plain));
    print(boundLine('the city against plain sums (median of rounds)', ratioOf(ours, plain), 1.5, '×'));
  } finally {
    await session.close();
  }
}
