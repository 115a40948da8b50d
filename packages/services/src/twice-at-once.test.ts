import { fileOf } from '@huibao/documents/streamed-file';
import { HuibaoError } from '@huibao/domain';
import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  signInTurn,
  smallestPng,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as useCases from './use-cases.ts';

// What several do at one moment is done, or refused by its code: nobody is told of PostgreSQL's unique keys.

const clock = createClock('2024-06-25T09:00:00+08:00');
const edition = { programme: 'rule_of_law', year: 2024 };
let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2023, 2024]);
  acting = actingIn(database.services);
  await acting.as(world.actors.editor, useCases.openCollection, { ...edition, period: 1 });
});
afterAll(() => database.drop());

/** Four at once; how each of them ended, in the order of the alphabet. */
async function atOnce(work: (n: number) => Promise<unknown>): Promise<readonly string[]> {
  const ends = await Promise.allSettled([0, 1, 2, 3].map((n) => work(n)));
  return ends
    .map((end) => {
      if (end.status === 'fulfilled') return 'done';
      if (end.reason instanceof HuibaoError) return end.reason.code;
      throw end.reason;
    })
    .sort();
}

const onceBut = (code: string) => [...Array.from({ length: 3 }, () => code), 'done'].sort();
const twiceBut = (code: string) => [code, code, 'done', 'done'].sort();
const always = Array.from({ length: 4 }, () => 'done');

const traits = { schoolType: '211', ownership: 'public', sectionCode: null } as const;
const school = (name: string) => ({
  kind: 'school' as const,
  name,
  ...traits,
  schoolCode: null,
  creditCode: null,
  opensOn: '2020-09-01',
  closesOn: null,
  hasHeadStep: false,
});
const addUnit = (name: string) => acting.as(world.actors.admin, useCases.createUnit, school(name));
const rename = (unitId: number, name: string) =>
  acting.as(world.actors.admin, useCases.changeUnit, { unitId, from: '2024-06-25', name, ...traits });
const addPerson = (username: string) =>
  acting.as(world.actors.admin, useCases.createAccount, {
    username,
    name: '李某',
    unitId: world.unitIds.first,
    role: 'reporter',
  });
const saveGroup = (code: string | null, name: string) =>
  acting.as(world.actors.admin, useCases.saveUnitGroup, { code, name, unitIds: [world.unitIds.first] });
const addBureau = (shortName: string, suffixPart: string) => (n: number) =>
  acting.as(world.actors.cityAdmin, useCases.createBureau, {
    name: `${shortName}教育局之${n}`,
    shortName,
    divisionCode: null,
    sectionWord: '股室',
    suffixPart: suffixPart + n,
    opensOn: '2024-01-01',
    admin: { username: 'admin', name: '李' },
    securityOfficer: { username: 'security', name: '王' },
  });
const definition = {
  group: 'bullying',
  label: { zh: '发信', en: 'Letters' },
  unit: { zh: '封', en: 'letters' },
  operator: { op: 'total', of: { element: 'letters', take: 'sum' } },
  children: { kinds: ['school'] },
  decimals: 0,
  coverageFloor: '0.9',
  format: { style: 'exact' },
  comparable: true,
  moreIsBetter: null,
} as const;

it('a name is given to one', async () => {
  const { admin, editor } = world.actors;
  expect(await atOnce(() => addUnit('同名小学'))).toEqual(onceBut('unit.name_taken'));
  expect(await atOnce(() => addPerson('same'))).toEqual(onceBut('account.username_taken'));
  expect(await atOnce(() => saveGroup(null, '一组'))).toEqual(onceBut('unit_group.name_taken'));
  const label = { zh: '寄宿小学', en: 'Boarding' };
  const addType = () => acting.as(admin, useCases.addUnitType, { parent: '211', label });
  expect(await atOnce(addType)).toEqual(onceBut('unit_type.name_taken'));
  const addIndicator = () =>
    acting.as(editor, useCases.saveIndicator, { ...edition, code: null, version: null, definition });
  expect(await atOnce(addIndicator)).toEqual(onceBut('indicator.label_taken'));
  const view = { programme: edition.programme, years: [2024], measures: [{ indicator: 'letters' }] };
  const saveView = () =>
    acting.as(editor, useCases.saveView, {
      name: '一表',
      isShared: true,
      definition: { ...view, rows: 'unit', columns: 'term' },
    });
  expect(await atOnce(saveView)).toEqual(onceBut('analysis.view_name_taken'));
});

