import { writePackageArchive } from '@huibao/documents/package';
import { elementsWithin, HuibaoError, type FormBlock, type FormDefinition } from '@huibao/domain';
import { writePackage } from '@huibao/domain/package';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  crossingProgramme,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

const year = 2024;
const programme = 'city-open_quarters';
const clock = createClock(`${year}-03-25T09:00:00+08:00`);

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;

const both = (text: string) => ({ zh: text, en: text });
const value = (code: string, said: string) => ({ code, key: '', state: 'value' as const, value: said });

beforeAll(async () => {
  database = await createTestDatabase();
  acting = actingIn(database.services);
});
afterAll(() => database.drop());

const ids = { requests: '', staff: '' };

beforeEach(async () => {
  world = await createSmallWorld(database.services, clock, [year]);
  const content = writePackageArchive(writePackage({ programme: crossingProgramme, glossary: [] }));
  const shown = await acting.as(world.actors.cityAdmin, useCases.previewPackage, { content, year });
  if (!shown.offered) throw new Error(JSON.stringify(shown.refusals));
  const { hash } = shown.offered;
  await acting.as(world.actors.cityAdmin, useCases.publishPackage, { content, year, hash });
  await acting.as(world.actors.editor, useCases.openCollection, { programme, year, period: 1 });
  ids.requests = await acting.formOf(world.actors.first, 'safety');
  ids.staff = await acting.formOf(world.actors.first, 'staff');
});

const answers = {
  requests: (letters: number, answered: number) => [
    value('pupils', '4'),
    value('letters', String(letters)),
    value('answered', String(answered)),
  ],
  staff: (clerks: number) => [value('clerks', String(clerks))],
};

const fill = (which: keyof typeof ids, own: ReturnType<typeof answers.staff>) =>
  acting.fill(world.actors.first, ids[which], own);
const submit = async (which: keyof typeof ids) => {
  await acting.explainAll(world.actors.first, ids[which]);
  return acting.as(world.actors.first, useCases.submitSubmission, { submissionId: ids[which] });
};
const review = (which: keyof typeof ids) =>
  acting.as(world.actors.editor, useCases.getRevision, { submissionId: ids[which] });
const accept = async (which: keyof typeof ids) => {
  const { revision } = await review(which);
  const items = [{ submissionId: ids[which], revisionNo: revision.no }];
  return acting.as(world.actors.editor, useCases.acceptSubmissions, { items });
};
const sendBack = async (which: keyof typeof ids) => {
  const { revision } = await review(which);
  const reviewed = { submissionId: ids[which], revisionNo: revision.no };
  await acting.as(world.actors.editor, useCases.returnSubmission, { ...reviewed, reason: '请核对', comments: [] });
};
const valuesOf = (cells: readonly { code: string; value: string }[]) =>
  Object.fromEntries(cells.map(({ code, value: said }) => [code, said]));

describe('a rule across forms', () => {
  it.each([
    ['requests', 'staff'],
    ['staff', 'requests'],
  ] as const)('is judged by whichever is submitted last (%s, then %s)', async (before, after) => {
    await fill('requests', answers.requests(30, 25));
    await fill('staff', answers.staff(2));
    expect(await codeOf(submit(before))).toBe('no error');
    const refused = before === 'requests' ? 'submission.has_errors' : 'submission.contradicts_form';
    const error: unknown = await submit(after).catch((thrown: unknown) => thrown);
    if (!(error instanceof HuibaoError)) throw error;
    expect(error.code).toBe(refused);
    // Of the form that stands it says which, and which rule.
    if (refused === 'submission.contradicts_form')
      expect(error.params.reasons).toEqual([{ code: 'staff', place: both('人员'), text: both('每人答复不超过10件') }]);
    await fill(after, after === 'staff' ? answers.staff(3) : answers.requests(30, 20));
    expect(await codeOf(submit(after))).toBe('no error');
  });

  it('judges alike when both are submitted at once: one goes first, and the other sees it', async () => {
    await fill('requests', answers.requests(30, 25));
    await fill('staff', answers.staff(2));
    await acting.explainAll(world.actors.first, ids.staff);
    const submits = (['requests', 'staff'] as const).map((which) =>
      codeOf(acting.as(world.actors.first, useCases.submitSubmission, { submissionId: ids[which] })),
    );
    const codes = await Promise.all(submits);
    expect(codes.filter((code) => code === 'no error')).toHaveLength(1);
    expect(['submission.has_errors', 'submission.contradicts_form']).toEqual(
      expect.arrayContaining(codes.filter((code) => code !== 'no error')),
    );
  });
});

