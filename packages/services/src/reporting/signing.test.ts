import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  makeFit,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';
import { listPublications } from './public-page.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let safety: string;
let reportId: string;
const letters = (value: string) => ({ code: 'letters', key: '', state: 'value' as const, value });
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  const { first, editor } = world.actors;
  await acting.as(editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  safety = await acting.formOf(first, 'safety');
  await acting.reportAndAccept(first, editor, safety, [letters('95')]);
  clock.set('2025-01-20T09:00:00+08:00');
  ({ reportId } = await acting.as(editor, useCases.compileReport, { programme: 'rule_of_law', year: 2024 }));
  await makeFit(database.services, editor, reportId);
});
afterAll(() => database.drop());

const decide = (signer: keyof SmallWorld['actors'], action: 'approve' | 'return', comment = '') =>
  acting.as(world.actors[signer], useCases.decideReport, { reportId, action, comment });
const viewed = () => acting.as(world.actors.editor, useCases.getReportView, { reportId });
const movedOf = async () =>
  (await viewed()).moved.map(({ indicator, before, after }) => [indicator, before?.value, after?.value]);

describe('a report on its way', () => {
  it('goes along its chain only by whose step it is, and refuses to sign what has moved', async () => {
    const { editor, first } = world.actors;
    expect(await codeOf(decide('checker', 'approve'))).toBe('report.not_your_step');
    await decide('editor', 'approve');
    await acting.as(editor, useCases.reopenSubmission, {
      submissionId: safety,
      revisionNo: 1,
      reason: '更正',
      untilOn: '2025-12-31',
    });
    expect(await codeOf(decide('checker', 'approve'))).toBe('report.moved_since_approval');
    expect(await codeOf(decide('checker', 'return'))).toBe('request.invalid');
    await decide('checker', 'return', '数据有变动');
    await acting.reportAndAccept(first, editor, safety, [letters('90')]);
  });

  it('that is sent back is the drafter’s to do, with the reason', async () => {
    const { editor } = world.actors;
    const { waiting } = await acting.as(editor, useCases.getTodo, {});
    expect(waiting.find((one) => one.kind === 'report_returned')?.count).toBe(1);
    const [notice] = await acting.as(editor, useCases.listNotices, {});
    expect(notice).toMatchObject({
      kind: 'report_returned',
      href: `/reports/${reportId}`,
      params: { year: 2024, by: 'checker', reason: '数据有变动' },
    });
  });

  it('marks, while it is written, exactly the figures that one form moved, with what they were', async () => {
    expect(await movedOf()).toEqual([['letters', '95', '90']]);
    expect(await codeOf(decide('editor', 'approve'))).toBe('report.gate_refused');
  });

  it('holds what was looked at again, by whom, and not what moved on meanwhile', async () => {
    const { editor } = world.actors;
    const look = (value: string) =>
      codeOf(acting.as(editor, useCases.lookAgain, { reportId, figures: [{ indicator: 'letters', value }] }));
    expect(await look('95')).toBe('report.figure_moved_on');
    expect(await look('90')).toBe('no error');
    expect(await movedOf()).toEqual([]);
    await decide('editor', 'approve');
    expect((await acting.as(editor, useCases.getTodo, {})).waiting).not.toContainEqual(
      expect.objectContaining({ kind: 'report_returned', count: 1 }),
    );
  });

  it('shows a signer what is different from what was signed before', async () => {
    const { checker } = world.actors;
    const difference = await acting.as(checker, useCases.getDifference, { reportId });
    expect(difference?.since).toMatchObject({ action: 'submitted', by: 'editor' });
    expect(difference?.figures.map(({ indicator, before, after }) => [indicator, before?.value, after?.value])).toEqual(
      [['letters', '95', '90']],
    );
    expect(difference?.sections).toEqual([]);
  });

  it('is taken back by whoever drafted it, and by nobody else', async () => {
    const { editor, checker } = world.actors;
    const other = { ...editor, userId: world.actors.admin.userId };
    expect(await codeOf(acting.as(other, useCases.withdrawReport, { reportId }))).toBe('report.not_your_draft');
    expect(await codeOf(acting.as(checker, useCases.withdrawReport, { reportId }))).toBe('access.denied');
    expect(await acting.as(editor, useCases.withdrawReport, { reportId })).toEqual({ state: 'drafting' });
    await decide('editor', 'approve');
  });

  it('isn’t signed, sent back or withdrawn by a page that shows it as it was before it was taken back', async () => {
    const { editor, checker } = world.actors;
    const seenDecisions = (await viewed()).decisions.length;
    await acting.as(editor, useCases.withdrawReport, { reportId, seenDecisions });
    await decide('editor', 'approve');
    // At the same step as before, with whatever was mended meanwhile.
    for (const action of ['approve', 'return'] as const)
      expect(
        await codeOf(acting.as(checker, useCases.decideReport, { reportId, action, comment: '请核对', seenDecisions })),
      ).toBe('report.decided_since');
    expect(await codeOf(acting.as(editor, useCases.withdrawReport, { reportId, seenDecisions }))).toBe(
      'report.decided_since',
    );
    const { decisions } = await acting.as(checker, useCases.watchSections, { reportId });
    expect(decisions).toBe(seenDecisions + 2);
  });
});

