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
let collectionId: string;
const clock = createClock('2024-06-25T09:00:00+08:00');
const letters = { code: 'letters', key: '', state: 'value' as const, value: '7' };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  const opened = await acting.as(world.actors.editor, useCases.openCollection, {
    programme: 'rule_of_law',
    year: 2024,
    period: 1,
  });
  collectionId = opened.collectionId;
  safety = await acting.formOf(world.actors.first, 'safety');
});
afterAll(() => database.drop());

const save = async (value: string): Promise<string> => {
  const { first } = world.actors;
  const { cells } = await acting.as(first, useCases.getSubmissionView, { submissionId: safety });
  const version = cells.find((cell) => cell.code === 'letters')?.version ?? 0;
  return codeOf(
    acting.as(first, useCases.saveCells, {
      submissionId: safety,
      source: 'page',
      cells: [{ ...letters, value, version }],
    }),
  );
};
const sendBack = (day: string | null) =>
  acting.as(world.actors.editor, useCases.returnSubmission, {
    submissionId: safety,
    revisionNo: 1,
    reason: '请核对',
    untilOn: day,
    comments: [{ cell: 'letters', text: '偏少' }],
  });

describe('after the close', () => {
  it('who sends something back says until when; it can be mended until then and no longer', async () => {
    const { first, editor } = world.actors;
    await acting.report(first, safety, [letters]);
    const { times } = await acting.as(first, useCases.getSubmissionView, { submissionId: safety });
    clock.set(new Date(Date.parse(times.closesAt) + 86_400_000));
    expect((await acting.as(editor, useCases.getRevision, { submissionId: safety })).isClosed).toBe(true);
    expect(await codeOf(sendBack(null))).toBe('review.until_required');
    expect(await codeOf(sendBack('2024-06-25'))).toBe('review.until_past');
    const until = new Date(clock.now().getTime() + 5 * 86_400_000);
    await sendBack(until.toISOString().slice(0, 10));
    expect(await save('8')).toBe('no error');
    const view = await acting.as(first, useCases.getSubmissionView, { submissionId: safety });
    expect(Date.parse(view.mendUntil ?? '')).toBeGreaterThan(clock.now().getTime());
    expect(view.times.dueAt).toBe(times.dueAt);
    expect(view.comments).toHaveLength(1);
    clock.advance(7 * 86_400_000);
    expect(await save('9')).toBe('submission.mend_ended');
    expect(await codeOf(acting.as(first, useCases.submitSubmission, { submissionId: safety }))).toBe(
      'submission.mend_ended',
    );
  });

  it('a draft stays, readable, until more time is asked for and given; question and answer are kept', async () => {
    const { first, second, editor } = world.actors;
    const education = await acting.formOf(first, 'education');
    const cells = [{ ...letters, code: 'activity_events', key: 'lecture', version: 0 }];
    const typing = () =>
      codeOf(acting.as(first, useCases.saveCells, { submissionId: education, source: 'page', cells }));
    expect(await typing()).toBe('collection.closed');
    const ask = { collectionId, reason: '负责人住院，需延至下周五' };
    await acting.as(first, useCases.requestExtension, ask);
    expect(await codeOf(acting.as(first, useCases.requestExtension, ask))).toBe('extension.asked_already');
    const asked = await acting.as(editor, useCases.getTodo, {});
    const extension = { kind: 'extension', programme: 'rule_of_law', count: 1, href: `/collections/${collectionId}` };
    expect(asked.waiting).toContainEqual(extension);
    const board = await acting.as(editor, useCases.getBoard, { collectionId });
    const unitId = world.unitIds.first;
    expect(board.units.find((unit) => unit.id === unitId)?.asks).toMatchObject({ reason: ask.reason, by: 'first' });
    expect(await acting.as(second, useCases.listExtensions, {})).toEqual([]);

    await acting.as(editor, useCases.declineExtension, { collectionId, unitId, reason: '请先提交已有部分' });
    expect(await acting.as(first, useCases.listExtensions, {})).toMatchObject([
      { state: 'declined', answer: '请先提交已有部分' },
    ]);
    await acting.as(first, useCases.requestExtension, ask);
    const past = { collectionId, unitId, untilOn: '2024-07-01', reason: '同意' };
    expect(await codeOf(acting.as(editor, useCases.extendDeadline, past))).toBe('collection.window_invalid');
    const untilOn = new Date(clock.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
    await acting.as(editor, useCases.extendDeadline, { ...past, untilOn });
    expect(await acting.as(first, useCases.listExtensions, {})).toMatchObject([
      { state: 'granted', reason: ask.reason, answer: '同意' },
      { state: 'declined' },
    ]);
    expect((await acting.as(editor, useCases.getTodo, {})).waiting.map((item) => item.kind)).not.toContain('extension');
    expect(await typing()).toBe('no error');
  });
});
