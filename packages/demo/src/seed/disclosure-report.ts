import { HuibaoError } from '@huibao/domain';
import { runUseCase, useCases } from '@huibao/services';
import { disclosureCells, disclosureLedger } from '../figures/index.ts';
import type { Filler } from './fill-term.ts';
import { answerGate, recordDispatches } from './report.ts';

const programme = 'open_information';

/**
 * 政府信息公开工作年度报告 of a year, from the office's form to the published page: filed by 31 January, public before
 * 31 March, all before the year's other report is begun.
 */
export async function finishDisclosureReport({
  ctx,
  staffed,
  year,
}: Pick<Filler, 'ctx' | 'staffed' | 'year'>): Promise<void> {
  const { clock, editor, checker, issuer, reviewer, bureau } = staffed;
  const next = year + 1;
  const office = staffed.units.find(({ unit }) => unit.sectionCode === 'office');
  if (!office) throw new Error(`${bureau.name} has no office`);
  const { reporter } = office;
  clock.set(`${year}-12-15T09:00:00+08:00`);
  const { collectionId } = await runUseCase(ctx, editor, useCases.openCollection, { programme, year, period: 1 });
  const { terms } = await runUseCase(ctx, reporter, useCases.listTasks, {});
  const submissionId = terms.find((term) => term.collectionId === collectionId)?.forms[0]?.submissionId ?? '';

  clock.set(`${next}-01-06T10:00:00+08:00`);
  const saved = await runUseCase(ctx, reporter, useCases.saveCells, {
    submissionId,
    source: 'page',
    cells: disclosureCells(bureau, year).map((cell) => ({ ...cell, version: 0 })),
  });
  if (saved.refused.length > 0) throw new HuibaoError(saved.refused[0]?.error ?? 'cell.unknown');
  await runUseCase(ctx, reporter, useCases.submitSubmission, { submissionId });
  clock.set(`${next}-01-08T10:00:00+08:00`);
  await runUseCase(ctx, editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] });

  clock.set(`${next}-01-09T10:00:00+08:00`);
  const before = await runUseCase(ctx, editor, useCases.listLedger, { programme });
  for (const { id } of before.filter((item) => item.year === year - 1))
    await runUseCase(ctx, editor, useCases.answerLedgerItem, { id, answer: disclosureLedger(year - 1).answer });
  const { answer: _answer, ...item } = disclosureLedger(year);
  await runUseCase(ctx, editor, useCases.saveLedgerItem, { programme, id: null, year, ...item });
  const { reportId } = await runUseCase(ctx, editor, useCases.compileReport, { programme, year });
  const draft = await runUseCase(ctx, editor, useCases.getReportView, { reportId });
  await answerGate(ctx, editor, reportId, ({ check }) =>
    check === 'typed_number' ? `依据：${next}年工作安排，见整改台账。` : undefined,
  );
  await runUseCase(ctx, editor, useCases.decideReport, { reportId, action: 'approve' });
  clock.set(`${next}-01-12T11:00:00+08:00`);
  await runUseCase(ctx, checker, useCases.decideReport, { reportId, action: 'approve' });
  clock.set(`${next}-01-14T16:00:00+08:00`);
  await runUseCase(ctx, issuer, useCases.decideReport, { reportId, action: 'approve' });
  await runUseCase(ctx, editor, useCases.numberReport, { reportId, sequence: null });
  const { deliveryId } = await runUseCase(ctx, editor, useCases.sendReport, { reportId });
  await recordDispatches(ctx, editor, draft);
  clock.set(`${next}-01-16T09:30:00+08:00`);
  await runUseCase(ctx, reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
  clock.set(`${next}-01-20T09:00:00+08:00`);
  await runUseCase(ctx, editor, useCases.publishReport, { reportId });
}
