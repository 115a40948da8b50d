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
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
});
afterAll(() => database.drop());

describe('a collection', () => {
  it('opens with one row per assigned form of each unit, once', async () => {
    const { editor } = world.actors;
    const { expected } = await acting.as(editor, useCases.openCollection, {
      programme: 'rule_of_law',
      year: 2024,
      period: 1,
    });
    // Four school forms each, and the policy section's own.
    expect(expected).toBe(9);
    expect(
      await codeOf(acting.as(editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 })),
    ).toBe('collection.already_open');
  });

  it('asks a school added while it runs for its forms at once: N grows by them', async () => {
    const { editor, admin } = world.actors;
    clock.set('2024-11-25T09:00:00+08:00');
    const { collectionId, expected } = await acting.as(editor, useCases.openCollection, {
      programme: 'rule_of_law',
      year: 2024,
      period: 2,
    });
    const { unitId } = await acting.as(admin, useCases.createUnit, {
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
    const board = await acting.as(editor, useCases.getBoard, { collectionId });
    expect(board.units.find((unit) => unit.id === unitId)?.forms).toHaveLength(4);
    const { collections } = await acting.as(editor, useCases.listCollections, { programme: 'rule_of_law' });
    expect(collections.find((collection) => collection.id === collectionId)?.expected).toBe(expected + 4);
  });
});
