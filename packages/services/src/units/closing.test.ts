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
