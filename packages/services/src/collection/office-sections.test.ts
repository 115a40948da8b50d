import type { Actor } from '@huibao/db';
import type { Cell } from '@huibao/domain';
import {
  actingIn,
  addBelow,
  addPeople,
  addTop,
  addUnits,
  codeOf,
  createClock,
  createTestDatabase,
  issue,
  officeProgramme,
  type Acting,
  type Office,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishEdition } from '../forms/publish-edition.ts';
import type { Scope } from '../use-case.ts';
import * as useCases from '../use-cases.ts';

// A programme that sections alone fill in, once a year: in a district whose sections are cut otherwise than the
// programme says, and in its city's own office.

const year = 2024;
const programme = 'city-disclosure';
const clock = createClock(`${year}-01-05T09:00:00+08:00`);
let database: TestDatabase;
let acting: Acting;
let city: Office;
let district: Office;

const section = (name: string, sectionCode: string | null) => ({
  kind: 'section' as const,
  name,
  schoolType: null,
  ownership: null,
  sectionCode,
  schoolCode: null,
  creditCode: null,
  opensOn: '2019-01-01',
  closesOn: null,
  hasHeadStep: false,
});

const received = (form: string, count: number): Cell => ({
  code: `${form}_received`,
  key: '',
  state: 'value',
  value: String(count),
});

