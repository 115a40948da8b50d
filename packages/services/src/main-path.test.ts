import type { Actor } from '@huibao/db';
import { termOf, type Cell, type HuibaoError } from '@huibao/domain';
import {
  createClock,
  createSmallWorld,
  createTestDatabase,
  plainAnswers,
  type Clock,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runUseCase, type UseCase } from './use-case.ts';
import * as useCases from './use-cases.ts';

let database: TestDatabase;
let clock: Clock;
let world: SmallWorld;

const as = <I, O, R>(actor: Actor, useCase: UseCase<I, O, R>, input: R): Promise<O> =>
  runUseCase(database.services, actor, useCase, input);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: HuibaoError) => error.code,
  );

async function tasksOf(actor: Actor) {
  const { terms } = await as(actor, useCases.listTasks, {});
  return terms[0]?.forms ?? [];
}

/** Answers a form plainly, with the cells that a test is about in place of the plain ones. */
async function fill(actor: Actor, submissionId: string, own: readonly Cell[] = []): Promise<void> {
  const view = await as(actor, useCases.getSubmissionView, { submissionId });
  const versions = new Map(view.cells.map((cell) => [`${cell.code} ${cell.key}`, cell.version]));
  const answers = new Map(
    [...plainAnswers(view.form, view.unit, termOf(view.year, view.period.ordinal)), ...own].map((cell) => [
      `${cell.code} ${cell.key}`,
      cell,
    ]),
  );
  const saved = await as(actor, useCases.saveCells, {
    submissionId,
    source: 'page',
    cells: [...answers.values()].map((cell) => ({ ...cell, version: versions.get(`${cell.code} ${cell.key}`) ?? 0 })),
  });
  expect(saved.refused).toEqual([]);
  expect(saved.conflicts).toEqual([]);
}

async function explainAll(actor: Actor, submissionId: string): Promise<void> {
  const { form } = await as(actor, useCases.getSubmissionView, { submissionId });
  for (const rule of form.rules.filter((one) => one.severity === 'warning'))
    await as(actor, useCases.explainFinding, { submissionId, finding: rule.code, text: '经核实无误。' });
}

const valueIn = async (year: number, indicator: string): Promise<string | null> => {
  const rollup = await as(world.actors.editor, useCases.getRollup, { year });
  return rollup.indicators.find((one) => one.code === indicator)?.value?.value ?? null;
};

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createClock('2024-06-25T09:00:00+08:00');
  world = await createSmallWorld(database.services, clock, [2023, 2024]);
});
afterAll(() => database.drop());

