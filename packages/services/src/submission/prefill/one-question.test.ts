import { withTenant, type Actor } from '@huibao/db';
import type { Cell } from '@huibao/domain';
import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as useCases from '../../use-cases.ts';
import { getSubmission } from '../submission.repository.ts';
import { listStandingElsewhere, readCellsElsewhere } from './elsewhere.repository.ts';

// Two programmes that ship ask some numbers twice, of two sections of one office, one by the term and one by the year.

const year = 2024;
const clock = createClock(`${year}-06-25T09:00:00+08:00`);

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let office: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  acting = actingIn(database.services);
  world = await createSmallWorld(database.services, clock, [year], { hasParts: true });
  const { admin, editor, section } = world.actors;
  const { unitId } = await acting.as(admin, useCases.createUnit, {
    kind: 'section',
    name: '办公室',
    schoolType: null,
    ownership: null,
    sectionCode: 'office',
    schoolCode: null,
    creditCode: null,
    opensOn: '2019-09-01',
    closesOn: null,
    hasHeadStep: false,
  });
  office = { ...section, units: [unitId] };
  for (const part of ['licences', 'penalties', 'disclosure'])
    await acting.as(editor, useCases.switchPart, { programme: 'rule_of_law', year, part, isOn: true });
  for (const code of ['approval', 'enforcement'])
    await acting.as(editor, useCases.answerForSection, { code, unitId: world.unitIds.section });
});
afterAll(() => database.drop());

const open = async (programme: string, period: number) =>
  (await acting.as(world.actors.editor, useCases.openCollection, { programme, year, period })).collectionId;

async function formIn(actor: Actor, collectionId: string, formCode: string): Promise<string> {
  const { terms } = await acting.as(actor, useCases.listTasks, {});
  const forms = terms.find((term) => term.collectionId === collectionId)?.forms ?? [];
  return forms.find((form) => form.formCode === formCode)?.submissionId ?? '';
}

const cell = (code: string, value: string, key = ''): Cell => ({ code, key, state: 'value', value });
const view = (actor: Actor, submissionId: string) => acting.as(actor, useCases.getSubmissionView, { submissionId });
const offered = async (actor: Actor, submissionId: string) =>
  Object.fromEntries((await view(actor, submissionId)).prefills.map(({ code, value }) => [code, value]));
const licences = (teacher: number) => [cell('licence_decisions', String(teacher), 'teacher')];

it('each is offered to whoever comes second, and where it is another number both are told, and nobody is kept', async () => {
  const { editor, section, first } = world.actors;
  const spring = await open('rule_of_law', 1);
  const springForms = {
    licences: await formIn(section, spring, 'licence_work'),
    penalties: await formIn(section, spring, 'penalties'),
    documents: await formIn(section, spring, 'policy_section'),
    requests: await formIn(office, spring, 'disclosure'),
  };
  await acting.report(section, springForms.licences, licences(200));
  await acting.report(section, springForms.penalties, [cell('compulsory_measures', '1')]);
  await acting.report(section, springForms.documents);
  await acting.report(office, springForms.requests, [
    cell('information_requests', '1'),
    cell('information_requests_in_time', '1'),
  ]);

  clock.set(`${year}-12-20T09:00:00+08:00`);
  const autumn = await open('rule_of_law', 2);
  const byYear = await open('open_information', 1);
  const annual = await formIn(office, byYear, 'open_information');
  const autumnLicences = await formIn(section, autumn, 'licence_work');
  // A term is still out.
  expect(await offered(office, annual)).toEqual({});
  await acting.report(section, autumnLicences, licences(100));
  await acting.report(section, await formIn(section, autumn, 'penalties'), [cell('compulsory_measures', '2')]);
  await acting.report(section, await formIn(section, autumn, 'policy_section'));
  // Of another section of the same office, over both terms; a flow is summed, and what stands is the last.
  expect(await offered(office, annual)).toEqual({
    licences: '300',
    penalties: '0',
    coercions: '3',
    issued: '0',
    repealed: '0',
    in_force: '0',
  });
  await acting.as(office, useCases.prefillCells, { submissionId: annual });
  await acting.report(office, annual, [
    cell('licences', '304', 'licence'),
    cell('coercions', '3', 'decided'),
    cell('received', '4', 'person'),
    cell('opened', '4', 'person'),
  ]);

  // The other way round: the year less what the term before told.
  const requests = await formIn(office, autumn, 'disclosure');
  expect(await offered(office, requests)).toEqual({ information_requests: '3' });

  // What differs is told on both sides, to the clerk and to the reviewer, with what the period would hold.
  const ofLicences = { code: 'licence_decisions', value: '104', there: '304' };
  expect((await view(section, autumnLicences)).told.filter(({ code }) => code === 'licence_decisions')).toMatchObject([
    ofLicences,
  ]);
  const reviewed = await acting.as(editor, useCases.getRevision, { submissionId: autumnLicences });
  expect(reviewed.told).toMatchObject([ofLicences]);
  expect((await view(office, annual)).told).toContainEqual(
    expect.objectContaining({ code: 'licences', value: '300', there: '300', keys: ['licence'] }),
  );
  // It keeps nobody: what differs is accepted.
  await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId: autumnLicences, revisionNo: 1 }] });

  // Nobody else reads it, and a section reads of another no more than what is asked twice.
  expect((await view(first, await formIn(first, autumn, 'safety'))).told).toEqual([]);
  await expect(view(office, springForms.licences)).rejects.toMatchObject({ code: 'submission.not_found' });
  const { bureauId: tenantId, unitIds } = world;
  const asked = await withTenant(database.services.db, editor, (trx) => getSubmission(trx, tenantId, annual));
  const found = (actor: Actor, unitId: number) =>
    withTenant(database.services.db, actor, async (trx) => {
      const days = { from: `${year}-01-01`, to: `${year}-12-31` };
      const { length } = await listStandingElsewhere(trx, tenantId, { ...asked, unitId }, days);
      const cells = await readCellsElsewhere(trx, tenantId, { unitId }, springForms.licences, ['licence_decisions']);
      return [length, cells.size, (await sql`select id from submissions`.execute(trx)).rows.length];
    });
  const [forms, , own] = await found(office, asked.unitId);
  expect(forms).toBeGreaterThan(0);
  // Who is confined to a unit asks for that one alone, and is confined again afterwards.
  expect(await found(first, unitIds.section)).toEqual([0, 0, expect.any(Number)]);
  expect(await found(office, unitIds.section)).toEqual([0, 0, own]);
});
