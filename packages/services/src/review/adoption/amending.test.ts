import { writePackageArchive } from '@huibao/documents/package';
import { elementsOf, type DataElement, type FormDefinition, type Programme } from '@huibao/domain';
import { writePackage, type ProgrammePackage } from '@huibao/domain/package';
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
import * as useCases from '../../use-cases.ts';

const year = 2024;
const programme = 'city-open_quarters';
const clock = createClock(`${year}-03-25T09:00:00+08:00`);

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
  acting = actingIn(database.services);
});
afterAll(() => database.drop());

const both = (text: string) => ({ zh: text, en: text });

const element = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: both(code),
  type: 'integer',
  flow: 'flow',
  required: true,
  min: '0',
  ...more,
});

const first: ProgrammePackage = { programme: quarterlyProgramme, glossary: [] };

const total = (code: string): Programme['indicators'][number] => ({
  ...quarterlyProgramme.indicators[0]!,
  code,
  label: both(code),
  operator: { op: 'total', of: { element: code, take: 'sum' } },
});

/** `answered` isn't asked any more, nor its rule; `visits` is, and may be left empty. */
const second: ProgrammePackage = {
  glossary: [],
  programme: {
    ...quarterlyProgramme,
    indicators: [...quarterlyProgramme.indicators, total('visits')],
    forms: quarterlyProgramme.forms.map((form): FormDefinition => {
      const [section] = form.sections;
      const [block] = section?.blocks ?? [];
      if (!section || block?.kind !== 'fields') throw new Error('the form has one block of fields');
      const isRetired = ({ code }: DataElement): boolean => code === 'answered';
      return {
        ...form,
        rules: [],
        sections: [
          {
            ...section,
            blocks: [
              {
                ...block,
                elements: [
                  ...block.elements.filter((one) => !isRetired(one)),
                  element('visits', { required: false, label: { zh: '走访', en: 'Visits' } }),
                ],
              },
            ],
          },
        ],
        retired: [{ ...block, elements: block.elements.filter(isRetired) }],
      };
    }),
  },
};

/** It asks `answered` again, beside the visits. */
const third: ProgrammePackage = {
  ...second,
  programme: {
    ...second.programme,
    forms: second.programme.forms.map(({ retired = [], ...form }) => ({
      ...form,
      sections: form.sections.map((section) => ({ ...section, blocks: [...section.blocks, ...retired] })),
    })),
  },
};

async function publish(offered: ProgrammePackage) {
  const content = writePackageArchive(writePackage(offered));
  const shown = await acting.as(world.actors.cityAdmin, useCases.previewPackage, { content, year });
  if (shown.refusals.length > 0 || !shown.offered) throw new Error(JSON.stringify(shown.refusals));
  const { hash } = shown.offered;
  await acting.as(world.actors.cityAdmin, useCases.publishPackage, { content, year, hash });
  return shown.offered;
}

const value = (code: string, said: string) => ({ code, key: '', state: 'value' as const, value: said });

async function figures(): Promise<Record<string, string>> {
  const { indicators } = await acting.as(world.actors.editor, useCases.getRollup, { programme, year });
  return Object.fromEntries(
    indicators.map(({ code, value: figure }) => [
      code,
      `${figure?.value ?? '—'} ${figure?.answered ?? 0}/${figure?.expected ?? 0}`,
    ]),
  );
}