describe('a rule that a later issue adds', () => {
  it('is refused to a form that goes by the issue before, too, at its own submit', async () => {
    const { first, editor, cityAdmin } = world.actors;
    const [requests, staff] = crossingProgramme.forms;
    if (!requests || !staff) throw new Error('the programme has two forms');
    const [section] = staff.sections;
    const clerks = section!.blocks.map((block) => ({ ...block, elements: elementsWithin(block).slice(0, 1) }));
    const apart = { ...staff, sections: [{ ...section!, blocks: clerks as FormBlock[] }], rules: [] };
    const publish = async (forms: readonly FormDefinition[]) => {
      const content = writePackageArchive(
        writePackage({
          programme: { ...crossingProgramme, code: 'apart', title: both('两张表'), forms },
          glossary: [],
        }),
      );
      const shown = await acting.as(cityAdmin, useCases.previewPackage, { content, year });
      if (!shown.offered || shown.refusals.length > 0) throw new Error(JSON.stringify(shown.refusals));
      const { hash, issueNo } = shown.offered;
      await acting.as(cityAdmin, useCases.publishPackage, { content, year, hash, issueNo });
    };
    await publish([requests, apart]);
    const opened = { programme: 'city-apart', year, period: 1 };
    const { collectionId } = await acting.as(editor, useCases.openCollection, opened);
    const { terms } = await acting.as(first, useCases.listTasks, {});
    const forms = terms.find((term) => term.collectionId === collectionId)?.forms ?? [];
    ids.requests = forms.find(({ formCode }) => formCode === 'safety')?.submissionId ?? '';
    ids.staff = forms.find(({ formCode }) => formCode === 'staff')?.submissionId ?? '';
    await fill('requests', answers.requests(30, 20));
    await submit('requests');
    await publish([requests, { ...apart, rules: staff.rules.slice(0, 1) }]);
    await acting.as(editor, useCases.adoptIssue, { collectionId, issueNo: 2, returned: [] });
    await sendBack('requests');
    await fill('staff', answers.staff(2));
    expect(await codeOf(submit('staff'))).toBe('no error');
    await fill('requests', answers.requests(30, 25));
    expect(await codeOf(submit('requests'))).toBe('submission.contradicts_form');
    await fill('requests', answers.requests(30, 20));
    expect(await codeOf(submit('requests'))).toBe('no error');
  });
});

describe('a cell from another form', () => {
  it('is locked, shows what stands there, and makes no fact', async () => {
    await fill('requests', answers.requests(30, 20));
    await fill('staff', answers.staff(5));
    const { others } = await acting.as(world.actors.first, useCases.getSubmissionView, { submissionId: ids.staff });
    expect(
      others.map(({ form, state, cells, draft }) => [form.code, state, cells, valuesOf(draft ?? []).letters]),
    ).toEqual([['safety', 'draft', null, '30']]);
    const typed = {
      submissionId: ids.staff,
      source: 'page' as const,
      cells: [{ ...value('requests_received', '1'), version: 0 }],
    };
    const { refused } = await acting.as(world.actors.first, useCases.saveCells, typed);
    expect(refused).toMatchObject([{ code: 'requests_received', error: 'cell.locked' }]);
    await submit('requests');
    await submit('staff');
    expect(valuesOf((await review('staff')).cells)).toMatchObject({
      requests_received: '30',
      unanswered: '10',
      spare: '1',
    });
    await accept('staff');
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const { rows: facts } = await owner.query<{ code: string }>(
      `select d.code from facts f join data_elements d on d.id = f.element_id
       where f.tenant_id = $1 and d.code in ('clerks', 'requests_received', 'unanswered', 'spare')`,
      [world.bureauId],
    );
    await owner.end();
    expect(facts).toEqual([{ code: 'clerks' }]);
  });
});

describe('what was read of another form', () => {
  it('is frozen; what changes of it waits for a reviewer who has seen that', async () => {
    await fill('requests', answers.requests(30, 20));
    await fill('staff', answers.staff(5));
    await submit('requests');
    await submit('staff');
    expect((await review('staff')).reads).toMatchObject([
      { formCode: 'safety', readNo: 1, standingNo: 1, changes: [] },
    ]);
    await sendBack('requests');
    const returned = await review('staff');
    expect(returned.reads).toMatchObject([{ readNo: 1, standingNo: null, state: 'returned', isAcknowledged: false }]);
    expect(await codeOf(accept('staff'))).toBe('submission.read_has_moved');

    const acknowledge = async (revisionId: string | null) =>
      codeOf(
        acting.as(world.actors.editor, useCases.acknowledgeReads, {
          submissionId: ids.staff,
          revisionNo: returned.revision.no,
          seen: [{ formCode: 'safety', revisionId }],
        }),
      );
    await fill('requests', answers.requests(40, 20));
    await submit('requests');
    // What was shown is no longer what stands.
    expect(await acknowledge(null)).toBe('submission.changed_since');
    const resubmitted = await review('staff');
    expect(resubmitted.reads[0]?.changes).toMatchObject([
      { cell: 'letters', before: { value: '30' }, after: { value: '40' } },
    ]);
    expect(resubmitted.brokenNow).toEqual([]);
    expect(await acknowledge(resubmitted.reads[0]?.standingId ?? null)).toBe('no error');
    expect((await review('staff')).reads).toMatchObject([{ isAcknowledged: true }]);
    expect(await codeOf(accept('staff'))).toBe('no error');
  });

  it('that comes back as it was needs no word', async () => {
    await fill('requests', answers.requests(30, 20));
    await fill('staff', answers.staff(5));
    await submit('requests');
    await submit('staff');
    await sendBack('requests');
    // Its rules are read with what it was judged by, whatever stands meanwhile.
    expect((await review('staff')).judged).toEqual([
      {
        rule: 'clerks_many',
        reading: { zh: '“unanswered”不大于5', en: '“unanswered” is at most 5' },
        failing: [{ option: null, row: null, values: [{ of: both('“unanswered”'), value: both('10') }] }],
        more: 0,
      },
    ]);
    await submit('requests');
    expect(await codeOf(accept('staff'))).toBe('no error');
  });

  it('may be that nothing stood: what is submitted later is to be seen', async () => {
    await fill('staff', answers.staff(5));
    await submit('staff');
    await fill('requests', answers.requests(30, 20));
    await submit('requests');
    const { reads, brokenNow } = await review('staff');
    expect(reads[0]).toMatchObject({ readNo: null, standingNo: 1 });
    expect(brokenNow.map(({ message }) => message)).toEqual([both('未答复过多')]);
    expect(brokenNow[0]?.judged?.failing[0]?.values).toEqual([{ of: both('“unanswered”'), value: both('10') }]);
    expect(await codeOf(accept('staff'))).toBe('submission.read_has_moved');
    expect(await codeOf(accept('requests'))).toBe('no error');
  });
});
