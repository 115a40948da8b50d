import { elementsOf, type Programme } from '@huibao/domain';
import { writePackage, type ProgrammePackage } from '@huibao/domain/package';
import { writePackageArchive } from '@huibao/documents/package';
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

const year = 2024;
const clock = createClock(`${year}-06-25T09:00:00+08:00`);
let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let local: string;

const label = (zh: string) => ({ zh, en: zh });
const school = (name: string, schoolType: string) => ({
  kind: 'school' as const,
  name,
  schoolType,
  ownership: 'public' as const,
  sectionCode: null,
  schoolCode: null,
  creditCode: null,
  opensOn: '2019-09-01',
  closesOn: null,
  hasHeadStep: false,
});

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
  acting = actingIn(database.services);
});
afterAll(() => database.drop());

describe('the list of types of schools', () => {
  it('is the national one for everybody, published again without a change', async () => {
    const types = await acting.as(world.actors.first, useCases.listUnitTypes, {});
    expect(types.find(({ code }) => code === '211')).toEqual({
      code: '211',
      parent: '2',
      label: { zh: '小学', en: 'Primary school' },
      isHeading: false,
      isOwn: false,
    });
    expect(types.every(({ code, parent }) => parent === null || code.startsWith(parent))).toBe(true);
  });

  it('gets local types from a city and a bureau, each under its own code, seen by itself and below', async () => {
    const { admin, cityAdmin, first } = world.actors;
    const add = (actor: typeof admin, parent: string, name: string) =>
      acting.as(actor, useCases.addUnitType, { parent, label: label(name) });
    local = (await add(admin, '211', '寄宿制小学')).code;
    const cityType = (await add(cityAdmin, '211', '市直小学')).code;
    expect([local, cityType]).toEqual(['211.bureau_1', '211.city_1']);
    const seen = async (actor: typeof admin) =>
      (await acting.as(actor, useCases.listUnitTypes, {}))
        .filter(({ parent }) => parent === '211')
        .map(({ code, isOwn }) => [code, isOwn]);
    expect(await seen(first)).toEqual([
      ['211.bureau_1', true],
      ['211.city_1', false],
    ]);
    expect(await seen(cityAdmin)).toEqual([['211.city_1', true]]);
  });

  it('gets none below a heading or a local type, and no name twice', async () => {
    const add = (parent: string, name: string) =>
      codeOf(acting.as(world.actors.admin, useCases.addUnitType, { parent, label: label(name) }));
    expect(await add('2', '小学校')).toBe('unit_type.parent_unknown');
    expect(await add(local, '寄宿制小学分部')).toBe('unit_type.parent_unknown');
    expect(await add('999', '外星学校')).toBe('unit_type.parent_unknown');
    expect(await add('211', '小学')).toBe('unit_type.name_taken');
  });
});

describe('a school', () => {
  it('is of a type that its line has, and of no mere heading', async () => {
    const create = (schoolType: string) =>
      codeOf(acting.as(world.actors.admin, useCases.createUnit, school(`学校${schoolType}`, schoolType)));
    expect(await create('2')).toBe('unit_type.unknown');
    expect(await create('211.bureau_9')).toBe('unit_type.unknown');
    expect(await create(local)).toBe('no error');
    const unitId = world.unitIds.first;
    const change = { unitId, from: `${year}-01-01`, name: '第一小学', ownership: 'public' as const, sectionCode: null };
    expect(await codeOf(acting.as(world.actors.admin, useCases.changeUnit, { ...change, schoolType: '3' }))).toBe(
      'unit_type.unknown',
    );
    expect(await codeOf(acting.as(world.actors.admin, useCases.changeUnit, { ...change, schoolType: local }))).toBe(
      'no error',
    );
  });
});

describe('a programme that asks for types', () => {
  const asking = (code: string, schoolTypes: readonly string[], children: readonly string[]): ProgrammePackage => {
    const programme: Programme = {
      ...quarterlyProgramme,
      code,
      title: label(`方案${code}`),
      forms: quarterlyProgramme.forms.map((form) => ({ ...form, appliesTo: { kinds: ['school'], schoolTypes } })),
      indicators: quarterlyProgramme.indicators.map((indicator) => ({
        ...indicator,
        children: { schoolTypes: children },
      })),
    };
    return { programme, glossary: [] };
  };
  const bytesOf = (offered: ProgrammePackage) => writePackageArchive(writePackage(offered));

  it('is refused by file and place where its line has no such type', async () => {
    const { refusals } = await acting.as(world.actors.admin, useCases.previewPackage, {
      content: bytesOf(asking('unknown_types', ['2', '219'], ['211.bureau_7'])),
      year,
    });
    expect(refusals).toEqual([
      {
        code: 'definition.unit_type_unknown',
        file: 'forms/safety.json',
        path: '$.appliesTo.schoolTypes[1]',
        params: { code: '219' },
      },
      ...[0, 1, 2].map((place) => ({
        code: 'definition.unit_type_unknown',
        file: 'indicators.json',
        path: `$.indicators[${place}].children.schoolTypes[0]`,
        params: { code: '211.bureau_7' },
      })),
    ]);
  });

  it('by a heading catches every type below it, in assignment and in the roll-up', async () => {
    const { admin, editor, first, second, head } = world.actors;
    const content = bytesOf(asking('asked_types', ['2'], [local]));
    const { offered } = await acting.as(admin, useCases.previewPackage, { content, year });
    await acting.as(admin, useCases.publishPackage, { content, year, hash: offered?.hash ?? '' });
    const programme = 'bureau-asked_types';
    const { expected } = await acting.as(editor, useCases.openCollection, { programme, year, period: 2 });
    // Two of the world's, one of them of a local type by now, and the one added above.
    expect(expected).toBe(3);
    for (const [reporter, count] of [
      [first, '5'],
      [second, '11'],
    ] as const) {
      const submissionId = await acting.formOf(reporter, 'safety');
      const cells = ['letters', 'answered', 'pupils'].map(
        (code) => ({ code, key: '', state: 'value', value: count }) as const,
      );
      await acting.report(reporter, submissionId, cells);
      if (reporter === second) await acting.as(head, useCases.confirmSubmission, { submissionId });
      await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] });
    }
    const { indicators } = await acting.as(editor, useCases.getRollup, { programme, year });
    // The indicator counts the local type alone: one of its two schools has answered.
    expect(indicators.map(({ code, value }) => [code, value?.value, value?.answered, value?.expected])).toEqual([
      ['letters', '5', 1, 2],
      ['pupils', '5', 1, 2],
      ['answered_share', '100', 1, 2],
    ]);
    const pivot = await acting.as(editor, useCases.pivot, {
      programme,
      years: [year],
      measures: [{ element: elementsOf(quarterlyProgramme.forms[0]!)[1]?.code ?? '' }],
      rows: 'unitType',
      columns: 'none',
      units: { schoolTypes: ['2'] },
    });
    // Side by side stand national types: what a bureau tells apart counts under its own.
    expect(pivot.rows.map(({ label: name }) => name?.zh ?? '合计')).toEqual(['小学', '合计']);
    expect(pivot.cells.map(([cell]) => cell?.value)).toEqual(['16', '16']);
  });
});