describe('a programme amended while it is filled in', () => {
  let collectionId: string;
  let accepted: string;
  let draft: string;

  beforeAll(async () => {
    await publish(first);
    const opened = await acting.as(world.actors.editor, useCases.openCollection, { programme, year, period: 1 });
    collectionId = opened.collectionId;
    accepted = await acting.formOf(world.actors.first, 'safety');
    draft = await acting.formOf(world.actors.second, 'safety');
    await acting.reportAndAccept(world.actors.first, world.actors.editor, accepted, [
      value('pupils', '900'),
      value('letters', '12'),
      value('answered', '9'),
    ]);
    await acting.fill(world.actors.second, draft, [
      value('pupils', '500'),
      value('letters', '7'),
      value('answered', '3'),
    ]);
  });

  it('is published as the next issue of its year, which says what changes', async () => {
    const offered = await publish(second);
    expect(offered).toMatchObject({ standing: 'amends', issueNo: 2, comparedYear: year });
    expect(offered.changes).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ part: 'element', kind: 'added', code: 'visits' }),
        expect.objectContaining({ part: 'element', kind: 'retired', code: 'answered' }),
        expect.objectContaining({ part: 'indicator', kind: 'added', code: 'visits' }),
      ]),
    );
  });

  it('is refused by its place where it does more than add, reword, relax or retire', async () => {
    const tightened = second.programme.forms.map((form) => ({
      ...form,
      sections: form.sections.map((section) => ({
        ...section,
        blocks: section.blocks.map((block) =>
          block.kind === 'fields'
            ? { ...block, elements: block.elements.map((one) => (one.code === 'pupils' ? { ...one, max: '9' } : one)) }
            : block,
        ),
      })),
    }));
    const files = writePackage({ ...second, programme: { ...second.programme, forms: tightened } });
    const content = writePackageArchive(files);
    const { refusals, offered } = await acting.as(world.actors.cityAdmin, useCases.previewPackage, { content, year });
    expect(refusals).toEqual([
      {
        code: 'amendment.element_tightened',
        file: 'forms/safety.json',
        path: '$.sections[0].blocks[0].elements[0].max',
        params: { code: 'pupils' },
      },
    ]);
    const sent = { content, year, hash: offered?.hash ?? '' };
    expect(await codeOf(acting.as(world.actors.cityAdmin, useCases.publishPackage, sent))).toBe('package.refused');
  });

  it('changes nothing until it is adopted', async () => {
    const view = await acting.as(world.actors.second, useCases.getSubmissionView, { submissionId: draft });
    expect(view).toMatchObject({ issueNo: 1, parked: [], amended: null });
    expect(await figures()).toEqual({ letters: '12 1/2', pupils: '900 1/2', answered_share: '75 1/2' });
  });

  it('shows the bureau what its adoption would do, and does nothing yet', async () => {
    const shown = await acting.as(world.actors.editor, useCases.previewAdoption, { collectionId });
    expect(shown).toMatchObject({
      newer: [{ level: null, from: 1, to: 2 }],
      seen: { issueNo: 2, additions: [] },
      added: 0,
      returned: [],
      forms: [
        {
          code: 'safety',
          isNew: false,
          gained: [{ code: 'visits' }],
          lost: [{ code: 'answered' }],
          changed: [],
          drafts: 1,
          parked: 1,
          standing: 1,
        },
      ],
      readers: [{ element: { zh: '已答复' }, indicator: { zh: '答复率' } }],
    });
    expect(shown.figures).toMatchObject([
      { code: 'answered_share', before: { answered: 1, expected: 2 }, after: { answered: 1, expected: 1 } },
      { code: 'visits', before: null, after: { answered: 0, expected: 1 } },
    ]);
    const view = await acting.as(world.actors.second, useCases.getSubmissionView, { submissionId: draft });
    expect(view.issueNo).toBe(1);
  });

  it('moves drafts and nothing else; what they held and aren’t asked any more is set aside', async () => {
    await acting.as(world.actors.editor, useCases.adoptIssue, { collectionId, issueNo: 2, returned: [] });
    const view = await acting.as(world.actors.second, useCases.getSubmissionView, { submissionId: draft });
    expect(view).toMatchObject({
      issueNo: 2,
      amended: { gained: [{ code: 'visits' }], lost: [{ code: 'answered' }] },
      parked: [{ code: 'answered', value: '3', label: { zh: '已答复' }, isAskedAgain: false }],
    });
    expect(view.cells.filter((cell) => cell.state === 'value').map((cell) => cell.code)).not.toContain('answered');
    const theirs = await acting.as(world.actors.first, useCases.getSubmissionView, { submissionId: accepted });
    expect(theirs).toMatchObject({ issueNo: 1, state: 'accepted', parked: [], amended: null });
    expect(await acting.as(world.actors.second, useCases.listNotices, {})).toMatchObject([
      { kind: 'amended', params: { gained: 1, lost: 1, parked: 1 } },
    ]);
  });

  it('counts as owed what the pinned issue asks: nobody is missing what they were never asked', async () => {
    // Of two schools one goes by the first issue, which asks no visits, one by the second, which asks no answers.
    expect(await figures()).toEqual({
      letters: '12 1/2',
      pupils: '900 1/2',
      answered_share: '75 1/1',
      visits: '— 0/1',
    });
    const { editor, head, second: reporter } = world.actors;
    await acting.report(reporter, draft, [value('pupils', '500'), value('letters', '7'), value('visits', '4')]);
    await acting.as(head, useCases.confirmSubmission, { submissionId: draft });
    await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId: draft, revisionNo: 1 }] });
    expect(await figures()).toEqual({
      letters: '19 2/2',
      pupils: '1400 2/2',
      answered_share: '75 1/1',
      visits: '4 1/1',
    });
  });

  it('opens a figure to those who were asked, and nobody is listed as missing what they weren’t', async () => {
    const reporters = async (indicator: string) => {
      const lineage = await acting.as(world.actors.editor, useCases.getLineage, { programme, year, indicator });
      return lineage.reporters.map(({ unitName, answered, owed }) => [unitName, answered, owed]);
    };
    expect(await reporters('visits')).toEqual([['第二小学', 1, 1]]);
    expect(await reporters('answered_share')).toEqual([['第一小学', 1, 1]]);
    expect(await reporters('letters')).toEqual([
      ['第一小学', 1, 1],
      ['第二小学', 1, 1],
    ]);
  });

  it('shows each revision by the form that it was made on', async () => {
    const codesOf = async (submissionId: string) => {
      const { form } = await acting.as(world.actors.editor, useCases.getRevision, { submissionId });
      return elementsOf(form).map(({ code }) => code);
    };
    expect(await codesOf(accepted)).toContain('answered');
    expect(await codesOf(draft)).toContain('visits');
    expect(await codesOf(draft)).not.toContain('answered');
  });

  it('keeps what is saved late against the older form, beside the form that has no such cell', async () => {
    // A window that has been open since before the amendment: the form came back meanwhile.
    const { first: reporter, editor } = world.actors;
    await acting.as(editor, useCases.reopenSubmission, { submissionId: accepted, revisionNo: 1, reason: '来电更正' });
    await acting.as(editor, useCases.adoptIssue, { collectionId, issueNo: 2, returned: [accepted] });
    const saved = await acting.as(reporter, useCases.saveCells, {
      submissionId: accepted,
      source: 'page',
      issueNo: 1,
      cells: [
        { ...value('letters', '13'), version: 1 },
        { ...value('answered', '11'), version: 1 },
        { ...value('nothing', '1'), version: 0 },
      ],
    });
    expect(saved).toMatchObject({
      issueNo: 2,
      saved: [{ code: 'letters' }],
      parked: [{ code: 'answered' }],
      refused: [{ code: 'nothing', error: 'cell.unknown' }],
    });
    const { parked, cells } = await acting.as(reporter, useCases.getSubmissionView, { submissionId: accepted });
    // What was adopted away, and what came late.
    expect(parked.map((cell) => [cell.code, cell.value])).toEqual([
      ['answered', '9'],
      ['answered', '11'],
    ]);
    expect(cells.find((cell) => cell.code === 'letters')?.value).toBe('13');
  });

  it('lets nobody submit a form that they haven’t seen', async () => {
    const submit = { submissionId: accepted, issueNo: 1 };
    expect(await codeOf(acting.as(world.actors.first, useCases.submitSubmission, submit))).toBe(
      'submission.form_changed',
    );
  });

  it('gives back what was set aside where it is asked again, and only into an empty cell', async () => {
    const { first: reporter, editor } = world.actors;
    const restore = (ids: string[]) =>
      acting.as(reporter, useCases.restoreParkedCells, { submissionId: accepted, ids });
    const before = await acting.as(reporter, useCases.getSubmissionView, { submissionId: accepted });
    expect(await codeOf(restore([before.parked[0]!.id]))).toBe('submission.parked_unplaced');
    await publish(third);
    await acting.as(editor, useCases.adoptIssue, { collectionId, issueNo: 3, returned: [accepted] });
    const { parked } = await acting.as(reporter, useCases.getSubmissionView, { submissionId: accepted });
    expect(parked.map((cell) => cell.isAskedAgain)).toEqual([true, true]);
    await restore([parked[1]!.id]);
    expect(await codeOf(restore([parked[0]!.id]))).toBe('submission.parked_over');
    const after = await acting.as(reporter, useCases.getSubmissionView, { submissionId: accepted });
    expect(after.cells.find((cell) => cell.code === 'answered')?.value).toBe('11');
    expect(after.parked.map((cell) => cell.value)).toEqual(['9']);
    expect(await codeOf(restore([parked[1]!.id]))).toBe('submission.parked_not_found');
  });

  it('asks by the newest issue in what is opened from now on, and tells the city who goes by it', async () => {
    clock.set(`${year}-06-25T09:00:00+08:00`);
    await acting.as(world.actors.editor, useCases.openCollection, { programme, year, period: 2 });
    const summer = await acting.formOf(world.actors.first, 'safety');
    const view = await acting.as(world.actors.first, useCases.getSubmissionView, { submissionId: summer });
    expect(view).toMatchObject({ issueNo: 3, amended: null });
    const issues = await acting.as(world.actors.cityAdmin, useCases.listIssues, { programme, year });
    expect(issues.map(({ no, adoptions }) => [no, adoptions.length])).toEqual([
      [3, 2],
      [2, 1],
      [1, 0],
    ]);
  });

  it('is adopted once', async () => {
    expect(
      await codeOf(acting.as(world.actors.editor, useCases.adoptIssue, { collectionId, issueNo: 3, returned: [] })),
    ).toBe('collection.issue_adopted');
    expect(
      await codeOf(acting.as(world.actors.editor, useCases.adoptIssue, { collectionId, issueNo: 2, returned: [] })),
    ).toBe('collection.issue_moved_on');
  });
});