describe('a term, from opening to a published report', () => {
  let collectionId: string;
  let safety: string;

  it('opens one row per assigned form of each unit, once', async () => {
    const opened = await as(world.actors.editor, useCases.openCollection, { year: 2024, period: 1 });
    collectionId = opened.collectionId;
    // Four school forms each, and the policy section's own.
    expect(opened.expected).toBe(9);
    expect(await codeOf(as(world.actors.editor, useCases.openCollection, { year: 2024, period: 1 }))).toBe(
      'collection.already_open',
    );
    safety = (await tasksOf(world.actors.first)).find((form) => form.formCode === 'safety')?.submissionId ?? '';
  });

  it('refuses an incomplete form, and one whose warnings nobody explained', async () => {
    expect(await codeOf(as(world.actors.first, useCases.submitSubmission, { submissionId: safety }))).toBe(
      'submission.has_errors',
    );
    await fill(world.actors.first, safety, [
      { code: 'pupils', key: '', state: 'value', value: '100' },
      { code: 'letters', key: '', state: 'value', value: '150' },
      { code: 'staff', key: '', state: 'value', value: '20' },
      { code: 'classes', key: '', state: 'value', value: '4' },
      { code: 'campuses', key: '', state: 'value', value: '1' },
      { code: 'mailboxes', key: '', state: 'value', value: '1' },
      { code: 'screenings', key: '', state: 'value', value: '1' },
      { code: 'viewers', key: '', state: 'value', value: '18' },
    ]);
    expect(await codeOf(as(world.actors.first, useCases.submitSubmission, { submissionId: safety }))).toBe(
      'submission.needs_explanation',
    );
  });

  it('shows a second person what the first one saved, and overwrites nothing', async () => {
    const cell = { code: 'letters', key: '', state: 'value' as const };
    const stale = await as(world.actors.first, useCases.saveCells, {
      submissionId: safety,
      source: 'page',
      cells: [{ ...cell, value: '90', version: 0 }],
    });
    expect(stale.saved).toEqual([]);
    expect(stale.conflicts).toMatchObject([{ code: 'letters', value: '150', version: 1 }]);
  });

  it('takes saves of different cells that come at once', async () => {
    const { cells } = await as(world.actors.first, useCases.getSubmissionView, { submissionId: safety });
    const own = cells.filter((cell) =>
      ['pupils', 'staff', 'classes', 'campuses', 'mailboxes', 'viewers'].includes(cell.code),
    );
    const results = await Promise.all(
      own.map(({ code, key, state, value, version }) =>
        as(world.actors.first, useCases.saveCells, {
          submissionId: safety,
          source: 'page',
          cells: [{ code, key, state, value, version }],
        }),
      ),
    );
    expect(results.map((result) => result.saved.length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('makes a revision once, however often submit is pressed', async () => {
    await explainAll(world.actors.first, safety);
    const results = await Promise.all(
      [1, 2, 3].map(() => codeOf(as(world.actors.first, useCases.submitSubmission, { submissionId: safety }))),
    );
    expect(results.sort()).toEqual(['no error', 'submission.already_submitted', 'submission.already_submitted']);
    const view = await as(world.actors.editor, useCases.getRevision, { submissionId: safety });
    expect(view.revisions).toHaveLength(1);
    expect(view.explanations.length).toBeGreaterThan(0);
  });

  it('moves no figure before acceptance', async () => {
    expect(await valueIn(2024, 'letters')).toBeNull();
  });

  it('returns with comments at cells, and shows the difference when it comes again', async () => {
    await as(world.actors.editor, useCases.returnSubmission, {
      submissionId: safety,
      revisionNo: 1,
      reason: '请核对',
      comments: [{ cell: 'letters', text: '超过在籍学生数' }],
    });
    const view = await as(world.actors.first, useCases.getSubmissionView, { submissionId: safety });
    expect(view).toMatchObject({ state: 'returned', reason: '请核对', comments: [{ cell: 'letters' }] });
    await fill(
      world.actors.first,
      safety,
      view.cells
        .map(({ code, key, state, value }) => ({ code, key, state, value: code === 'letters' ? '95' : value }))
        .filter((cell) => cell.code !== 'key_pupils'),
    );
    await as(world.actors.first, useCases.submitSubmission, { submissionId: safety });
    const revision = await as(world.actors.editor, useCases.getRevision, { submissionId: safety });
    expect(revision.changes).toMatchObject([{ cell: 'letters', before: { value: '150' }, after: { value: '95' } }]);
  });

  it('refuses a decision on a revision that is no longer the last', async () => {
    expect(
      await codeOf(
        as(world.actors.editor, useCases.acceptSubmissions, { items: [{ submissionId: safety, revisionNo: 1 }] }),
      ),
    ).toBe('submission.changed_since');
  });

  it('is right in the roll-up at the moment of acceptance, and gone from it at the moment of reopening', async () => {
    await as(world.actors.editor, useCases.acceptSubmissions, { items: [{ submissionId: safety, revisionNo: 2 }] });
    expect(await valueIn(2024, 'letters')).toBe('95');
    await as(world.actors.editor, useCases.reopenSubmission, {
      submissionId: safety,
      revisionNo: 2,
      reason: '学校来电更正',
    });
    expect(await valueIn(2024, 'letters')).toBeNull();
    await as(world.actors.first, useCases.submitSubmission, { submissionId: safety });
    await as(world.actors.editor, useCases.acceptSubmissions, { items: [{ submissionId: safety, revisionNo: 3 }] });
    expect(await valueIn(2024, 'letters')).toBe('95');
  });

  it('knows whose cell is behind a figure', async () => {
    const { rows } = await as(world.actors.editor, useCases.getLineage, { year: 2024, indicator: 'letters' });
    expect(rows).toMatchObject([{ unitName: '第一小学', cell: 'letters', value: '95', revisionNo: 3, by: 'first' }]);
  });

  it('keeps all that one cell names behind the figure that lists it', async () => {
    const { first, editor } = world.actors;
    const submissionId = (await tasksOf(first)).find((form) => form.formCode === 'education')?.submissionId ?? '';
    await fill(first, submissionId, [
      { code: 'case_title', key: '', state: 'value', value: '模拟法庭、宪法晨读' },
      { code: 'case_narrative', key: '', state: 'value', value: '全校参加。' },
    ]);
    await explainAll(first, submissionId);
    await as(first, useCases.submitSubmission, { submissionId });
    await as(editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] });
    const { rows } = await as(editor, useCases.getLineage, { year: 2024, indicator: 'case_titles' });
    expect(rows).toMatchObject([{ unitName: '第一小学', cell: 'case_title', value: '模拟法庭、宪法晨读' }]);
  });

  it('lets the head confirm where the unit has that step, or send it back', async () => {
    const { second, head } = world.actors;
    const submissionId = (await tasksOf(second)).find((form) => form.formCode === 'campaigns')?.submissionId ?? '';
    await fill(second, submissionId);
    await explainAll(second, submissionId);
    expect(await as(second, useCases.submitSubmission, { submissionId })).toMatchObject({ state: 'confirming' });
    await as(head, useCases.declineConfirmation, { submissionId, reason: '请补充' });
    await as(second, useCases.submitSubmission, { submissionId });
    expect(await as(head, useCases.confirmSubmission, { submissionId })).toMatchObject({ state: 'submitted' });
    expect(await as(second, useCases.withdrawSubmission, { submissionId })).toMatchObject({ state: 'draft' });
  });

  it('closes, and extends for one unit with a reason', async () => {
    const { second, editor } = world.actors;
    const submissionId = (await tasksOf(second)).find((form) => form.formCode === 'campaigns')?.submissionId ?? '';
    clock.set('2024-10-05T09:00:00+08:00');
    expect(await codeOf(as(second, useCases.submitSubmission, { submissionId }))).toBe('collection.closed');
    await as(editor, useCases.extendDeadline, {
      collectionId,
      unitId: world.unitIds.second,
      untilOn: '2024-10-08',
      reason: '合并校区',
    });
    expect(await codeOf(as(second, useCases.submitSubmission, { submissionId }))).toBe('no error');
  });

  it('leaves to the leader what waits for the leader, and takes nothing back that could not be given again', async () => {
    const { second, editor } = world.actors;
    const submissionId = (await tasksOf(second)).find((form) => form.formCode === 'campaigns')?.submissionId ?? '';
    expect(
      await codeOf(
        as(editor, useCases.returnSubmission, { submissionId, revisionNo: 1, reason: '请核对', comments: [] }),
      ),
    ).toBe('submission.wrong_state');
    clock.set('2024-10-09T09:00:00+08:00');
    expect(await codeOf(as(second, useCases.withdrawSubmission, { submissionId }))).toBe('collection.closed');
  });

  it('nudges who owes, once a minute', async () => {
    const { editor, first } = world.actors;
    await as(editor, useCases.nudge, { collectionId });
    await as(editor, useCases.nudge, { collectionId });
    const notices = await as(first, useCases.listNotices, {});
    expect(notices.filter((notice) => notice.kind === 'nudge')).toHaveLength(1);
  });
});

describe('the report', () => {
  let reportId: string;
  const decide = (actor: Actor, action: 'approve' | 'return', comment = '') =>
    as(actor, useCases.decideReport, { reportId, action, comment });

  it('is compiled from the template with live figures', async () => {
    clock.set('2025-01-20T09:00:00+08:00');
    for (const kind of ['shortcoming', 'plan'] as const) {
      await as(world.actors.editor, useCases.saveLedgerItem, {
        id: null,
        year: 2024,
        kind,
        title: '法治教育形式有待创新',
        detail: '部分学校形式不够丰富',
        owner: '政策法规股',
        dueOn: '2025-11-30',
      });
    }
    ({ reportId } = await as(world.actors.editor, useCases.compileReport, { year: 2024 }));
    expect(await codeOf(as(world.actors.editor, useCases.compileReport, { year: 2024 }))).toBe('report.exists');
    const report = await as(world.actors.editor, useCases.getReportView, { reportId });
    const text = JSON.stringify(report.sections);
    expect(text).toContain('一是法治教育形式有待创新。部分学校形式不够丰富。');
    expect(text).not.toContain('{year}');
  });

  it('refuses prose outside the closed schema, unknown figures, pleas and stale versions', async () => {
    const { editor } = world.actors;
    const save = (content: unknown, version = 1) =>
      codeOf(as(editor, useCases.saveSection, { reportId, code: 'opening', version, content: content }));
    expect(
      await save({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'image', attrs: { src: 'x' } }] }] }),
    ).toBe('request.invalid');
    expect(
      await save({
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'figure', attrs: { id: 'x', indicator: 'nonsense', format: { style: 'exact' }, unit: null } },
            ],
          },
        ],
      }),
    ).toBe('report.figure_unknown');
    expect(
      await save({
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: '全区共有120余所学校，恳请支持。' }] }],
      }),
    ).toBe('no error');
    expect(await save({ type: 'doc', content: [] })).toBe('report.section_changed');
    expect((await as(editor, useCases.getReportView, { reportId })).sections[0]?.typedNumbers).toEqual(['120余']);
    expect(await codeOf(decide(editor, 'approve'))).toBe('report.pleads');
    expect(
      await save(
        {
          type: 'doc',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: '2024年，工作情况报告如下。' }] }],
        },
        2,
      ),
    ).toBe('no error');
  });

  it('goes along its chain only by whose step it is, and refuses to sign what has moved', async () => {
    const { editor, checker, issuer, first } = world.actors;
    expect(await codeOf(decide(checker, 'approve'))).toBe('report.not_your_step');
    await decide(editor, 'approve');
    const safety = (await tasksOf(first)).find((form) => form.formCode === 'safety');
    await as(editor, useCases.reopenSubmission, {
      submissionId: safety?.submissionId ?? '',
      revisionNo: 3,
      reason: '更正',
    });
    expect(await codeOf(decide(checker, 'approve'))).toBe('report.moved_since_approval');
    expect(await codeOf(decide(checker, 'return'))).toBe('request.invalid');
    await decide(checker, 'return', '数据有变动');
    await as(first, useCases.submitSubmission, { submissionId: safety?.submissionId ?? '' });
    await as(editor, useCases.acceptSubmissions, {
      items: [{ submissionId: safety?.submissionId ?? '', revisionNo: 4 }],
    });
    await decide(editor, 'approve');
    await decide(checker, 'approve');
    expect(await codeOf(as(editor, useCases.sendReport, { reportId }))).toBe('report.not_issued');
    expect(await decide(issuer, 'approve')).toMatchObject({ state: 'issued' });
  });

  it('is numbered after signing, sent, and only then published', async () => {
    const { editor } = world.actors;
    expect(await codeOf(as(editor, useCases.publishReport, { reportId }))).toBe('report.not_issued');
    expect(await as(editor, useCases.numberReport, { reportId, sequence: null })).toEqual({
      number: '山教〔2025〕1号',
    });
    expect(await codeOf(as(editor, useCases.publishReport, { reportId }))).toBe('report.not_sent');
    await as(editor, useCases.sendReport, { reportId });
    expect(await codeOf(as(editor, useCases.sendReport, { reportId }))).toBe('report.already_sent');
    await as(editor, useCases.publishReport, { reportId });
    expect(await codeOf(as(editor, useCases.publishReport, { reportId }))).toBe('report.already_published');
  });

  it('reaches the city as a snapshot: what the bureau corrects later changes a new version only', async () => {
    const { reviewer, editor, first } = world.actors;
    const { districts } = await as(reviewer, useCases.listDistricts, { year: 2024 });
    const deliveryId = districts[0]?.deliveries[0]?.id ?? '';
    await as(reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
    expect(await codeOf(as(reviewer, useCases.decideDelivery, { deliveryId, action: 'return', reason: '晚了' }))).toBe(
      'delivery.already_decided',
    );
    const compare = async () =>
      (await as(reviewer, useCases.compareDistricts, { year: 2024, indicator: 'letters', per: null })).rows[0];
    expect(await compare()).toMatchObject({
      current: { value: '95', answered: 1, expected: 2, state: 'accepted', isComplete: false },
      rank: null,
    });

    const safety = (await tasksOf(first)).find((form) => form.formCode === 'safety');
    await as(editor, useCases.reopenSubmission, {
      submissionId: safety?.submissionId ?? '',
      revisionNo: 4,
      reason: '更正',
    });
    const view = await as(first, useCases.getSubmissionView, { submissionId: safety?.submissionId ?? '' });
    const letters = view.cells.find((cell) => cell.code === 'letters');
    await as(first, useCases.saveCells, {
      submissionId: view.id,
      source: 'page',
      cells: [{ code: 'letters', key: '', state: 'value', value: '80', version: letters?.version ?? 0 }],
    });
    await as(first, useCases.submitSubmission, { submissionId: view.id });
    await as(editor, useCases.acceptSubmissions, { items: [{ submissionId: view.id, revisionNo: 5 }] });
    expect((await compare())?.current.value).toBe('95');
    const issued = await as(editor, useCases.getReportView, { reportId });
    expect(issued.indicators.find((one) => one.code === 'letters')?.value?.value).toBe('95');
    const corrected = await as(editor, useCases.correctReport, { reportId, reason: '家长信份数更正' });
    const draft = await as(editor, useCases.getReportView, { reportId: corrected.reportId });
    expect(draft).toMatchObject({ version: 2, state: 'drafting' });
    expect(draft.indicators.find((one) => one.code === 'letters')?.value?.value).toBe('80');
    reportId = corrected.reportId;
  });

  it('puts no older version in the place of a newer one that the city accepted', async () => {
    const { editor, checker, issuer, reviewer } = world.actors;
    const issueAndSend = async (): Promise<void> => {
      for (const actor of [editor, checker, issuer]) await decide(actor, 'approve');
      await as(editor, useCases.numberReport, { reportId, sequence: null });
      await as(editor, useCases.sendReport, { reportId });
    };
    await issueAndSend();
    ({ reportId } = await as(editor, useCases.correctReport, { reportId, reason: '再次更正' }));
    await issueAndSend();
    const { districts } = await as(reviewer, useCases.listDistricts, { year: 2024 });
    const [third, second] = districts[0]?.deliveries ?? [];
    await as(reviewer, useCases.decideDelivery, { deliveryId: third?.id ?? '', action: 'accept' });
    expect(
      await codeOf(as(reviewer, useCases.decideDelivery, { deliveryId: second?.id ?? '', action: 'accept' })),
    ).toBe('delivery.already_decided');
    await as(reviewer, useCases.decideDelivery, { deliveryId: second?.id ?? '', action: 'return', reason: '已有新稿' });
  });
});

