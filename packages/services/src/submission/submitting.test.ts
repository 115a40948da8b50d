import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let safety: string;
let campaigns: string;
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  await acting.as(world.actors.editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  safety = await acting.formOf(world.actors.first, 'safety');
  campaigns = await acting.formOf(world.actors.second, 'campaigns');
});
afterAll(() => database.drop());

/** Three letters for every two pupils: worth a word. */
const unlikely = [
  { code: 'pupils', key: '', state: 'value' as const, value: '100' },
  { code: 'letters', key: '', state: 'value' as const, value: '150' },
];

describe('a submit', () => {
  it('is refused of an incomplete form, and of one whose warnings nobody explained', async () => {
    const { first } = world.actors;
    const submit = () => codeOf(acting.as(first, useCases.submitSubmission, { submissionId: safety }));
    expect(await submit()).toBe('submission.has_errors');
    await acting.fill(first, safety, unlikely);
    expect(await submit()).toBe('submission.needs_explanation');
  });

  it('makes a revision once, however often it is pressed', async () => {
    const { first, editor } = world.actors;
    await acting.explainAll(first, safety);
    const results = await Promise.all(
      [1, 2, 3].map(() => codeOf(acting.as(first, useCases.submitSubmission, { submissionId: safety }))),
    );
    expect(results.sort()).toEqual(['no error', 'submission.already_submitted', 'submission.already_submitted']);
    const view = await acting.as(editor, useCases.getRevision, { submissionId: safety });
    expect(view.revisions).toHaveLength(1);
    expect(view.explanations.length).toBeGreaterThan(0);
  });

  it('does nothing twice by a request that arrives after its sender has asked again and gone on', async () => {
    const { first } = world.actors;
    const submit = (revisionNo: number) =>
      codeOf(acting.as(first, useCases.submitSubmission, { submissionId: safety, revisionNo }));
    const withdraw = (revisionNo: number) =>
      codeOf(acting.as(first, useCases.withdrawSubmission, { submissionId: safety, revisionNo }));
    expect(await withdraw(1)).toBe('no error');
    expect(await submit(0)).toBe('submission.wrong_state');
    expect(await submit(1)).toBe('no error');
    expect(await withdraw(1)).toBe('submission.wrong_state');
  });
});