describe('what is written about a report', () => {
  it('names nobody’s identity or telephone number: a comment, a withdrawal, a correction’s reason, a return', async () => {
    const { editor, checker, reviewer } = world.actors;
    const text = '家长电话 13800138000';
    const attempts = [
      () => acting.as(checker, useCases.decideReport, { reportId, action: 'return', comment: text }),
      () => acting.as(editor, useCases.withdrawReport, { reportId, reason: text }),
      () => acting.as(editor, useCases.correctReport, { reportId, reason: text }),
      () => acting.as(reviewer, useCases.decideDelivery, { deliveryId: reportId, action: 'return', reason: text }),
    ];
    for (const attempt of attempts) expect(await codeOf(attempt())).toBe('report.answer_personal');
  });
});

describe('nobody signs twice', () => {
  /** The same person, in another role. */
  const as = (who: keyof SmallWorld['actors'], role: 'bureau_editor' | 'bureau_checker' | 'bureau_issuer') => ({
    ...world.actors[who],
    role,
  });
  const approve = (actor: ReturnType<typeof as>) =>
    codeOf(acting.as(actor, useCases.decideReport, { reportId, action: 'approve' }));

  it('who drafted doesn’t check, who checked neither issues nor drafts', async () => {
    expect(await approve(as('editor', 'bureau_checker'))).toBe('report.own_draft');
    await decide('checker', 'approve');
    expect(await approve(as('editor', 'bureau_issuer'))).toBe('report.own_draft');
    expect(await approve(as('checker', 'bureau_issuer'))).toBe('report.own_signature');
    await decide('issuer', 'return', '请再核对一遍');
    const { sections } = await viewed();
    const opening = sections[0];
    const save = (actor: ReturnType<typeof as>, words: string) =>
      codeOf(
        acting.as(actor, useCases.saveSection, {
          reportId,
          code: 'opening',
          version: opening?.version ?? 0,
          content: {
            type: 'doc',
            version: 2,
            content: [{ type: 'paragraph', attrs: { id: 'p' }, content: [{ type: 'text', text: words }] }],
          },
        }),
      );
    expect(await save(as('checker', 'bureau_editor'), '核稿人改写。')).toBe('report.own_signature');
    expect(await save(as('issuer', 'bureau_editor'), '签发人改写。')).toBe('report.own_signature');
    // Whoever saves a section has drafted, whatever role they check in.
    expect(await save(as('admin', 'bureau_editor'), '现将工作情况报告如下。')).toBe('no error');
    await decide('editor', 'approve');
    expect(await approve(as('admin', 'bureau_checker'))).toBe('report.own_draft');
  });

  it('by a key of the database, not by code alone', async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const again = owner.query(
      `insert into report_parts select tenant_id, report_id, user_id, 'issue', since from report_parts where report_id = $1 and step = 'draft'`,
      [reportId],
    );
    await expect(again).rejects.toThrow('report_parts_pkey');
    await owner.end();
  });

  it('nor does who fills in, submits or confirms a form review it', async () => {
    const { editor, first } = world.actors;
    const reporter = { ...first, userId: editor.userId };
    const submissionId = await acting.formOf(first, 'campaigns');
    const cells = [{ ...letters('1'), version: 0 }];
    await acting.as(reporter, useCases.saveCells, { submissionId, source: 'page', cells });
    const revisionNo = await acting.report(first, submissionId);
    const items = [{ submissionId, revisionNo }];
    expect(await codeOf(acting.as(editor, useCases.acceptSubmissions, { items }))).toBe('submission.own_review');
    expect(
      await codeOf(acting.as(reporter, useCases.saveCells, { submissionId: safety, source: 'page', cells })),
    ).toMatch(/submission\.(own_report|locked)/);
    const other = { ...editor, userId: world.actors.admin.userId };
    await acting.as(other, useCases.returnSubmission, {
      submissionId,
      revisionNo,
      reason: '请核对',
      comments: [],
      untilOn: '2025-02-10',
    });
    const turned = { ...first, userId: world.actors.admin.userId };
    expect(await codeOf(acting.as(turned, useCases.saveCells, { submissionId, source: 'page', cells }))).toBe(
      'submission.own_report',
    );
  });
});

