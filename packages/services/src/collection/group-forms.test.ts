import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  quarterlyProgramme,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import type { Programme } from '@huibao/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishEdition } from '../forms/publish-edition.ts';
import type { Scope } from '../use-case.ts';
import * as useCases from '../use-cases.ts';

const year = 2024;
const programme = 'city-boarding';
const clock = createClock(`${year}-03-21T09:00:00+08:00`);
let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;

/** A form of a quarter that schools of one group alone are asked. */
const boardingProgramme: Programme = {
  ...quarterlyProgramme,
  code: 'boarding',
  title: { zh: '寄宿制学校季报', en: 'Boarding schools' },
  forms: quarterlyProgramme.forms.map((form) => ({ ...form, appliesTo: { kinds: ['school'], group: 'boarders' } })),
  unitGroups: [{ code: 'boarders', label: { zh: '寄宿制学校', en: 'Boarding schools' } }],
};

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
  acting = actingIn(database.services);
  const publish = {
    ...useCases.rollEditionsForward,
    run: (scope: Scope) => publishEdition(scope, { programme: boardingProgramme, glossary: [] }, year),
  };
  await acting.as(world.actors.cityAdmin, publish, { year });
});
afterAll(() => database.drop());

const preview = (period: number) =>
  acting.as(world.actors.editor, useCases.previewCollection, { programme, year, period });
const open = (period: number) => acting.as(world.actors.editor, useCases.openCollection, { programme, year, period });
const termsOf = async (actor: SmallWorld['actors']['first']) =>
  (await acting.as(actor, useCases.listTasks, {})).terms.filter(({ title }) => title.zh === '寄宿制学校季报');

describe('a form that asks for a group', () => {
  it('says before it is opened that the bureau hasn’t made the group yet, or that it is empty', async () => {
    const [{ forms, groups, expected }, { admin }] = [await preview(1), world.actors];
    expect([forms.map(({ units }) => units), expected]).toEqual([[0], 0]);
    expect(groups).toMatchObject([{ code: 'boarders', label: { zh: '寄宿制学校' }, name: null, members: 0 }]);
    const group = { code: null, askedCode: 'boarders', name: '本区寄宿学校', unitIds: [] };
    await acting.as(admin, useCases.saveUnitGroup, group);
    expect((await preview(1)).groups).toMatchObject([{ name: '本区寄宿学校', members: 0 }]);
    expect(await codeOf(acting.as(admin, useCases.saveUnitGroup, { ...group, name: '又一组' }))).toBe(
      'unit_group.code_taken',
    );
  });

  it('is asked of its members as they are when it is opened, whatever they become', async () => {
    const { admin, editor, first, second } = world.actors;
    const members = (unitIds: readonly number[]) =>
      acting.as(admin, useCases.saveUnitGroup, { code: 'boarders', name: '本区寄宿学校', unitIds: [...unitIds] });
    await members([world.unitIds.first]);
    expect((await preview(1)).expected).toBe(1);
    expect((await open(1)).expected).toBe(1);
    await members([world.unitIds.second]);
    // A change of the other school assigns what newly concerns it, but not what a group was asked for before.
    await acting.as(admin, useCases.changeUnit, {
      unitId: world.unitIds.second,
      from: `${year}-03-01`,
      name: '第二小学',
      schoolType: '211',
      ownership: 'private',
      sectionCode: null,
    });
    expect([(await termsOf(first)).length, (await termsOf(second)).length]).toEqual([1, 0]);
    const submissionId = (await termsOf(first))[0]?.forms[0]?.submissionId ?? '';
    const cells = ['letters', 'answered', 'pupils'].map(
      (code) => ({ code, key: '', state: 'value', value: '3' }) as const,
    );
    await acting.reportAndAccept(first, editor, submissionId, cells);
    const { indicators } = await acting.as(editor, useCases.getRollup, { programme, year });
    expect(indicators[0]?.value).toMatchObject({ value: '3', answered: 1, expected: 1 });
    const [collection] = (await acting.as(editor, useCases.listCollections, { programme })).collections;
    const board = await acting.as(editor, useCases.getBoard, { collectionId: collection?.id ?? '' });
    expect(board.units.map(({ name }) => name)).toEqual(['第一小学']);

    clock.set(`${year}-06-21T09:00:00+08:00`);
    await open(2);
    expect([(await termsOf(first)).length, (await termsOf(second)).length]).toEqual([1, 1]);
  });
});
