import type { Actor } from '@huibao/db';
import { runUseCase, useCases, type Context } from '@huibao/services';
import type { Clock } from '@huibao/testing';
import { cityLedger } from '../figures/index.ts';
import { answerGate, recordDispatches } from './report.ts';

/** The city's own office, by one clock. */
export interface StaffedCity {
  readonly clock: Clock;
  readonly editor: Actor;
  readonly checker: Actor;
  readonly issuer: Actor;
}

/**
 * The city's own report of a year, rolled up from what it received by then: it says of how many districts it is, and
 * answers in writing for those that are still out.
 */
export async function finishCityReport(ctx: Context, city: StaffedCity, year: number): Promise<void> {
  const { clock, editor, checker, issuer } = city;
  const next = year + 1;
  clock.set(`${next}-02-22T10:00:00+08:00`);
  for (const item of cityLedger(year))
    await runUseCase(ctx, editor, useCases.saveLedgerItem, { programme: 'rule_of_law', id: null, year, ...item });
  const { reportId } = await runUseCase(ctx, editor, useCases.compileReport, { programme: 'rule_of_law', year });
  const draft = await runUseCase(ctx, editor, useCases.getReportView, { reportId });
  await answerGate(ctx, editor, reportId, ({ check }) =>
    check === 'unreported' ? '已催报；未报送或未经接收的县（市、区），待接收后另行更正。' : undefined,
  );
  await runUseCase(ctx, editor, useCases.decideReport, { reportId, action: 'approve' });
  clock.set(`${next}-02-24T11:00:00+08:00`);
  await runUseCase(ctx, checker, useCases.decideReport, { reportId, action: 'approve' });
  clock.set(`${next}-02-26T16:00:00+08:00`);
  await runUseCase(ctx, issuer, useCases.decideReport, { reportId, action: 'approve' });
  await runUseCase(ctx, editor, useCases.numberReport, { reportId, sequence: null });
  await recordDispatches(ctx, editor, draft);
  clock.set(`${next}-03-20T09:00:00+08:00`);
  await runUseCase(ctx, editor, useCases.publishReport, { reportId });
}