describe('what is signed', () => {
  it('is kept with each signature: text, values with n of N, issuer, addressees, definitions, answers', async () => {
    const { decisions } = await viewed();
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ hash: string; manifest: Record<string, unknown> }>(
      `select hash, manifest from report_manifests where report_id = $1 order by made_at desc`,
      [reportId],
    );
    await owner.end();
    const signed = decisions.findLast((one) => one.action === 'submitted');
    const manifest = rows.find((row) => row.hash === signed?.hash)?.manifest;
    expect(Object.keys(manifest ?? {}).sort()).toEqual(
      [
        'absences',
        'addressees',
        'algorithm',
        'answers',
        'definitions',
        'hidden',
        'issuer',
        'printed',
        'sections',
        'seen',
        'title',
        'upwardTitle',
        'values',
      ].sort(),
    );
    expect(manifest?.values).toContainEqual(
      expect.objectContaining({ code: 'letters', value: '90', numerator: '90', answered: 1 }),
    );
    expect(manifest?.addressees).toContainEqual({ addressee: '山阳区委、区政府', kind: 'main' });
  });

  it('voids with the bureau’s name: it isn’t what was signed', async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const rename = (name: string) => owner.query(`update tenants set name = $1 where id = $2`, [name, world.bureauId]);
    const { rows } = await owner.query<{ name: string }>(`select name from tenants where id = $1`, [world.bureauId]);
    await rename('改名教育局');
    expect(await codeOf(decide('checker', 'approve'))).toBe('report.moved_since_approval');
    const difference = await acting.as(world.actors.checker, useCases.getDifference, { reportId });
    expect(difference?.issuerChanged).toBe(true);
    await rename(rows[0]?.name ?? '');
    await owner.end();
    await decide('checker', 'approve');
    expect(await codeOf(acting.as(world.actors.editor, useCases.sendReport, { reportId }))).toBe('report.not_issued');
    expect(await decide('issuer', 'approve')).toMatchObject({ state: 'issued' });
  });

  it('is numbered and published as who issued it, however the bureau is called today', async () => {
    const { editor } = world.actors;
    const publish = () => codeOf(acting.as(editor, useCases.publishReport, { reportId }));
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(`update tenants set name = '新名教育局', document_prefix = '新教' where id = $1`, [
      world.bureauId,
    ]);
    await owner.end();
    expect(await publish()).toBe('report.not_issued');
    expect(await acting.as(editor, useCases.numberReport, { reportId, sequence: null })).toEqual({
      number: '山教〔2025〕1号',
    });
    expect(await publish()).toBe('report.not_sent');
    const { deliveryId } = await acting.as(editor, useCases.sendReport, { reportId });
    expect(await codeOf(acting.as(editor, useCases.sendReport, { reportId }))).toBe('report.already_sent');
    expect(await publish()).toBe('no error');
    expect(await publish()).toBe('report.already_published');
    const { publications: published } = await listPublications(database.services);
    expect(published[0]?.issuer).toMatch(/^焦作市山阳区教育局/);
    const { answers } = await acting.as(world.actors.reviewer, useCases.getDelivery, { deliveryId });
    expect(answers.map(({ check }) => check)).toContain('unreported');
    const correction = await acting.as(editor, useCases.correctReport, { reportId, reason: '更正' });
    const difference = await acting.as(world.actors.checker, useCases.getDifference, correction);
    expect(difference).toMatchObject({ since: { action: 'issued' }, figures: [], sections: [], issuerChanged: true });
  });
});