describe('the leader’s step', () => {
  it('confirms, or sends back to the reporter', async () => {
    const { second, head } = world.actors;
    const submit = () => acting.as(second, useCases.submitSubmission, { submissionId: campaigns });
    await acting.fill(second, campaigns);
    await acting.explainAll(second, campaigns);
    expect(await submit()).toMatchObject({ state: 'confirming' });
    await acting.as(head, useCases.declineConfirmation, { submissionId: campaigns, reason: '请补充' });
    await submit();
    expect(await acting.as(head, useCases.confirmSubmission, { submissionId: campaigns })).toMatchObject({
      state: 'submitted',
    });
    expect(await acting.as(second, useCases.withdrawSubmission, { submissionId: campaigns })).toMatchObject({
      state: 'draft',
    });
    // What the leader sent off before that arrives only now, when it is asked for again.
    await submit();
    const late = { submissionId: campaigns, revisionNo: 0 };
    expect(await codeOf(acting.as(head, useCases.confirmSubmission, late))).toBe('submission.wrong_state');
    expect(await codeOf(acting.as(head, useCases.declineConfirmation, { ...late, reason: '请补充' }))).toBe(
      'submission.wrong_state',
    );
    expect(
      await acting.as(second, useCases.withdrawSubmission, { submissionId: campaigns, revisionNo: 1 }),
    ).toMatchObject({ state: 'draft' });
  });

  it('signs what the leader has seen, and not what was mended since', async () => {
    const { second, head } = world.actors;
    const submissionId = campaigns;
    const savedNow = async () => (await acting.as(head, useCases.getSubmissionView, { submissionId })).savedAt;
    await acting.as(second, useCases.submitSubmission, { submissionId });
    const savedAt = await savedNow();
    await acting.as(second, useCases.withdrawSubmission, { submissionId });
    clock.advance(60_000);
    await acting.fill(second, submissionId);
    await acting.as(second, useCases.submitSubmission, { submissionId });
    const stale = { submissionId, revisionNo: 1, savedAt };
    expect(await codeOf(acting.as(head, useCases.confirmSubmission, stale))).toBe('submission.mended_since');
    expect(await codeOf(acting.as(head, useCases.declineConfirmation, { ...stale, reason: '请补充' }))).toBe(
      'submission.mended_since',
    );
    const seen = { ...stale, savedAt: await savedNow() };
    expect(await codeOf(acting.as(head, useCases.declineConfirmation, { ...seen, reason: '请补充' }))).toBe('no error');
  });

  it('shows the leader of what came back what was mended since, and of what comes first nothing', async () => {
    const { second, head, editor } = world.actors;
    const submissionId = campaigns;
    const submitted = async () => {
      await acting.explainAll(second, submissionId);
      await acting.as(second, useCases.submitSubmission, { submissionId });
      return acting.as(head, useCases.getSubmissionView, { submissionId });
    };
    const leads = (value: string) => [{ code: 'leads_referred', key: '', state: 'value' as const, value }];
    await acting.fill(second, submissionId, leads('2'));
    // What was taken back nobody has decided on.
    expect((await submitted()).mended).toBeNull();
    await acting.as(head, useCases.confirmSubmission, { submissionId });
    const returned = { submissionId, revisionNo: 2, reason: '请核对', comments: [] };
    await acting.as(editor, useCases.returnSubmission, returned);
    await acting.fill(second, submissionId, leads('3'));
    const { mended } = await submitted();
    expect(mended).toMatchObject({ no: 2, changes: [{ cell: 'leads_referred', before: { value: '2' } }] });
    expect(mended?.changes).toMatchObject([{ after: { value: '3' } }]);
    await acting.as(head, useCases.declineConfirmation, { submissionId, reason: '请补充' });
    // Not while it is mended: the reporter knows what they do.
    expect((await acting.as(head, useCases.getSubmissionView, { submissionId })).mended).toBeNull();
  });

  it('is the leader’s alone while it waits, and nothing is taken back that could not be given again', async () => {
    const { second, editor } = world.actors;
    await acting.as(second, useCases.submitSubmission, { submissionId: campaigns });
    const sendBack = { submissionId: campaigns, revisionNo: 2, reason: '请核对', comments: [] };
    expect(await codeOf(acting.as(editor, useCases.returnSubmission, sendBack))).toBe('submission.wrong_state');
    clock.set('2024-10-09T09:00:00+08:00');
    expect(await codeOf(acting.as(second, useCases.withdrawSubmission, { submissionId: campaigns }))).toBe(
      'collection.closed',
    );
  });

  it('gives no time after the close: neither what is declined then nor what waits then goes on without an extension', async () => {
    const { second, head } = world.actors;
    const confirm = () => codeOf(acting.as(head, useCases.confirmSubmission, { submissionId: campaigns }));
    expect(await confirm()).toBe('collection.closed');
    await acting.as(head, useCases.declineConfirmation, { submissionId: campaigns, reason: '数字不对' });
    const { cells, comments } = await acting.as(second, useCases.getSubmissionView, { submissionId: campaigns });
    expect(comments).toEqual([]);
    const [cell] = cells;
    if (!cell) throw new Error('nothing was filled in');
    const { code, key, state, value, version } = cell;
    const edit = { submissionId: campaigns, source: 'page' as const, cells: [{ code, key, state, value, version }] };
    expect(await codeOf(acting.as(second, useCases.saveCells, edit))).toBe('collection.closed');
    expect(await codeOf(acting.as(second, useCases.submitSubmission, { submissionId: campaigns }))).toBe(
      'collection.closed',
    );
  });
});
