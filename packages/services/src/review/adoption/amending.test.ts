import { writePackageArchive } from '@huibao/documents/package';
import type { DataElement, FormDefinition, Programme } from '@huibao/domain';
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
const programme = 'city-open_information';
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

  it('changes nothing until it is adopted', async () => {
    const view = await acting.as(world.actors.second, useCases.getSubmissionView, { submissionId: draft });
    expect(view).toMatchObject({ issueNo: 1, parked: [], amended: null });
    expect(await figures()).toEqual({ letters: '12 1/2', pupils: '900 1/2', answered_share: '75 1/2' });
  });

  it('shows the bureau what its adoption would do, and does nothing yet', async () => {
    const shown = await acting.as(world.actors.editor, useCases.previewAdoption, { collectionId });
    expect(shown).toMatchObject({
      from: 1,
      to: 2,
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
    await acting
      .reportAndAccept(world.actors.second, world.actors.editor, draft, [value('visits', '4')])
      .catch(async () => {
        const head = world.actors.head;
        await acting.as(head, useCases.confirmSubmission, { submissionId: draft });
        await acting.as(world.actors.editor, useCases.acceptSubmissions, {
          items: [{ submissionId: draft, revisionNo: 1 }],
        });
      });
    const after = await figures();
    expect(after.visits).toBe('4 1/1');
    expect(after.answered_share).toBe('75 1/1');
    expect(after.letters).toMatch(/ 2\/2$/);
  });

  it('is adopted once', async () => {
    expect(
      await codeOf(acting.as(world.actors.editor, useCases.adoptIssue, { collectionId, issueNo: 2, returned: [] })),
    ).toBe('collection.issue_adopted');
  });
});
