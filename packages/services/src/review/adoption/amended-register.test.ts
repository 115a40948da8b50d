import { writePackageArchive } from '@huibao/documents/package';
import type { DataElement, FormDefinition } from '@huibao/domain';
import { writePackage, type ProgrammePackage } from '@huibao/domain/package';
import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  quarterlyProgramme,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as useCases from '../../use-cases.ts';

const year = 2024;
const programme = 'city-visits';
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
const column = (code: string, required = false): DataElement => ({
  code,
  label: both(code),
  type: 'text',
  flow: 'flow',
  required,
});

/** A register of visits, whose places are listed; its guests too, once a column asks for them. */
function packageOf(asksGuests: boolean): ProgrammePackage {
  const [indicator] = quarterlyProgramme.indicators;
  const listed = (code: string) => ({
    ...indicator!,
    code,
    label: both(code),
    operator: { op: 'list' as const, of: { element: `visits.${code}` } },
    format: { style: 'list' as const, most: 5 },
  });
  const form = (of: FormDefinition): FormDefinition => ({
    ...of,
    rules: [],
    sections: of.sections.map((section) => ({
      ...section,
      blocks: [
        {
          kind: 'register',
          register: {
            code: 'visits',
            label: both('走访'),
            required: true,
            carriesOver: false,
            columns: [column('place', true), ...(asksGuests ? [column('guest')] : [])],
          },
        },
      ],
    })),
  });
  return {
    glossary: [],
    programme: {
      ...quarterlyProgramme,
      code: 'visits',
      title: both('走访情况'),
      sensitiveRegisters: [],
      forms: quarterlyProgramme.forms.map(form),
      indicators: [listed('place'), ...(asksGuests ? [listed('guest')] : [])],
      template: {
        ...quarterlyProgramme.template,
        sections: quarterlyProgramme.template.sections.map((one) => ({
          ...one,
          content: { type: 'doc', version: 2, content: [] },
        })),
      },
    },
  };
}

async function publish(offered: ProgrammePackage): Promise<void> {
  const content = writePackageArchive(writePackage(offered));
  const shown = await acting.as(world.actors.cityAdmin, useCases.previewPackage, { content, year });
  expect(shown.refusals).toEqual([]);
  const hash = shown.offered?.hash ?? '';
  await acting.as(world.actors.cityAdmin, useCases.publishPackage, { content, year, hash });
}

it('a register that was answered before a column came owes nothing of the column', async () => {
  const { first, second, head, editor } = world.actors;
  await publish(packageOf(false));
  const opened = await acting.as(editor, useCases.openCollection, { programme, year, period: 1 });
  const answer = async (reporter: typeof first, submissionId: string, cells: Readonly<Record<string, string>>) => {
    const key = randomUUID();
    await acting.as(reporter, useCases.saveCells, {
      submissionId,
      source: 'page',
      cells: Object.entries(cells).map(([code, value]) => ({
        code: `visits.${code}`,
        key,
        state: 'value' as const,
        value,
        version: 0,
      })),
    });
    const { state } = await acting.as(reporter, useCases.submitSubmission, { submissionId });
    if (state === 'confirming') await acting.as(head, useCases.confirmSubmission, { submissionId });
    await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] });
  };
  await answer(first, await acting.formOf(first, 'safety'), { place: '东街' });
  await publish(packageOf(true));
  await acting.as(editor, useCases.adoptIssue, { collectionId: opened.collectionId, issueNo: 2, returned: [] });

  const figures = async () => {
    const { indicators } = await acting.as(editor, useCases.getRollup, { programme, year });
    return indicators.map(({ code, value }) => [code, value?.texts, value?.answered, value?.expected]);
  };
  // The first school's answer is of a register that asked for no guests.
  expect(await figures()).toEqual([
    ['place', ['东街'], 1, 2],
    ['guest', [], 0, 1],
  ]);
  await answer(second, await acting.formOf(second, 'safety'), { place: '西街', guest: '王老师' });
  expect(await figures()).toEqual([
    ['place', ['东街', '西街'], 2, 2],
    ['guest', ['王老师'], 1, 1],
  ]);
  const lineage = await acting.as(editor, useCases.getLineage, { programme, year, indicator: 'guest' });
  expect(lineage.rows.map(({ unitName, value }) => [unitName, value])).toEqual([['第二小学', '王老师']]);
  expect(lineage.reporters.map(({ unitName, answered, owed }) => [unitName, answered, owed])).toEqual([
    ['第二小学', 1, 1],
  ]);
});