it('whether it is made or renamed', async () => {
  const [a, b, c] = [await addUnit('甲小学'), await addUnit('乙小学'), await addUnit('丙小学')];
  // Said again of the one that has it, it is no other name.
  expect(await atOnce((n) => rename(n % 2 === 0 ? a.unitId : b.unitId, '丁小学'))).toEqual(twiceBut('unit.name_taken'));
  const either = await atOnce((n) => (n % 2 === 0 ? addUnit('戊小学') : rename(c.unitId, '戊小学')));
  expect([onceBut('unit.name_taken'), twiceBut('unit.name_taken')]).toContainEqual(either);
  const [d, e] = [await saveGroup(null, '甲组'), await saveGroup(null, '乙组')];
  expect(await atOnce((n) => saveGroup(n % 2 === 0 ? d.code : e.code, '丙组'))).toEqual(
    twiceBut('unit_group.name_taken'),
  );
});

it('a bureau isn’t called as another, or as one of its city’s own sections', async () => {
  expect(await atOnce(addBureau('甲区', 'jia'))).toEqual(onceBut('unit.name_taken'));
  const section = { ...school('法治科'), kind: 'section' as const, schoolType: null, ownership: null };
  await acting.as(world.actors.cityAdmin, useCases.createUnit, { ...section, sectionCode: 'policy' });
  expect(await atOnce(addBureau('法治科', 'fa'))).toEqual(Array.from({ length: 4 }, () => 'unit.name_taken'));
});

it('a form is saved, explained, submitted and decided once', async () => {
  const { first, editor } = world.actors;
  const submissionId = await acting.formOf(first, 'safety');
  const cell = { code: 'letters', key: '', state: 'value' as const, value: '1', version: 0 };
  const save = () => acting.as(first, useCases.saveCells, { submissionId, source: 'page', cells: [cell] });
  expect(await atOnce(save)).toEqual(always);
  const name = '照片.png';
  const attach = () => acting.as(first, useCases.attachFile, { submissionId, name, content: fileOf(smallestPng()) });
  expect(await atOnce(attach)).toEqual(always);
  await acting.fill(first, submissionId);
  expect(await atOnce(() => acting.explainAll(first, submissionId))).toEqual(always);
  const submit = () => acting.as(first, useCases.submitSubmission, { submissionId });
  expect(await atOnce(submit)).toEqual(onceBut('submission.already_submitted'));
  const decide = (n: number): Promise<unknown> =>
    n % 2 === 0
      ? acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] })
      : acting.as(editor, useCases.returnSubmission, { submissionId, revisionNo: 1, reason: '请核对', comments: [] });
  expect(await atOnce(decide)).toEqual(onceBut('submission.wrong_state'));
});

it('a report is compiled, numbered, sent, published, received and corrected once, and two have two numbers', async () => {
  clock.set('2025-01-20T09:00:00+08:00');
  const { editor, checker, issuer, reviewer } = world.actors;
  expect(await atOnce(() => acting.as(editor, useCases.compileReport, edition))).toEqual(onceBut('report.exists'));
  const { programme, year } = edition;
  await acting.as(editor, useCases.compileReport, { programme, year: year - 1 });
  const { reports } = await acting.as(editor, useCases.listReports, { programme });
  const ids = reports.map(({ id }) => id);
  for (const id of ids) await signInTurn(database.services, [editor, checker, issuer], id);
  const each = (work: (reportId: string) => Promise<unknown>) => atOnce((n) => work(ids[n % 2] ?? ''));

  const number = (reportId: string) => acting.as(editor, useCases.numberReport, { reportId, sequence: null });
  expect(await each(number)).toEqual(twiceBut('report.wrong_state'));
  const numbered = await acting.as(editor, useCases.listReports, { programme });
  expect(numbered.reports.map((report) => report.number).sort()).toEqual(['山教〔2025〕1号', '山教〔2025〕2号']);
  const send = (reportId: string) => acting.as(editor, useCases.sendReport, { reportId });
  expect(await each(send)).toEqual(twiceBut('report.already_sent'));
  const publish = (reportId: string) => acting.as(editor, useCases.publishReport, { reportId });
  expect(await each(publish)).toEqual(twiceBut('report.already_published'));
  const { districts } = await acting.as(reviewer, useCases.listDistricts, edition);
  const deliveryId = districts[0]?.deliveries[0]?.id ?? '';
  const decide = (n: number) =>
    n % 2 === 0
      ? acting.as(reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' })
      : acting.as(reviewer, useCases.decideDelivery, { deliveryId, action: 'return', reason: '请补正' });
  expect(await atOnce(decide)).toEqual(onceBut('delivery.already_decided'));
  const correct = () => acting.as(editor, useCases.correctReport, { reportId: ids[0] ?? '', reason: '更正' });
  expect(await atOnce(correct)).toEqual(onceBut('report.exists'));
});
