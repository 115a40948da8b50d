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

async function open(code: string, period: number, dates = {}): Promise<string> {
  const { collectionId } = await acting.as(world.actors.editor, useCases.openCollection, {
    programme: `city-${code}`,
    year,
    period,
    ...dates,
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

/** A form of these questions, asked of schools. */
const formOf = (code: string, elements: readonly DataElement[]): FormDefinition => ({
  ...requests!,
  code,
  title: both(code),
  sections: [{ code, title: both(code), blocks: [{ kind: 'fields', title: both(code), elements }] }],
  rules: [],
});
const counted = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: both(code),
  type: 'integer',
  flow: 'flow',
  required: false,
  ...more,
});
const [quarter] = source.calendar.periods;
/** Of no figures. */
const plain: Programme = {
  ...source,
  indicators: [],
  template: {
    ...source.template,
    sections: source.template.sections.slice(0, 1).map((section) => ({
      ...section,
      content: { type: 'doc', version: 2, content: [] },
    })),
  },
};
const kinds = {
  code: 'kind',
  label: both('kind'),
  options: [
    { code: 'a', label: both('a') },
    { code: 'b', label: both('b') },
  ],
};

it('a year is filled in from its quarters, a number from its parts, and the last quarter from the year', async () => {
  const { first } = world.actors;
  await publish({
    ...plain,
    code: 'in_quarters',
    title: both('按季'),
    forms: [
      formOf('quarter', [
        counted('by_kind', { dimension: kinds }),
        counted('standing', { flow: 'stock' }),
        counted('late', { min: '0', prefilledFrom: { programme: 'in_year', form: 'told', element: 'asked' } }),
      ]),
    ],
  });
  await publish({
    ...plain,
    code: 'in_year',
    title: both('按年'),
    calendar: { ...source.calendar, periods: [{ ...quarter!, code: 'year' }] },
    forms: [
      formOf('told', [counted('asked', { dimension: kinds })]),
      formOf('whole', [
        counted('total', { prefilledFrom: { programme: 'in_quarters', form: 'quarter', element: 'by_kind' } }),
        counted('left', {
          flow: 'stock',
          prefilledFrom: { programme: 'in_quarters', form: 'quarter', element: 'standing' },
        }),
      ]),
    ],
  });
  const submit = async (submissionId: string, cells: Parameters<Acting['fill']>[2]) => {
    await acting.fill(first, submissionId, cells);
    await acting.as(first, useCases.submitSubmission, { submissionId });
  };
  const ofKind = (code: string, key: string, said: string) => ({ ...value(code, said), key });
  const now = { opensOn: `${year}-03-20`, dueOn: `${year}-04-10`, closesOn: `${year}-04-20` };
  const inYear = await open('in_year', 1, now);
  const [whole, told] = [await formIn(inYear, 'whole'), await formIn(inYear, 'told')];
  const quarters = [];
  for (const period of [1, 2, 3, 4]) quarters.push(await formIn(await open('in_quarters', period, now), 'quarter'));
  const [last = ''] = quarters.slice(-1);
  for (const [index, id] of quarters.slice(0, 3).entries())
    await submit(id, [
      ofKind('by_kind', 'a', '1'),
      ofKind('by_kind', 'b', '2'),
      value('standing', String(index)),
      value('late', '5'),
    ]);
  // A quarter is still out.
  expect((await view(whole)).prefills).toEqual([]);
  expect((await view(last)).prefills).toEqual([]);
  await submit(told, [ofKind('asked', 'a', '18'), ofKind('asked', 'b', '4')]);
  expect((await view(last)).prefills.map(({ code, value: said }) => [code, said])).toEqual([['late', '7']]);
  await prefill(last);
  await submit(last, [ofKind('by_kind', 'a', '0'), ofKind('by_kind', 'b', '3'), value('standing', '9')]);
  const offered = (await view(whole)).prefills;
  expect(offered.map(({ code, value: said }) => [code, said])).toEqual([
    ['total', '12'],
    ['left', '9'],
  ]);
  expect(offered[0]?.from.period.zh.split('、')).toHaveLength(4);
});
