import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  signInTurn,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from './use-cases.ts';

// The way of one figure, from a school's cell to the city. What may happen beside it is tested beside each area.
describe.each([
  ['over connections of one’s own', false],
  ['behind a pooler in transaction mode', true],
])('from a school’s form to a city’s comparison, %s', (_how, isPooled) => {
  let database: TestDatabase;
  let world: SmallWorld;
  let acting: Acting;
  const clock = createClock('2024-06-25T09:00:00+08:00');

  beforeAll(async () => {
    database = await createTestDatabase({}, { isPooled });
    world = await createSmallWorld(database.services, clock, [2023, 2024]);
    acting = actingIn(database.services);
  });
  afterAll(() => database.drop());

  const letters = (value: string) => ({ code: 'letters', key: '', state: 'value' as const, value });
  let submissionId: string;
  let reportId: string;

  it('a bureau opens a term, a school fills in, submits, is sent back and submits again', async () => {
    const { editor, first } = world.actors;
    await acting.as(editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
    submissionId = await acting.formOf(first, 'safety');
    expect(await acting.report(first, submissionId, [letters('150')])).toBe(1);
    await acting.as(editor, useCases.returnSubmission, {
      submissionId,
      revisionNo: 1,
      reason: '请核对',
      comments: [{ cell: 'letters', text: '超过在籍学生数' }],
    });
    expect(await acting.report(first, submissionId, [letters('95')])).toBe(2);
  });

  it('the bureau accepts, and the figure stands in the roll-up', async () => {
    const { editor } = world.actors;
    await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 2 }] });
    const { indicators } = await acting.as(editor, useCases.getRollup, { programme: 'rule_of_law', year: 2024 });
    expect(indicators.find((indicator) => indicator.code === 'letters')?.value?.value).toBe('95');
  });

  it('the report is compiled, signed along its chain, numbered, sent and published', async () => {
    const { editor, checker, issuer } = world.actors;
    clock.set('2025-01-20T09:00:00+08:00');
    ({ reportId } = await acting.as(editor, useCases.compileReport, { programme: 'rule_of_law', year: 2024 }));
    await signInTurn(database.services, [editor, checker, issuer], reportId);
    await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
    await acting.as(editor, useCases.sendReport, { reportId });
    await acting.as(editor, useCases.publishReport, { reportId });
    const { indicators } = await acting.as(editor, useCases.getReportView, { reportId });
    expect(indicators.find((indicator) => indicator.code === 'letters')?.value?.value).toBe('95');
  });

  it('the city receives it and compares, and the trail of it all is unbroken', async () => {
    const { reviewer, auditor } = world.actors;
    const { districts } = await acting.as(reviewer, useCases.listDistricts, { programme: 'rule_of_law', year: 2024 });
    const deliveryId = districts[0]?.deliveries[0]?.id ?? '';
    await acting.as(reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
    const question = { programme: 'rule_of_law', year: 2024, indicator: 'letters', per: null };
    const { rows } = await acting.as(reviewer, useCases.compareDistricts, question);
    expect(rows[0]?.current).toMatchObject({ value: '95', state: 'accepted' });
    expect(await acting.as(auditor, useCases.checkAuditChain, {})).toMatchObject({ isIntact: true, firstBad: null });
    const { entries } = await acting.as(auditor, useCases.listAudit, { action: 'report.' });
    expect(entries.map((entry) => entry.action)).toContain('report.issued');
  });

  it('many at once are answered, whosever connection they get', async () => {
    const { editor, first, reviewer } = world.actors;
    const period = { programme: 'rule_of_law', year: 2024 };
    const { collections } = await acting.as(editor, useCases.listCollections, { programme: 'rule_of_law' });
    const { id: collectionId } = collections[0] ?? { id: '' };
    const asked = Array.from({ length: 12 }, () => [
      acting.as(editor, useCases.getRollup, period),
      acting.as(editor, useCases.getBoard, { collectionId }),
      acting.as(first, useCases.listTasks, {}),
      acting.as(reviewer, useCases.listDistricts, period),
    ]);
    const answers = await Promise.all(asked.flat());
    expect(answers).toHaveLength(48);
  });
});
