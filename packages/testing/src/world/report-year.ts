import type { Actor } from '@huibao/db';
import { fileOf, runUseCase, useCases, type Context } from '@huibao/services';
import type { Clock } from '../clock.ts';
import { plainAnswers } from './fill.ts';
import { signInTurn } from './make-fit.ts';
import type { SmallWorld } from './small-world.ts';

/** Ids of one of everything in a tenant, for tests that reach for what isn't theirs. */
export interface ReportedYear {
  readonly collectionId: string;
  readonly submissionId: string;
  readonly reportId: string;
  readonly deliveryId: string;
  readonly publicationId: string;
  readonly fileId: string;
  readonly ledgerId: string;
  readonly viewId: string;
  readonly noticeId: string;
  readonly sensitiveId: string;
}

/** One year of a small world, reported: a form accepted, a report issued, sent and published. */
export async function reportYear(ctx: Context, clock: Clock, world: SmallWorld, year: number): Promise<ReportedYear> {
  const { first, editor, checker, issuer } = world.actors;
  clock.set(`${year}-06-25T09:00:00+08:00`);
  const { collectionId } = await runUseCase(ctx, editor, useCases.openCollection, {
    programme: 'rule_of_law',
    year,
    period: 1,
  });
  await runUseCase(ctx, editor, useCases.nudge, { collectionId });
  const noticeId = (await runUseCase(ctx, first, useCases.listNotices, {}))[0]?.id ?? '';
  const sensitive = await runUseCase(ctx, first, useCases.saveSensitiveRow, {
    programme: 'rule_of_law',
    id: null,
    register: 'key_pupil_register',
    category: 'leave',
    pupil: '金丝雀同学',
    note: '',
    since: `${year}-03-01`,
    endedOn: null,
  });
  const { terms } = await runUseCase(ctx, first, useCases.listTasks, {});
  const submissionId = terms[0]?.forms.find((form) => form.formCode === 'campaigns')?.submissionId ?? '';
  const { id: fileId } = await runUseCase(ctx, first, useCases.attachFile, {
    submissionId,
    name: '照片.png',
    content: fileOf(smallestPng()),
  });
  await submitPlainly(ctx, first, submissionId);
  await runUseCase(ctx, editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] });

  clock.set(`${year + 1}-01-20T09:00:00+08:00`);
  const { id: ledgerId } = await runUseCase(ctx, editor, useCases.saveLedgerItem, {
    programme: 'rule_of_law',
    id: null,
    year,
    kind: 'shortcoming',
    title: '形式有待创新',
    detail: '形式不够丰富',
    owner: '政策法规股',
    dueOn: null,
  });
  const { reportId } = await runUseCase(ctx, editor, useCases.compileReport, { programme: 'rule_of_law', year });
  await signInTurn(ctx, [editor, checker, issuer], reportId);
  await runUseCase(ctx, editor, useCases.numberReport, { reportId, sequence: null });
  const { deliveryId } = await runUseCase(ctx, editor, useCases.sendReport, { reportId });
  const { publicationId } = await runUseCase(ctx, editor, useCases.publishReport, { reportId });
  const { id: viewId } = await runUseCase(ctx, editor, useCases.saveView, {
    name: '家长信',
    definition: {
      programme: 'rule_of_law',
      years: [year],
      measures: [{ indicator: 'letters' }],
      rows: 'unit',
      columns: 'term',
    },
    isShared: true,
  });
  return {
    collectionId,
    submissionId,
    reportId,
    deliveryId,
    publicationId,
    fileId,
    ledgerId,
    viewId,
    noticeId,
    sensitiveId: sensitive.id,
  };
}

export async function submitPlainly(ctx: Context, reporter: Actor, submissionId: string): Promise<void> {
  const view = await runUseCase(ctx, reporter, useCases.getSubmissionView, { submissionId });
  const cells = plainAnswers(view.form, view.unit, view.period).map((cell) => ({
    ...cell,
    version: 0,
  }));
  await runUseCase(ctx, reporter, useCases.saveCells, { submissionId, source: 'page', cells });
  for (const rule of view.form.rules.filter((one) => one.severity === 'warning')) {
    await runUseCase(ctx, reporter, useCases.explainFinding, {
      submissionId,
      finding: rule.code,
      text: '经核实无误。',
    });
  }
  await runUseCase(ctx, reporter, useCases.submitSubmission, { submissionId });
}

/** One transparent point. */
export function smallestPng(): Uint8Array {
  return new Uint8Array(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
}