describe('the audit trail', () => {
  it('holds every change, in an unbroken chain', async () => {
    const verdict = await as(world.actors.auditor, useCases.checkAuditChain, {});
    expect(verdict).toMatchObject({ isIntact: true, firstBad: null });
    const { entries } = await as(world.actors.auditor, useCases.listAudit, { action: 'report.' });
    expect(entries.map((entry) => entry.action)).toContain('report.issued');
  });

  it('keeps refusals, in a transaction of their own', async () => {
    expect(await codeOf(as(world.actors.first, useCases.openCollection, { year: 2024, period: 2 }))).toBe(
      'access.denied',
    );
    const { entries } = await as(world.actors.auditor, useCases.listAudit, { action: 'access.' });
    expect(entries[0]).toMatchObject({ action: 'access.refused', subject: 'collection.run', outcome: 'refused' });
    // What the role permits and the case doesn't: another's step of the report.
    expect(entries).toContainEqual(
      expect.objectContaining({
        subject: 'report.sign',
        detail: expect.stringContaining('report.not_your_step') as string,
      }),
    );
  });
});

describe('the sensitive register', () => {
  it('counts by category in the form, and is read by its unit alone', async () => {
    const { second, editor } = world.actors;
    await as(second, useCases.saveSensitiveRow, {
      id: null,
      register: 'key_pupil_register',
      category: 'suspended',
      pupil: '张某𠮷',
      note: '休学一年',
      since: '2024-03-01',
      endedOn: null,
    });
    const own = await as(second, useCases.getSensitiveRegister, {});
    expect(own.rows).toMatchObject([{ pupil: '张某𠮷', category: 'suspended' }]);
    // To its last day: one that ends with the term still counts in it, one that ended the day before doesn't.
    for (const endedOn of ['2024-08-31', '2024-08-30']) {
      await as(second, useCases.saveSensitiveRow, {
        id: null,
        register: 'key_pupil_register',
        category: 'suspended',
        pupil: '李某',
        note: '',
        since: '2024-03-01',
        endedOn,
      });
    }
    expect(await codeOf(as(editor, useCases.getSensitiveRegister, {}))).toBe('access.denied');
    const submissionId = (await tasksOf(second)).find((form) => form.formCode === 'safety')?.submissionId ?? '';
    const view = await as(second, useCases.getSubmissionView, { submissionId });
    expect(view.cells.find((cell) => cell.code === 'key_pupils' && cell.key === 'suspended')).toMatchObject({
      value: '2',
      source: 'register',
    });
  });
});

