import type { Actor } from '@huibao/db';
import { readPackageArchive, writePackageArchive } from '@huibao/documents/package';
import type { Cell, DataElement, FormDefinition } from '@huibao/domain';
import { readAdditions, writeAdditions, type AddedParts } from '@huibao/domain/additions';
import { writePackage, type ProgrammePackage } from '@huibao/domain/package';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  quarterlyProgramme,
  someAdditions,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as useCases from '../../use-cases.ts';

// What a level adds while a term is open reaches it as an edition's issues do: looked at, adopted, by drafts alone.

const year = 2024;
const edition = { programme: 'rule_of_law', year };
const parts = someAdditions('bureau', 'education');
const clock = createClock(`${year}-02-01T09:00:00+08:00`);

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;

beforeAll(async () => {
  database = await createTestDatabase();
  acting = actingIn(database.services);
});
afterAll(() => database.drop());
beforeEach(async () => {
  clock.set(`${year}-02-01T09:00:00+08:00`);
  world = await createSmallWorld(database.services, clock, [year]);
});

async function add(actor: Actor, changed: Partial<AddedParts>, to = edition): Promise<number> {
  const archive = readPackageArchive((await acting.as(actor, useCases.exportAdditions, to)).bytes);
  const read = archive.ok ? readAdditions(archive.files) : archive;
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  const content = writePackageArchive(writeAdditions({ ...read.additions, ...changed }));
  const { refusals, offered } = await acting.as(actor, useCases.previewAdditions, { content });
  if (refusals.length > 0 || !offered) throw new Error(JSON.stringify(refusals));
  return (await acting.as(actor, useCases.publishAdditions, { content, hash: offered.hash })).no;
}

async function open(): Promise<string> {
  clock.set(`${year}-06-25T09:00:00+08:00`);
  return (await acting.as(world.actors.editor, useCases.openCollection, { ...edition, period: 1 })).collectionId;
}

async function adopt(collectionId: string, returned: string[] = []) {
  const { seen } = await acting.as(world.actors.editor, useCases.previewAdoption, { collectionId });
  const additions = [...seen.additions];
  return acting.as(world.actors.editor, useCases.adoptIssue, { collectionId, ...seen, additions, returned });
}

const injured: DataElement = {
  code: 'bureau_1_injured',
  label: { zh: '受伤人数', en: 'Injured' },
  type: 'integer',
  flow: 'flow',
  required: false,
};

/** The form asks the injured in place of the pupils who took part, whose rule goes with them. */
const amended: Partial<AddedParts> = {
  forms: parts.forms.map((form): FormDefinition => ({
    ...form,
    rules: [],
    sections: form.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === 'fields' ? { ...block, elements: [...block.elements.slice(0, 1), injured] } : block,
      ),
    })),
    retired: form.sections.flatMap((section) =>
      section.blocks.flatMap((block) =>
        block.kind === 'fields' ? [{ ...block, elements: block.elements.slice(1) }] : [],
      ),
    ),
  })),
  indicators: [
    ...parts.indicators,
    {
      ...parts.indicators[0]!,
      code: 'bureau_1_injured_sum',
      label: { zh: '演练受伤人数', en: 'Injured in drills' },
      operator: { op: 'total', of: { element: 'bureau_1_injured', take: 'sum' } },
    },
  ],
};

const value = (code: string, said: number): Cell => ({ code, key: '', state: 'value', value: String(said) });
const answers = (drills: number) => [value('bureau_1_drills', drills), value('bureau_1_drill_pupils', 100 * drills)];

async function figures(): Promise<Record<string, string>> {
  const { indicators } = await acting.as(world.actors.editor, useCases.getRollup, edition);
  return Object.fromEntries(
    indicators
      .filter(({ code }) => code.startsWith('bureau_1'))
      .map(({ code, value: one }) => [code, `${one?.numerator ?? '—'} ${one?.answered ?? 0}/${one?.expected ?? 0}`]),
  );
}

