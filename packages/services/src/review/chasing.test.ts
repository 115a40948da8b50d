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
let collectionId: string;
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  ({ collectionId } = await acting.as(world.actors.editor, useCases.openCollection, {
    programme: 'rule_of_law',
    year: 2024,
    period: 1,
  }));
});
afterAll(() => database.drop());

describe('chasing', () => {
  it('nudges who owes, once a minute', async () => {
    const { editor, first } = world.actors;
    await acting.as(editor, useCases.nudge, { collectionId });
    await acting.as(editor, useCases.nudge, { collectionId });
    const notices = await acting.as(first, useCases.listNotices, {});
    expect(notices.filter((notice) => notice.kind === 'nudge')).toHaveLength(1);
  });

  it('tells what came on time of what is due, to the end of the day', async () => {
    const { first, editor } = world.actors;
    const counts = async () => {
      const { overall } = await acting.as(editor, useCases.getReportingQuality, {
        programme: 'rule_of_law',
        year: 2024,
      });
      return [overall.submitted, overall.onTime, overall.due, overall.due === overall.expected];
    };
    expect(await counts()).toEqual([0, 0, 0, false]);
    const submissionId = await acting.formOf(first, 'campaigns');
    await acting.fill(first, submissionId);
    await acting.explainAll(first, submissionId);
    await acting.as(first, useCases.submitSubmission, { submissionId });
    expect(await counts()).toEqual([1, 1, 1, false]);
    // What is sent back came on time all the same.
    const returned = { submissionId, revisionNo: 1, reason: '请补充', untilOn: null, comments: [] };
    await acting.as(editor, useCases.returnSubmission, returned);
    expect(await counts()).toEqual([0, 1, 1, false]);
    clock.set('2024-09-10T23:59:59+08:00');
    expect(await counts()).toEqual([0, 1, 1, false]);
    clock.set('2024-09-11T00:00:00+08:00');
    expect((await counts()).slice(1)).toEqual([1, expect.any(Number), true]);
  });

  it('ends when the collection closes; an extension for one unit, with its reason, goes on', async () => {
    const { second, editor } = world.actors;
    const submissionId = await acting.formOf(second, 'campaigns');
    await acting.fill(second, submissionId);
    await acting.explainAll(second, submissionId);
    clock.set('2024-10-05T09:00:00+08:00');
    const submit = () => codeOf(acting.as(second, useCases.submitSubmission, { submissionId }));
    expect(await submit()).toBe('collection.closed');
    await acting.as(editor, useCases.extendDeadline, {
      collectionId,
      unitId: world.unitIds.second,
      untilOn: '2024-10-08',
      reason: '合并校区',
    });
    expect(await submit()).toBe('no error');
  });
});
