import {
  actingIn,
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
  await acting.as(world.actors.editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  await acting.reportAndAccept(
    world.actors.first,
    world.actors.editor,
    await acting.formOf(world.actors.first, 'safety'),
  );
});
afterAll(() => database.drop());

describe('a unit that closed before the year’s end', () => {
  it('is neither in a stock nor waited for there; its flows stay', async () => {
    const { editor, admin } = world.actors;
    const find = async (code: string) =>
      (await acting.as(editor, useCases.getRollup, { programme: 'rule_of_law', year: 2024 })).indicators.find(
        (one) => one.code === code,
      )?.value;
    expect(await find('letters')).toMatchObject({ answered: 1, expected: 2 });
    expect(await find('pupils')).toMatchObject({ answered: 1, expected: 2 });
    await acting.as(admin, useCases.closeUnit, { unitId: world.unitIds.second, closesOn: '2024-11-30' });
    expect(await find('letters')).toMatchObject({ answered: 1, expected: 2 });
    expect(await find('pupils')).toMatchObject({ answered: 1, expected: 1 });
  });
});

describe('two that are merged at once', () => {
  it('in opposite directions, or into two others: one is refused, and no school is left without one that goes on', async () => {
    const { admin } = world.actors;
    const create = (name: string) =>
      acting.as(admin, useCases.createUnit, {
        kind: 'school',
        name,
        schoolType: '211',
        ownership: 'public',
        sectionCode: null,
        schoolCode: null,
        creditCode: null,
        opensOn: '2024-01-01',
        closesOn: null,
        hasHeadStep: false,
      });
    for (let round = 0; round < 5; round += 1) {
      const [one, other, third] = await Promise.all(['甲', '乙', '丙'].map((name) => create(`${name}校 ${round}`)));
      if (!one || !other || !third) throw new Error('no schools');
      const merge = (from: number, to: number) =>
        acting.as(admin, useCases.mergeUnits, { unitIds: [from], successorId: to, closesOn: '2024-08-31' }).then(
          () => 'merged',
          (error: Error) => error.message,
        );
      const opposite = await Promise.all([merge(one.unitId, other.unitId), merge(other.unitId, one.unitId)]);
      expect(opposite.toSorted()).toEqual(['merged', 'unit.already_closed']);
      const standing = opposite[0] === 'merged' ? other.unitId : one.unitId;
      const twice = await Promise.all([merge(standing, third.unitId), merge(standing, third.unitId)]);
      expect(twice.toSorted()).toEqual(['merged', 'unit.already_closed']);
    }
  });
});
