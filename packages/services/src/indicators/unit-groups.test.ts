import { HuibaoError, type IndicatorDraft } from '@huibao/domain';
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
let acting: Acting;
/** Spring 2024: the second school's 表3 accepted, with 50 letters. */
let world: SmallWorld;
let stranger: SmallWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  acting = actingIn(database.services);
  const clock = createClock('2024-06-25T09:00:00+08:00');
  world = await createSmallWorld(database.services, clock, [2024]);
  stranger = await createSmallWorld(database.services, clock, [2024]);
  const { editor, second, head } = world.actors;
  await acting.as(editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  const submissionId = await acting.formOf(second, 'safety');
  await acting.report(second, submissionId, [{ code: 'letters', key: '', state: 'value', value: '50' }]);
  await acting.as(head, useCases.confirmSubmission, { submissionId });
  await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] });
});
afterAll(() => database.drop());

const lettersOf = (group: string): IndicatorDraft => ({
  group: 'bullying',
  label: { zh: '寄宿制学校发信', en: 'Letters of boarding schools' },
  unit: { zh: '封', en: 'letters' },
  operator: { op: 'total', of: { element: 'letters', take: 'sum' } },
  children: { kinds: ['school'], group },
  decimals: 0,
  coverageFloor: '0.9',
  format: { style: 'exact' },
  comparable: true,
  moreIsBetter: null,
});

const saveGroup = (code: string | null, name: string, unitIds: readonly number[]) =>
  acting.as(world.actors.admin, useCases.saveUnitGroup, { code, name, unitIds: [...unitIds] });

const paramsOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error instanceof HuibaoError && error.params,
  );

describe('a named group of units', () => {
  it('chooses who counts', async () => {
    const { editor, admin } = world.actors;
    const { first, second } = world.unitIds;
    const { code } = await saveGroup(null, '寄宿制学校', [second]);
    const definition = lettersOf(code);
    const preview = await acting.as(editor, useCases.previewIndicator, {
      programme: 'rule_of_law',
      year: 2024,
      code: null,
      definition,
    });
    expect(preview).toMatchObject({ value: { value: '50', answered: 1, expected: 1 } });
    expect(preview.units.map((unit) => unit.name)).toEqual(['第二小学']);
    await acting.as(editor, useCases.saveIndicator, {
      programme: 'rule_of_law',
      year: 2024,
      code: null,
      version: null,
      definition,
    });
    await saveGroup(code, '寄宿学校', [first, second]);
    expect(await acting.as(editor, useCases.listUnitGroups, {})).toEqual([
      { code, name: '寄宿学校', unitIds: [first, second].sort((a, b) => a - b) },
    ]);
    const remove = () => acting.as(admin, useCases.deleteUnitGroup, { code });
    expect(await codeOf(remove())).toBe('unit_group.in_use');
    expect(await paramsOf(remove())).toMatchObject({ indicator: { zh: '寄宿制学校发信' } });
  });

  it('refuses a taken name, a stranger’s unit, and what isn’t there', async () => {
    const { admin } = world.actors;
    expect(await codeOf(saveGroup(null, '寄宿学校', []))).toBe('unit_group.name_taken');
    expect(await paramsOf(saveGroup(null, '寄宿学校', []))).toEqual({ name: '寄宿学校' });
    expect(await codeOf(saveGroup(null, '乡镇学校', [stranger.unitIds.first]))).toBe('unit.not_found');
    expect(await codeOf(saveGroup('group_9', '乡镇学校', []))).toBe('unit_group.not_found');
    const { code } = await saveGroup(null, '乡镇学校', []);
    await acting.as(admin, useCases.deleteUnitGroup, { code });
    expect(await codeOf(acting.as(admin, useCases.deleteUnitGroup, { code }))).toBe('unit_group.not_found');
    expect(await acting.as(stranger.actors.admin, useCases.listUnitGroups, {})).toEqual([]);
  });
});
