import { writePackageArchive } from '@huibao/documents/package';
import type { DataElement, FormDefinition, Programme } from '@huibao/domain';
import { writePackage } from '@huibao/domain/package';
import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  crossingProgramme,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as useCases from '../../use-cases.ts';

const year = 2024;
const clock = createClock(`${year}-03-25T09:00:00+08:00`);
const both = (text: string) => ({ zh: text, en: text });
const value = (code: string, said: string) => ({ code, key: '', state: 'value' as const, value: said });

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
beforeAll(async () => {
  database = await createTestDatabase();
  acting = actingIn(database.services);
  world = await createSmallWorld(database.services, clock, [year]);
});
afterAll(() => database.drop());

const source = crossingProgramme;
const [requests] = source.forms;
const asked = (code: string, element: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: both(code),
  type: 'integer',
  flow: 'flow',
  required: false,
  prefilledFrom: { programme: source.code, form: 'safety', element },
  ...more,
});

/** What its questions may be filled in from: the same question, another one, one that isn't there, nor a programme. */
const follow: Programme = {
  ...source,
  code: 'follow_up',
  title: both('依申请公开跟踪'),
  // Its other form is called as the source is: by codes alone they would be mixed.
  forms: [
    requests!,
    {
      ...requests!,
      code: 'follow',
      title: both('跟踪'),
      sections: [
        {
          code: 'follow',
          title: both('跟踪'),
          blocks: [
            {
              kind: 'fields',
              title: both('跟踪'),
              elements: [
                asked('received', 'letters'),
                asked('in_words', 'letters', { type: 'text' }),
                asked('gone', 'nobody'),
                asked('nowhere', 'letters', {
                  prefilledFrom: { programme: 'never_published', form: 'safety', element: 'letters' },
                }),
              ],
            },
          ],
        },
      ],
      rules: [],
    } satisfies FormDefinition,
  ],
};

async function publish(programme: Programme): Promise<void> {
  const content = writePackageArchive(writePackage({ programme, glossary: [] }));
  const shown = await acting.as(world.actors.cityAdmin, useCases.previewPackage, { content, year });
  if (!shown.offered || shown.refusals.length > 0) throw new Error(JSON.stringify(shown.refusals));
  await acting.as(world.actors.cityAdmin, useCases.publishPackage, { content, year, hash: shown.offered.hash });
}

async function open(code: string, period: number): Promise<string> {
  const { collectionId } = await acting.as(world.actors.editor, useCases.openCollection, {
    programme: `city-${code}`,
    year,
    period,
  });
  return collectionId;
}

async function formIn(collectionId: string, formCode: string): Promise<string> {
  const { terms } = await acting.as(world.actors.first, useCases.listTasks, {});
  const forms = terms.find((term) => term.collectionId === collectionId)?.forms ?? [];
  return forms.find((form) => form.formCode === formCode)?.submissionId ?? '';
}

const view = (submissionId: string) => acting.as(world.actors.first, useCases.getSubmissionView, { submissionId });
const prefill = (submissionId: string) => acting.as(world.actors.first, useCases.prefillCells, { submissionId });

it('a cell is filled in from another programme once, with where from, and is the clerk’s own from then on', async () => {
  const { first } = world.actors;
  // Without the programme that it names a form is as any other.
  await publish(follow);
  const submissionId = await formIn(await open('follow_up', 1), 'follow');
  expect((await view(submissionId)).prefills).toEqual([]);
  expect(await prefill(submissionId)).toEqual({ filled: 0 });

  await publish(source);
  const there = await formIn(await open(source.code, 1), 'safety');
  await acting.fill(first, there, [value('letters', '30')]);
  // A draft is nobody's answer.
  expect((await view(submissionId)).prefills).toEqual([]);
  await acting.explainAll(first, there);
  await acting.as(first, useCases.submitSubmission, { submissionId: there });
  const offered = (await view(submissionId)).prefills;
  expect(offered.map(({ code, value: said, from }) => [code, said, from.programme, from.form])).toEqual([
    ['received', '30', source.title, requests!.title],
  ]);

  // Whoever designs finds it by name; a school doesn't ask.
  const sources = await acting.as(world.actors.admin, useCases.listPrefillSources, {});
  expect(sources.map(({ programme, form, element }) => [programme.title, form.number, element.code])).toContainEqual([
    source.title,
    requests!.number,
    'letters',
  ]);

  expect(await prefill(submissionId)).toEqual({ filled: 1 });
  const filled = await view(submissionId);
  expect(filled.prefills).toEqual([]);
  const [cell] = filled.cells.filter(({ code }) => code === 'received');
  expect(cell).toMatchObject({ value: '30', source: 'prefilled' });
  const history = await acting.as(first, useCases.getCellHistory, { submissionId, code: 'received', key: '' });
  const { period } = offered[0]!.from;
  expect(history.changes.map(({ origin }) => origin)).toEqual([
    {
      zh: `${source.title.zh} · ${requests!.title.zh} · ${period.zh}`,
      en: `${source.title.en} · ${requests!.title.en} · ${period.en}`,
    },
  ]);

  // What the clerk says stands, and nothing follows.
  const own = { ...value('received', '31'), version: cell?.version ?? 0 };
  await acting.as(first, useCases.saveCells, { submissionId, source: 'page', cells: [own] });
  expect(await prefill(submissionId)).toEqual({ filled: 0 });
  expect((await view(submissionId)).cells.find(({ code }) => code === 'received')?.value).toBe('31');
});

it('other days and other units are no source', async () => {
  const second = await open('follow_up', 2);
  expect((await view(await formIn(second, 'follow'))).prefills).toEqual([]);
  const { terms } = await acting.as(world.actors.second, useCases.listTasks, {});
  const theirs = terms.flatMap(({ forms }) => forms).filter(({ formCode }) => formCode === 'follow');
  for (const { submissionId } of theirs) {
    const seen = await acting.as(world.actors.second, useCases.getSubmissionView, { submissionId });
    expect(seen.prefills).toEqual([]);
  }
  expect(theirs.length).toBeGreaterThan(0);
});
