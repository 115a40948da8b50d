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