/** Sections of an office by their codes, each with somebody who reports for it. */
async function addSections(
  office: Office,
  names: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, { readonly unitId: number; readonly reporter: Actor }>> {
  const ids = await addUnits(
    database.services,
    office.system,
    Object.entries(names).map(([code, name]) => section(name, code)),
  );
  const people = await addPeople(
    database.services,
    office.tenantId,
    Object.entries(names).map(([code, name]) => ({
      username: `${code}.${office.tenantId}`,
      name,
      role: 'reporter' as const,
      unitId: ids.get(name) ?? 0,
      passwordHash: 'no password',
    })),
    clock.now,
  );
  return new Map(
    Object.entries(names).map(([code, name]) => {
      const reporter = people.get(`${code}.${office.tenantId}`);
      if (!reporter) throw new Error(name);
      return [code, { unitId: ids.get(name) ?? 0, reporter }];
    }),
  );
}

type Sections = Awaited<ReturnType<typeof addSections>>;
let theirs: Sections;
let ours: Sections;

beforeAll(async () => {
  database = await createTestDatabase();
  acting = actingIn(database.services);
  city = await addTop(database.services, clock, '焦作市教育局', 'city', [year]);
  district = await addBelow(database.services, clock, city, '山阳区教育局');
  const publish = {
    ...useCases.rollEditionsForward,
    run: (scope: Scope) => publishEdition(scope, { programme: officeProgramme, glossary: [] }, year),
  };
  await acting.as(city.system, publish, { year });
  theirs = await addSections(district, { office: '办公室', general: '综合法规股' });
  ours = await addSections(city, { office: '市局办公室', legal: '政策法规科' });
  clock.set(`${year}-12-05T09:00:00+08:00`);
});
afterAll(() => database.drop());

const preview = (editor: Actor) => acting.as(editor, useCases.previewCollection, { programme, year, period: 1 });
const formsOf = (found: Awaited<ReturnType<typeof preview>>) => found.forms.map(({ code, units }) => [code, units]);
const rollup = (editor: Actor) => acting.as(editor, useCases.getRollup, { programme, year });

describe('a form that asks for a section which the bureau hasn’t', () => {
  it('is told before anything is opened', async () => {
    const found = await preview(district.editor);
    expect(formsOf(found)).toEqual([
      ['requests', 1],
      ['appeals', 0],
      ['notices', 2],
    ]);
    expect(found.sections.map(({ code, label, unitIds }) => [code, label.zh, unitIds])).toEqual([
      ['office', '办公室', [theirs.get('office')?.unitId]],
      ['legal', '政策法规', []],
    ]);
  });

  it('is asked of the one that the bureau says answers for it, before one whose own code it is', async () => {
    const unitId = theirs.get('general')?.unitId ?? 0;
    await acting.as(district.editor, useCases.answerForSection, { code: 'legal', unitId });
    expect(formsOf(await preview(district.editor))[1]).toEqual(['appeals', 1]);
    // One that was overlooked, or that stands on paper only.
    await acting.as(district.admin, useCases.createUnit, section('法治办', 'legal'));
    const found = await preview(district.editor);
    expect(formsOf(found)).toEqual([
      ['requests', 1],
      ['appeals', 1],
      ['notices', 3],
    ]);
    expect(found.sections[1]).toMatchObject({ unitIds: [unitId], isMapped: true });
    const [asking] = (await acting.as(district.admin, useCases.listAskedSections, {})).filter(
      ({ title }) => title.zh === officeProgramme.title.zh,
    );
    expect(asking?.sections.map(({ code, isMapped }) => [code, isMapped])).toEqual([
      ['office', false],
      ['legal', true],
    ]);
  });

  it('is answered for by open sections of the bureau alone', async () => {
    const root = (await acting.as(district.admin, useCases.getUnits, {})).find(({ kind }) => kind === 'root');
    const answer = (unitId: number) =>
      codeOf(acting.as(district.editor, useCases.answerForSection, { code: 'legal', unitId }));
    expect(await answer(root?.id ?? 0)).toBe('section_answer.unknown');
    expect(await answer(ours.get('legal')?.unitId ?? 0)).toBe('unit.not_found');
  });
});

describe('a collection of sections alone', () => {
  it('is filled in by one person, accepted by another, and rolled up under the code that was asked', async () => {
    const { editor } = district;
    const { expected } = await acting.as(editor, useCases.openCollection, { programme, year, period: 1 });
    expect(expected).toBe(5);
    const general = theirs.get('general')?.reporter ?? editor;
    const appeals = await acting.formOf(general, 'appeals');
    expect((await acting.as(general, useCases.getSubmissionView, { submissionId: appeals })).unit).toMatchObject({
      sectionCode: 'general',
      askedAs: 'legal',
    });
    await acting.report(general, appeals, [received('appeals', 2)]);
    const items = [{ submissionId: appeals, revisionNo: 1 }];
    const both: Actor = { ...general, role: 'bureau_editor', units: null };
    expect(await codeOf(acting.as(both, useCases.acceptSubmissions, { items }))).toBe('submission.own_review');
    await acting.as(editor, useCases.acceptSubmissions, { items });
    const office = theirs.get('office')?.reporter ?? editor;
    await acting.reportAndAccept(office, editor, await acting.formOf(office, 'requests'), [received('requests', 7)]);
    const { indicators } = await rollup(editor);
    expect(
      indicators.map(({ code, value, own }) => [code, value?.value, value?.answered, value?.expected, own]),
    ).toEqual([
      ['requests_received', '7', 1, 1, null],
      ['appeals_received', '2', 1, 1, null],
      ['notices_received', null, 0, 3, null],
    ]);
  });

  it('stays with whom it was asked of, though another answers from now on', async () => {
    const unitId = theirs.get('office')?.unitId ?? 0;
    const { assigned } = await acting.as(district.editor, useCases.answerForSection, { code: 'legal', unitId });
    expect(assigned).toBe(0);
    expect((await rollup(district.editor)).indicators[1]).toMatchObject({ value: { value: '2', expected: 1 } });
  });
});

describe('a city’s own office', () => {
  it('reports by its sections, and their figures stand beside its districts’, in no sum with them', async () => {
    const { editor } = city;
    const { expected } = await acting.as(editor, useCases.openCollection, { programme, year, period: 1 });
    expect(expected).toBe(4);
    const office = ours.get('office')?.reporter ?? editor;
    await acting.reportAndAccept(office, editor, await acting.formOf(office, 'requests'), [received('requests', 40)]);
    expect((await rollup(editor)).indicators[0]).toMatchObject({
      value: { value: null, answered: 0, expected: 1 },
      own: { value: '40', answered: 1, expected: 1 },
    });
    await sendTheirs();
    expect((await rollup(editor)).indicators[0]).toMatchObject({
      value: { value: '7', answered: 1, expected: 1 },
      own: { value: '40', answered: 1, expected: 1 },
    });
    const lineage = (isOwnAlone: boolean) =>
      acting.as(editor, useCases.getLineage, { programme, year, indicator: 'requests_received', isOwnAlone });
    expect((await lineage(false)).rows.map(({ value }) => value)).toEqual(['7']);
    expect((await lineage(true)).rows.map(({ unitName, value }) => [unitName, value])).toEqual([['市局办公室', '40']]);
  });

  it('prints its own figures in its report', async () => {
    const { reportId } = await issue(database.services, city, year, false, programme);
    const view = await acting.as(city.editor, useCases.getReportView, { reportId });
    expect(view.indicators[0]?.value).toMatchObject({ value: '40', answered: 1, expected: 1 });
    expect(view.reach?.bureaus ?? null).toBeNull();
    const { rows } = await acting.as(city.editor, useCases.getReportLineage, {
      reportId,
      indicator: 'requests_received',
    });
    expect(rows.map(({ unitName, value }) => [unitName, value])).toEqual([['市局办公室', '40']]);
  });
});

/** The district's report, sent up and accepted. */
async function sendTheirs(): Promise<void> {
  clock.set(`${year + 1}-01-25T09:00:00+08:00`);
  const { deliveryId } = await issue(database.services, district, year, true, programme);
  await acting.as(city.reviewer, useCases.decideDelivery, { deliveryId: deliveryId ?? '', action: 'accept' });
}