describe('a unit that closed before the year’s end', () => {
  it('is neither in a stock nor waited for there; its flows stay', async () => {
    const { editor, admin } = world.actors;
    const find = async (code: string) =>
      (await as(editor, useCases.getRollup, { year: 2024 })).indicators.find((one) => one.code === code)?.value;
    expect(await find('letters')).toMatchObject({ answered: 1, expected: 2 });
    expect(await find('pupils')).toMatchObject({ answered: 1, expected: 2 });
    await as(admin, useCases.closeUnit, { unitId: world.unitIds.second, closesOn: '2024-11-30' });
    expect(await find('letters')).toMatchObject({ answered: 1, expected: 2 });
    expect(await find('pupils')).toMatchObject({ answered: 1, expected: 1 });
  });
});

describe('roles', () => {
  it('are given by somebody else, and administrators’ only by the security officer', async () => {
    const { admin, editor } = world.actors;
    const unitId = world.unitIds.root;
    expect(await codeOf(as(admin, useCases.grantRole, { userId: admin.userId, unitId, role: 'bureau_issuer' }))).toBe(
      'account.self',
    );
    expect(await codeOf(as(admin, useCases.grantRole, { userId: editor.userId, unitId, role: 'audit_officer' }))).toBe(
      'account.security_officer_only',
    );
    expect(await codeOf(as(admin, useCases.grantRole, { userId: editor.userId, unitId, role: 'reporter' }))).toBe(
      'account.role_not_here',
    );
    expect(await codeOf(as(admin, useCases.grantRole, { userId: editor.userId, unitId, role: 'bureau_checker' }))).toBe(
      'no error',
    );
  });
});

describe('a school added while a term is being collected', () => {
  it('owes its forms at once, and a figure’s N grows by it', async () => {
    const { editor, admin } = world.actors;
    clock.set('2024-11-25T09:00:00+08:00');
    const { expected } = await as(editor, useCases.openCollection, { year: 2024, period: 2 });
    const { unitId } = await as(admin, useCases.createUnit, {
      kind: 'school',
      name: '新开小学',
      schoolType: '211',
      ownership: 'public',
      sectionCode: null,
      schoolCode: null,
      creditCode: null,
      opensOn: '2024-09-01',
      closesOn: null,
      hasHeadStep: false,
    });
    const { collections } = await as(editor, useCases.listCollections, undefined);
    const board = await as(editor, useCases.getBoard, { collectionId: collections[0]?.id ?? '' });
    expect(board.units.find((unit) => unit.id === unitId)?.forms).toHaveLength(4);
    expect(collections[0]?.expected).toBe(expected + 4);
  });
});
