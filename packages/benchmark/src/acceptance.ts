import type { IndicatorValue } from '@huibao/domain';
import { runUseCase, useCases, type Context } from '@huibao/services';
import type pg from 'pg';
import { rollUpOnce, type Edition } from './product-door.ts';
import { boundLine, sampleLine, type Print } from './report.ts';
import { sampleOf } from './timing.ts';
import type { Bureau } from './world.ts';

const runs = 40;

/** From the reviewer's acceptance to the moved figures in hand, by the product's own use-cases. */
export async function measureAcceptance({
  ctx,
  owner,
  edition,
  bureau,
  print,
}: {
  ctx: Context;
  owner: pg.Client;
  edition: Edition;
  bureau: Bureau;
  print: Print;
}): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    `select s.id from submissions s join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
     where s.tenant_id = $1 and c.programme_code = $2 order by s.id limit $3`,
    [bureau.tenantId, edition.programmeCode, runs + 5],
  );
  const whole: number[] = [];
  const accepting: number[] = [];
  const reading: number[] = [];
  for (const [index, { id }] of rows.entries()) {
    const before = await rollUpOnce(ctx, bureau.editor, edition);
    await runUseCase(ctx, bureau.editor, useCases.reopenSubmission, {
      submissionId: id,
      revisionNo: 1,
      reason: 'Measured.',
    });
    await submitAgain(owner, bureau, id);
    const without = await rollUpOnce(ctx, bureau.editor, edition);
    const start = performance.now();
    await runUseCase(ctx, bureau.editor, useCases.acceptSubmissions, { items: [{ submissionId: id, revisionNo: 1 }] });
    const accepted = performance.now();
    const after = await rollUpOnce(ctx, bureau.editor, edition);
    const end = performance.now();
    requireMoved(before, without, after);
    // The first few warm the way up.
    if (index < 5) continue;
    whole.push(end - start);
    accepting.push(accepted - start);
    reading.push(end - accepted);
  }
  print(sampleLine('accept, then the bureau’s figures', sampleOf(whole)));
  print(sampleLine('  of it the acceptance', sampleOf(accepting)));
  print(sampleLine('  of it the roll-up', sampleOf(reading)));
  print(boundLine('figures right after an acceptance (p95)', sampleOf(whole).p95, 50, ' ms'));
}

/** What the reporter would do by hand: the same revision, submitted. */
async function submitAgain(owner: pg.Client, bureau: Bureau, id: string): Promise<void> {
  await owner.query(`update submissions set state = 'submitted' where tenant_id = $1 and id = $2`, [
    bureau.tenantId,
    id,
  ]);
  await owner.query(`update revisions set state = 'submitted' where tenant_id = $1 and submission_id = $2 and no = 1`, [
    bureau.tenantId,
    id,
  ]);
}

type Figures = ReadonlyMap<string, IndicatorValue>;

/** The figures left with the reopening and came back, to the digit, with the acceptance. */
function requireMoved(before: Figures, without: Figures, after: Figures): void {
  const text = (figures: Figures): string =>
    JSON.stringify(
      [...figures.values()].map(({ code, numerator, denominator, answered, expected }) => [
        code,
        numerator,
        denominator,
        answered,
        expected,
      ]),
    );
  if (text(before) === text(without)) throw new Error('a reopened submission left the figures as they were');
  if (text(before) !== text(after)) throw new Error('an accepted submission did not bring its figures back');
}