describe('what a bureau adds while a term is open', () => {
  it('waits to be adopted, and brings its form to those who owe it then', async () => {
    const { admin, editor, first } = world.actors;
    const collectionId = await open();
    await add(admin, parts);
    const newer = [{ level: 'bureau', from: null, to: 1 }];
    expect(await acting.as(editor, useCases.getBoard, { collectionId })).toMatchObject({ newer, behind: 0 });
    const listed = await acting.as(editor, useCases.listCollections, { programme: edition.programme });
    expect(listed.collections).toMatchObject([{ isAmended: true }]);
    const todo = async () => JSON.stringify(await acting.as(editor, useCases.getTodo, {})).includes('"adopt"');
    expect(await todo()).toBe(true);

    const shown = await acting.as(editor, useCases.previewAdoption, { collectionId });
    expect(shown).toMatchObject({ newer, added: 2, returned: [] });
    expect(shown.forms.at(-1)).toMatchObject({ code: 'bureau_1_drill_form', isNew: true, drafts: 0, standing: 0 });
    expect(shown.figures.map(({ code, before, after }) => [code, before?.expected, after?.expected])).toEqual([
      ['bureau_1_drills_held', 0, 2],
      ['bureau_1_per_drill', 0, 2],
    ]);
    // Nobody was asked, and what was tried out is undone.
    expect(await figures()).toEqual({ bureau_1_drills_held: '— 0/0', bureau_1_per_drill: '— 0/0' });

    // Only what was looked at is adopted.
    const seen = { collectionId, issueNo: 1, returned: [] };
    expect(await codeOf(acting.as(editor, useCases.adoptIssue, seen))).toBe('collection.issue_moved_on');
    await adopt(collectionId);
    expect(await acting.as(editor, useCases.getBoard, { collectionId })).toMatchObject({ newer: [], behind: 0 });
    expect(await todo()).toBe(false);
    // Whoever owes it is told.
    const form = await acting.formOf(first, 'bureau_1_drill_form');
    expect(await acting.as(first, useCases.listNotices, {})).toMatchObject([
      { kind: 'assigned', href: `/term/${form}`, params: { form: { zh: '应急演练情况' } } },
    ]);
    await acting.reportAndAccept(first, editor, form, answers(3));
    expect(await figures()).toEqual({ bureau_1_drills_held: '3 1/2', bureau_1_per_drill: '300 1/2' });
    expect(await codeOf(adopt(collectionId))).toBe('collection.issue_adopted');
    expect(await codeOf(acting.as(admin, useCases.withdrawAdditions, { ...edition, no: 1 }))).toBe('additions.opened');
  });

  it('is asked of nobody in a period that has closed: nobody could fill it in', async () => {
    const { admin, editor } = world.actors;
    const collectionId = await open();
    await add(admin, parts);
    clock.set(`${year + 1}-06-01T09:00:00+08:00`);
    const { seen, added, figures: changed } = await acting.as(editor, useCases.previewAdoption, { collectionId });
    expect([added, changed]).toEqual([0, []]);
    const done = { collectionId, ...seen, additions: [...seen.additions], returned: [] };
    expect(await acting.as(editor, useCases.adoptIssue, done)).toMatchObject({ added: 0 });
    expect(await figures()).toEqual({ bureau_1_drills_held: '— 0/0', bureau_1_per_drill: '— 0/0' });
  });

  it('moves drafts of its forms and nothing else; N goes by the issue that each was handed in under', async () => {
    const { admin, editor, first, second, head } = world.actors;
    await add(admin, parts);
    const collectionId = await open();
    const accepted = await acting.formOf(first, 'bureau_1_drill_form');
    const draft = await acting.formOf(second, 'bureau_1_drill_form');
    const other = await acting.formOf(second, 'safety');
    await acting.reportAndAccept(first, editor, accepted, answers(3));
    await acting.fill(second, draft, answers(2));
    await add(admin, amended);
    expect(await figures()).toEqual({
      bureau_1_drills_held: '3 1/2',
      bureau_1_per_drill: '300 1/2',
      bureau_1_injured_sum: '— 0/0',
    });
    const shown = await acting.as(editor, useCases.previewAdoption, { collectionId });
    expect(shown.newer).toEqual([{ level: 'bureau', from: 1, to: 2 }]);
    expect(shown.forms.at(-1)).toMatchObject({
      gained: [{ code: 'bureau_1_injured' }],
      lost: [{ code: 'bureau_1_drill_pupils' }],
      drafts: 1,
      parked: 1,
      standing: 1,
    });
    expect(shown.readers).toMatchObject([{ indicator: { zh: '每次演练参加人次' } }]);
    await adopt(collectionId);

    const view = await acting.as(second, useCases.getSubmissionView, { submissionId: draft });
    expect(view).toMatchObject({
      issueNo: 2,
      amended: { gained: [{ code: 'bureau_1_injured' }], lost: [{ code: 'bureau_1_drill_pupils' }] },
      parked: [{ code: 'bureau_1_drill_pupils', value: '200', label: { zh: '参加学生人次' }, isAskedAgain: false }],
    });
    const theirs = await acting.as(first, useCases.getSubmissionView, { submissionId: accepted });
    expect(theirs).toMatchObject({ issueNo: 1, state: 'accepted', parked: [], amended: null });
    const edited = await acting.as(second, useCases.getSubmissionView, { submissionId: other });
    expect(edited).toMatchObject({ issueNo: 1, amended: null });
    expect(await acting.as(second, useCases.listNotices, {})).toMatchObject([
      { kind: 'amended', params: { gained: 1, lost: 1, parked: 1 } },
    ]);

    // A window that has been open since before: what it saves is parked, what it submits isn't taken.
    const late = await acting.as(second, useCases.saveCells, {
      submissionId: draft,
      source: 'page',
      issueNo: 1,
      cells: [{ ...value('bureau_1_drill_pupils', 250), version: 1 }],
    });
    expect(late).toMatchObject({ issueNo: 2, parked: [{ code: 'bureau_1_drill_pupils' }], refused: [] });
    const submit = { submissionId: draft, issueNo: 1 };
    expect(await codeOf(acting.as(second, useCases.submitSubmission, submit))).toBe('submission.form_changed');

    // One was asked for the pupils, the other for the injured; both for the drills.
    expect(await figures()).toEqual({
      bureau_1_drills_held: '3 1/2',
      bureau_1_per_drill: '300 1/1',
      bureau_1_injured_sum: '— 0/1',
    });
    await acting.report(second, draft, [value('bureau_1_drills', 2), value('bureau_1_injured', 1)]);
    await acting.as(head, useCases.confirmSubmission, { submissionId: draft });
    await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId: draft, revisionNo: 1 }] });
    expect(await figures()).toEqual({
      bureau_1_drills_held: '5 2/2',
      bureau_1_per_drill: '300 1/1',
      bureau_1_injured_sum: '1 1/1',
    });
    const { form } = await acting.as(editor, useCases.getRevision, { submissionId: accepted });
    expect(form.rules).toHaveLength(1);

    // What came back goes by the issue that it was handed in under, unless it is chosen.
    const reopen = { submissionId: accepted, revisionNo: 1, reason: '来电更正' };
    await acting.as(editor, useCases.reopenSubmission, reopen);
    expect(await acting.as(editor, useCases.getBoard, { collectionId })).toMatchObject({ newer: [], behind: 1 });
    await adopt(collectionId, [accepted]);
    const moved = await acting.as(first, useCases.getSubmissionView, { submissionId: accepted });
    expect(moved).toMatchObject({ issueNo: 2, state: 'returned', parked: [{ value: '300' }] });
  });

  it('asks a retired form of nobody; what its drafts held is parked whole, and comes back with it', async () => {
    const { admin, editor, first, second } = world.actors;
    const warning = parts.forms.map((form) => ({
      ...form,
      rules: form.rules.map((rule) => ({ ...rule, severity: 'warning' as const })),
    }));
    await add(admin, { ...parts, forms: warning });
    const collectionId = await open();
    const accepted = await acting.formOf(first, 'bureau_1_drill_form');
    const draft = await acting.formOf(second, 'bureau_1_drill_form');
    await acting.reportAndAccept(first, editor, accepted, answers(3));
    await acting.fill(second, draft, answers(2));
    await acting.explainAll(second, draft);
    await add(admin, {
      forms: parts.forms.map((form) => ({
        ...form,
        sections: [],
        rules: [],
        retired: form.sections.flatMap((section) => section.blocks),
      })),
    });
    const shown = await acting.as(editor, useCases.previewAdoption, { collectionId });
    expect(shown.forms.at(-1)).toMatchObject({ isRetired: true, drafts: 1, parked: 2, standing: 1, lost: [{}, {}] });
    await adopt(collectionId);
    const view = () => acting.as(second, useCases.getSubmissionView, { submissionId: draft });
    expect(await view()).toMatchObject({
      state: 'retired',
      parked: [{ isAskedAgain: false }, { isAskedAgain: false }],
      unruled: [{ message: { zh: '没有演练就没有参加人次' }, text: '经核实无误。' }],
    });
    // What was typed offline meanwhile isn't lost.
    const late = await acting.as(second, useCases.saveCells, {
      submissionId: draft,
      source: 'page',
      issueNo: 1,
      cells: [{ ...value('bureau_1_drills', 9), version: 1 }],
    });
    expect(late).toMatchObject({ issueNo: 2, saved: [], refused: [], parked: [{ code: 'bureau_1_drills' }] });
    const submit = { submissionId: draft, issueNo: 2 };
    expect(await codeOf(acting.as(second, useCases.submitSubmission, submit))).toBe('submission.locked');
    const { terms } = await acting.as(second, useCases.listTasks, {});
    expect(terms[0]?.retired).toMatchObject([{ formCode: 'bureau_1_drill_form' }]);
    expect(terms[0]?.forms.some((form) => form.formCode === 'bureau_1_drill_form')).toBe(false);
    const { units } = await acting.as(editor, useCases.getBoard, { collectionId });
    expect(units.filter((unit) => unit.forms.some((form) => form.formCode === 'bureau_1_drill_form'))).toHaveLength(1);
    // Of the other it says why there is nothing: it was asked, and isn’t any more.
    expect(units.flatMap(({ retired }) => retired)).toEqual(['bureau_1_drill_form']);
    // Whoever answered counts, and nobody else is missing.
    expect(await figures()).toEqual({ bureau_1_drills_held: '3 1/1', bureau_1_per_drill: '300 1/1' });

    await add(admin, { forms: warning });
    await adopt(collectionId);
    const { state, parked } = await view();
    expect([state, parked.map((cell) => cell.isAskedAgain && cell.value).toSorted()]).toEqual([
      'draft',
      ['2', '200', '9'],
    ]);
    const ids = parked.filter((cell) => cell.value !== '9').map(({ id }) => id);
    await acting.as(second, useCases.restoreParkedCells, { submissionId: draft, ids });
    expect((await view()).parked).toMatchObject([{ value: '9' }]);
    expect(await figures()).toEqual({ bureau_1_drills_held: '3 1/2', bureau_1_per_drill: '300 1/2' });
  });

  it('tells a city which bureaus go by what it added, and for what', async () => {
    const { cityAdmin, admin, editor } = world.actors;
    await add(admin, parts);
    const collectionId = await open();
    const told = async (actor: Actor) =>
      (await acting.as(actor, useCases.listIssues, edition)).map(({ no, adoptions }) => [
        no,
        adoptions.map(({ name, period }) => [name, period.zh]),
      ]);
    await add(cityAdmin, someAdditions('city', 'education'));
    expect(await told(cityAdmin)).toEqual([[1, []]]);
    expect(await acting.as(editor, useCases.getBoard, { collectionId })).toMatchObject({
      newer: [{ level: 'city', from: null, to: 1 }],
    });
    await adopt(collectionId);
    expect(await told(cityAdmin)).toEqual([[1, [[expect.any(String), expect.any(String)]]]]);
    // Its own are the bureau's own business.
    expect(await told(admin)).toEqual([[1, []]]);
    const { terms } = await acting.as(world.actors.first, useCases.listTasks, {});
    expect(terms[0]?.forms.map((form) => form.formCode).slice(-2)).toEqual([
      'city_1_drill_form',
      'bureau_1_drill_form',
    ]);
  });
});

