import type { Actor } from '@huibao/db';
import type { CaseNode, SectionContent } from '@huibao/domain';
import { runUseCase, useCases, type Context, type OutputOf } from '@huibao/services';
import { demoLedger } from '../figures/index.ts';
import type { Filler } from './fill-term.ts';

/** How far the city is with a year's report. */
export type Reception = 'accepted' | 'pending' | 'returned';

/** From the ledger to the published page, by the people whose steps they are, on the days on which they do it. */
export async function finishReport(
  { ctx, staffed, year }: Pick<Filler, 'ctx' | 'staffed' | 'year'>,
  reception: Reception,
): Promise<void> {
  const { clock, editor, checker, issuer, reviewer, bureau } = staffed;
  const next = year + 1;
  clock.set(`${next}-01-22T10:00:00+08:00`);
  await answerLedger({ ctx, staffed, year: year - 1 });
  for (const { answer: _answer, ...item } of demoLedger(bureau, year))
    await runUseCase(ctx, editor, useCases.saveLedgerItem, { programme: 'rule_of_law', id: null, year, ...item });
  const { reportId } = await runUseCase(ctx, editor, useCases.compileReport, { programme: 'rule_of_law', year });
  const draft = await runUseCase(ctx, editor, useCases.getReportView, { reportId });
  await quoteCase({ ctx, staffed, year }, draft);
  clock.set(`${next}-01-26T15:00:00+08:00`);
  await answerGate(ctx, editor, reportId, ({ check, place }) => {
    if (check !== 'typed_number') return undefined;
    return place?.section === 'education'
      ? `依据：该校${year}年上报的典型做法。`
      : `依据：${year + 1}年工作安排，见整改台账。`;
  });
  await runUseCase(ctx, editor, useCases.decideReport, { reportId, action: 'approve' });
  clock.set(`${next}-01-28T11:00:00+08:00`);
  await runUseCase(ctx, checker, useCases.decideReport, { reportId, action: 'approve' });
  clock.set(`${next}-02-06T16:00:00+08:00`);
  await runUseCase(ctx, issuer, useCases.decideReport, { reportId, action: 'approve' });
  await runUseCase(ctx, editor, useCases.numberReport, { reportId, sequence: null });
  const { deliveryId } = await runUseCase(ctx, editor, useCases.sendReport, { reportId });
  await recordDispatches(ctx, editor, draft);
  clock.set(`${next}-02-20T09:30:00+08:00`);
  if (reception === 'accepted')
    await runUseCase(ctx, reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
  clock.set(`${next}-03-12T09:00:00+08:00`);
  await runUseCase(ctx, editor, useCases.publishReport, { reportId });
  // What was returned can't be published before it went up again: this one came back later.
  clock.set(`${next}-03-18T10:00:00+08:00`);
  if (reception === 'returned')
    await runUseCase(ctx, reviewer, useCases.decideDelivery, {
      deliveryId,
      action: 'return',
      reason: '请补充主要负责人履行第一责任人职责的具体情况。',
    });
}

type Finding = OutputOf<typeof useCases.getGate>['findings'][number];
type Draft = OutputOf<typeof useCases.getReportView>;

/** In writing, what may be answered: where a typed number comes from, or why somebody is missing. */
export async function answerGate(
  ctx: Context,
  editor: Actor,
  reportId: string,
  answerTo: (finding: Finding) => string | undefined,
): Promise<void> {
  const { findings } = await runUseCase(ctx, editor, useCases.getGate, { reportId });
  for (const finding of findings) {
    const text = answerTo(finding);
    if (text === undefined) continue;
    await runUseCase(ctx, editor, useCases.answerFinding, { reportId, fingerprint: finding.fingerprint, text });
  }
}

/** To whom it goes beside the superior, by the office system. */
export async function recordDispatches(ctx: Context, editor: Actor, { id, dispatches }: Draft): Promise<void> {
  for (const { no, kind } of dispatches)
    if (kind !== 'superior')
      await runUseCase(ctx, editor, useCases.recordDispatch, { reportId: id, no, channel: 'oa', receipt: '' });
}

/** Last year's promises come back with what became of them. */
async function answerLedger({ ctx, staffed, year }: Pick<Filler, 'ctx' | 'staffed' | 'year'>): Promise<void> {
  const answers = new Map(demoLedger(staffed.bureau, year).map((item) => [item.title, item.answer]));
  const items = await runUseCase(ctx, staffed.editor, useCases.listLedger, { programme: 'rule_of_law' });
  for (const item of items.filter((one) => one.year === year)) {
    const answer = answers.get(item.title);
    if (answer) await runUseCase(ctx, staffed.editor, useCases.answerLedgerItem, { id: item.id, answer });
  }
}

/** Quotes one school's narrative, as 塔南路小学's stands in the report of 2024. */
async function quoteCase(
  { ctx, staffed, year }: Pick<Filler, 'ctx' | 'staffed' | 'year'>,
  { id: reportId, sections }: Draft,
): Promise<void> {
  const cases = await runUseCase(ctx, staffed.editor, useCases.listCases, { reportId });
  const chosen = cases.find((one) => one.unitName === '塔南路小学') ?? cases[0];
  if (!chosen) return;
  const section = sections.find((one) => one.code === 'education');
  if (!section) throw new Error(`the template of ${year} has no section on education`);
  const quotation: CaseNode = {
    type: 'case',
    attrs: {
      id: `case-${chosen.unitId}`,
      unitId: chosen.unitId,
      unitName: chosen.unitName,
      revisionId: chosen.revisionId,
      cell: chosen.cell,
      hash: chosen.hash,
      edited: true,
    },
    content: [{ type: 'text', text: chosen.text.replace('学校', chosen.unitName) }],
  };
  const content: SectionContent = { ...section.content, version: 2, content: [...section.content.content, quotation] };
  await runUseCase(ctx, staffed.editor, useCases.saveSection, {
    reportId,
    code: section.code,
    version: section.version,
    content,
  });
}
