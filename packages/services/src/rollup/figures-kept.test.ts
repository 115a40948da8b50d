import { withTenant } from '@huibao/db';
import { writePackageArchive } from '@huibao/documents/package';
import type { DataElement, IndicatorDefinition, Programme } from '@huibao/domain';
import { writePackage } from '@huibao/domain/package';
import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  quarterlyProgramme,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import * as useCases from '../use-cases.ts';
import { readRollup } from './read-rollup.ts';

// What is kept of figures (decision 90) says the same as what stands, after a change of definitions, and of whom the
// numbers count, by which the public isn't shown few; `figures-move.test.ts` has those of answers and units.

const year = 2024;
const programme = 'city-open_quarters';
const clock = createClock(`${year}-03-25T09:00:00+08:00`);
let database: TestDatabase;
let world: SmallWorld;
/** The same code with a memory of its own, as another process of the api has it. */
let elsewhere: typeof useCases;

beforeAll(async () => {
  vi.resetModules();
  elsewhere = await import('../use-cases.ts');
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
});
afterAll(() => database.drop());

async function publish(changed: Partial<Programme>, of: number): Promise<void> {
  const { as } = actingIn(database.services);
  const { cityAdmin } = world.actors;
  const content = writePackageArchive(writePackage({ glossary: [], programme: { ...quarterlyProgramme, ...changed } }));
  const shown = await as(cityAdmin, useCases.previewPackage, { content, year: of });
  if (!shown.offered) throw new Error(JSON.stringify(shown.refusals));
  await as(cityAdmin, useCases.publishPackage, { content, year: of, hash: shown.offered.hash });
}

/** The year's page: as it stands, and as two processes answer it that have kept what they read before. */
async function pageOf(of: number): ReturnType<typeof readRollup> {
  const { as } = actingIn(database.services);
  const { editor } = world.actors;
  const address = { programme, year: of };
  const asked = await withTenant(database.services.db, editor, (trx) => readRollup({ trx, actor: editor }, address));
  for (const one of [useCases, elsewhere, useCases, elsewhere])
    expect(await as(editor, one.getRollup, address)).toEqual(asked);
  return asked;
}

const elementsAs = (change: (element: DataElement) => DataElement): Partial<Programme> => ({
  forms: quarterlyProgramme.forms.map((form) => ({
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === 'fields' ? { ...block, elements: block.elements.map(change) } : block,
      ),
    })),
  })),
});

it('follows a newer issue, the next year’s edition, and whom numbers count from then on', async () => {
  const { as, formOf, reportAndAccept } = actingIn(database.services);
  const { editor, first } = world.actors;
  const value = (code: string, of: string) => ({ code, key: '', state: 'value' as const, value: of });
  const shown = async (of = year) =>
    (await pageOf(of)).indicators.map(({ code, value, isHidden }) => [code, value?.value ?? null, isHidden]);

  await publish({}, year);
  const { collectionId } = await as(editor, useCases.openCollection, { programme, year, period: 1 });
  expect(await shown()).toContainEqual(['letters', null, false]);
  const answers = [value('pupils', '2'), value('letters', '20'), value('answered', '10')];
  await reportAndAccept(first, editor, await formOf(first, 'safety'), answers);
  expect(await shown()).toEqual([
    ['letters', '20', false],
    ['pupils', '2', false],
    ['answered_share', '50', false],
  ]);

  // A newer issue: another indicator of what is there already.
  const [letters] = quarterlyProgramme.indicators as readonly [IndicatorDefinition];
  const doubled: IndicatorDefinition = {
    ...letters,
    code: 'answered_cases',
    operator: { op: 'total', of: { element: 'answered', take: 'sum' } },
  };
  const indicators = [...quarterlyProgramme.indicators, doubled];
  await publish({ indicators }, year);
  const { seen } = await as(editor, useCases.previewAdoption, { collectionId });
  await as(editor, useCases.adoptIssue, {
    collectionId,
    issueNo: seen.issueNo,
    additions: [...seen.additions],
    returned: [],
  });
  expect(await shown()).toContainEqual(['answered_cases', '10', false]);

  // Next year's: the same numbers count persons, of whom few are hidden, whose share the text prints.
  clock.set(`${year + 1}-03-25T09:00:00+08:00`);
  const ofPersons = elementsAs((element) =>
    element.code === 'pupils' || element.code === 'answered' ? { ...element, countsPersons: true } : element,
  );
  await publish({ indicators, ...ofPersons }, year + 1);
  await as(editor, useCases.openCollection, { programme, year: year + 1, period: 1 });
  await reportAndAccept(first, editor, await formOf(first, 'safety'), [...answers.slice(0, 2), value('answered', '1')]);
  const before = await shown(year + 1);
  expect(before).toEqual([
    ['letters', '20', false],
    ['pupils', '2', true],
    ['answered_share', '5', true],
    ['answered_cases', '1', true],
  ]);
  expect(await shown()).toContainEqual(['pupils', '2', false]);
});