describe('an amended programme and what is added to it', () => {
  it('are adopted together, by one action', async () => {
    const { cityAdmin, admin, editor, first } = world.actors;
    const address = { programme: 'city-open_quarters', year };
    const publish = async (offered: ProgrammePackage): Promise<void> => {
      const content = writePackageArchive(writePackage(offered));
      const shown = await acting.as(cityAdmin, useCases.previewPackage, { content, year });
      if (shown.refusals.length > 0 || !shown.offered) throw new Error(JSON.stringify(shown.refusals));
      await acting.as(cityAdmin, useCases.publishPackage, { content, year, hash: shown.offered.hash });
    };
    const programme: ProgrammePackage = { programme: quarterlyProgramme, glossary: [] };
    await publish(programme);
    clock.set(`${year}-03-25T09:00:00+08:00`);
    const { collectionId } = await acting.as(editor, useCases.openCollection, { ...address, period: 1 });
    await publish({ ...programme, programme: { ...quarterlyProgramme, forms: relaxed(quarterlyProgramme.forms) } });
    await add(admin, someAdditions('bureau', 'requests'), address);
    const { newer } = await acting.as(editor, useCases.previewAdoption, { collectionId });
    expect(newer).toEqual([
      { level: null, from: 1, to: 2 },
      { level: 'bureau', from: null, to: 1 },
    ]);
    await adopt(collectionId);
    const [asked, added] = [await acting.formOf(first, 'safety'), await acting.formOf(first, 'bureau_1_drill_form')];
    expect(await acting.as(first, useCases.getSubmissionView, { submissionId: asked })).toMatchObject({ issueNo: 2 });
    expect(await acting.as(first, useCases.getSubmissionView, { submissionId: added })).toMatchObject({ issueNo: 1 });
    expect(await acting.as(cityAdmin, useCases.listIssues, address)).toMatchObject([
      { no: 2, adoptions: [{}] },
      { no: 1, adoptions: [] },
    ]);
  });
});

function relaxed(forms: readonly FormDefinition[]): readonly FormDefinition[] {
  return forms.map((form) => ({ ...form, instructions: { zh: '由学校据实填写。', en: 'As it is.' } }));
}
