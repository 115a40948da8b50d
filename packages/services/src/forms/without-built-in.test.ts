import {
  actingIn,
  addPeople,
  addTop,
  addUnits,
  createClock,
  createTestDatabase,
  issue,
  officeProgramme,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../use-case.ts';
import * as useCases from '../use-cases.ts';
import { publishEdition } from './publish-edition.ts';

// Nothing of the product leans on the programme that ships with it: here it was never published.

const year = 2024;
const programme = 'disclosure';
const clock = createClock(`${year}-12-05T09:00:00+08:00`);
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('a platform with another programme alone', () => {
  it('is collected, rolled up, reported and published by', async () => {
    const { services } = database;
    const acting = actingIn(services);
    const city = await addTop(services, clock, '焦作市教育局', 'city', []);
    const publish = {
      ...useCases.rollEditionsForward,
      run: (scope: Scope) => publishEdition(scope, { programme: officeProgramme, glossary: [] }, year),
    };
    await acting.as(city.system, publish, { year });
    const name = `city-${programme}`;
    expect((await acting.as(city.editor, useCases.listProgrammes, {})).map((one) => one.name)).toEqual([name]);
    const units = await addUnits(services, city.system, [
      {
        kind: 'section',
        name: '办公室',
        schoolType: null,
        ownership: null,
        sectionCode: 'office',
        schoolCode: null,
        creditCode: null,
        opensOn: '2019-01-01',
        closesOn: null,
        hasHeadStep: false,
      },
    ]);
    const person = { username: 'office.alone', name: '李', role: 'reporter', passwordHash: 'no password' } as const;
    const people = await addPeople(
      services,
      city.tenantId,
      [{ ...person, unitId: units.get('办公室') ?? 0 }],
      clock.now,
    );
    const reporter = people.get(person.username) ?? city.editor;
    await acting.as(city.editor, useCases.openCollection, { programme: name, year, period: 1 });
    for (const form of ['requests', 'notices'])
      await acting.reportAndAccept(reporter, city.editor, await acting.formOf(reporter, form), [
        { code: `${form}_received`, key: '', state: 'value', value: '6' },
      ]);
    clock.set(`${year + 1}-01-25T09:00:00+08:00`);
    const { reportId } = await issue(services, city, year, false, name);
    await acting.as(city.editor, useCases.publishReport, { reportId });
    const view = await acting.as(city.editor, useCases.getReportView, { reportId });
    expect([view.state, view.publication === null]).toEqual(['issued', false]);
    expect(view.indicators.map(({ code, value }) => [code, value?.value])).toEqual([
      ['requests_received', '6'],
      ['appeals_received', null],
      ['notices_received', '6'],
    ]);
    const { groups } = await acting.as(city.editor, useCases.listMeasures, { programme: name, year });
    expect(groups.flatMap((group) => group.measures)).toHaveLength(3);
  });
});
