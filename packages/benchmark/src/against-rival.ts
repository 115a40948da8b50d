import type { Context } from '@huibao/services';
import { AppSession, overhear, type Statement } from './app-session.ts';
import { requireEqual } from './equal-numbers.ts';
import { cityProgramme, loadEdition, rollUpOnce, type Edition } from './product-door.ts';
import { boundLine, explainedLine, sampleLine, type Print } from './report.ts';
import { rivalStatement, type RivalRow } from './rival.ts';
import { interleave, ratioOf } from './timing.ts';
import { benchYear, type Bureau } from './world.ts';

const runs = 40;

export type OpenServices = () => Context & { readonly close: () => Promise<void> };

/** What the product's roll-up of a bureau asks of the database. */
export function statementsOf(
  openServices: OpenServices,
  bureau: Bureau,
  edition: Edition,
): Promise<readonly Statement[]> {
  return overhear(async () => {
    const services = openServices();
    await rollUpOnce(services, bureau.editor, edition);
    await services.close();
  });
}

/**
 * The product's roll-up of one and of ten bureaus beside the best statement that we could write for
 * exactly these numbers.
 */
export async function measureAgainstRival(options: {
  ctx: Context;
  openServices: OpenServices;
  appUrl: string;
  edition: Edition;
  bureaus: readonly Bureau[];
  print: Print;
  showsPlan: boolean;
}): Promise<void> {
  const { ctx, openServices, appUrl, edition, bureaus, print, showsPlan } = options;
  const [first] = bureaus;
  if (!first) throw new Error('no bureau to roll up');
  const session = await AppSession.open(appUrl);
  try {
    const text = rivalStatement(edition);
    const rival = (bureau: Bureau, name?: string): Promise<readonly RivalRow[]> =>
      session.read<RivalRow>(bureau.editor, { text, values: [bureau.tenantId], ...(name ? { name } : {}) });
    const ours = (bureau: Bureau) => rollUpOnce(ctx, bureau.editor, edition);
    let compared = 0;
    for (const bureau of bureaus) compared += requireEqual(edition, await ours(bureau), await rival(bureau));
    print(`  The two agree on ${compared} numbers of ${bureaus.length} bureaus.`);

    const one = await interleave(
      { ours: () => ours(first), prepared: () => rival(first, 'rival'), plain: () => rival(first) },
      runs,
    );
    print(sampleLine('one bureau, the product, whole round trip', one.ours));
    print(sampleLine('one bureau, the rival, prepared', one.prepared));
    print(sampleLine('one bureau, the rival, planned each time', one.plain));
    print(
      boundLine('one bureau against the rival, prepared (median of rounds)', ratioOf(one.ours, one.prepared), 1.5, '×'),
    );
    print(
      boundLine('one bureau against the rival, planned (median of rounds)', ratioOf(one.ours, one.plain), 1.5, '×'),
    );

    const own = await loadEdition(ctx, first.editor, cityProgramme, benchYear);
    const added = await interleave(
      { ours: () => rollUpOnce(ctx, first.editor, own), prepared: () => rival(first, 'rival') },
      runs,
    );
    const extra = own.indicators.length - edition.indicators.length;
    print(sampleLine(`one bureau, with ${extra} indicators that it added`, added.ours));
    print(
      boundLine(
        `one bureau with its additions against the rival without (median of rounds)`,
        ratioOf(added.ours, added.prepared),
        1.5,
        '×',
      ),
    );

    const each = async (work: (bureau: Bureau) => Promise<unknown>): Promise<void> => {
      for (const bureau of bureaus) await work(bureau);
    };
    const ten = await interleave(
      { ours: () => each(ours), prepared: () => each((bureau) => rival(bureau, 'rival')) },
      runs,
    );
    print(sampleLine(`${bureaus.length} bureaus, the product`, ten.ours));
    print(sampleLine(`${bureaus.length} bureaus, the rival, prepared`, ten.prepared));
    print(
      boundLine(
        `${bureaus.length} bureaus against the rival, prepared (median of rounds)`,
        ratioOf(ten.ours, ten.prepared),
        1.5,
        '×',
      ),
    );

    const heard = await statementsOf(openServices, first, edition);
    print(
      explainedLine(
        `the product, ${heard.length} statement${heard.length === 1 ? '' : 's'}`,
        await session.explain(first.editor, heard),
      ),
    );
    print(explainedLine('the rival', await session.explain(first.editor, [{ text, values: [first.tenantId] }])));
    if (!showsPlan) return;
    for (const statement of [...heard, { text, values: [first.tenantId] }]) {
      print('');
      for (const line of await session.plan(first.editor, statement)) print(`    ${line}`);
    }
  } finally {
    await session.close();
  }
}
