import { writePackageArchive } from '@huibao/documents/package';
import type { FormDefinition } from '@huibao/domain';
import { writePackage, type ProgrammePackage } from '@huibao/domain/package';
import { samplePackages } from '@huibao/programmes';
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
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

// What a check says beside what it refuses: by place, ticked off one by one for everybody, and told again when it is
// about something else. Next year's programme is told what of this year's is over; a sample, nothing that is wrong.

const year = 2024;
const clock = createClock(`${year}-02-01T09:00:00+08:00`);
const programme = `bureau-${quarterlyProgramme.code}`;
let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
  acting = actingIn(database.services);
  const content = writePackageArchive(writePackage(instructed(`${year}年各校每季度填报。`)));
  const { offered } = await acting.as(world.actors.admin, useCases.previewPackage, { content, year });
  await acting.as(world.actors.admin, useCases.publishPackage, { content, year, hash: offered?.hash ?? '' });
});
afterAll(() => database.drop());

const instructed = (text: string): ProgrammePackage => {
  const [form, ...others] = quarterlyProgramme.forms as readonly [FormDefinition, ...FormDefinition[]];
  const told = { ...form, instructions: { zh: text, en: 'Filled in by schools.' } };
  return { programme: { ...quarterlyProgramme, forms: [told, ...others] }, glossary: [] };
};

const beginNextYear = () =>
  acting.as(world.actors.admin, useCases.beginDraft, { from: 'edition', programme, year, forYear: year + 1 });

it('tells next year’s draft what is over, until it is looked at or said anew', async () => {
  const { admin } = world.actors;
  const { draftId } = await beginNextYear();
  const opened = () => acting.as(admin, useCases.getDraft, { draftId });
  const ranOut = async () =>
    (await acting.as(admin, useCases.checkDraft, { draftId })).advice.filter(({ kind }) => kind === 'year_past');
  expect((await opened()).ranOut).toBe(1);
  const [over] = await ranOut();
  expect(over).toMatchObject({ severity: 'warning', path: '$.instructions.zh', params: { words: `${year}年` } });

  // One ticks it off, and a colleague sees that; both at once are as good as one.
  const tick = (isSeen: boolean) => acting.as(admin, useCases.tickAdvice, { draftId, advice: over?.key ?? '', isSeen });
  await Promise.all([tick(true), tick(true)]);
  expect((await ranOut()).map(({ isSeen }) => isSeen)).toEqual([true]);
  expect((await opened()).ranOut).toBe(0);
  await tick(false);
  expect((await opened()).ranOut).toBe(1);

  // Said anew it is another thing, and is told as such.
  await tick(true);
  const name = over?.file ?? '';
  const part = (await opened()).parts.find((one) => one.name === name);
  const content = { ...(part?.content as FormDefinition), instructions: { zh: `${year}年以来`, en: 'Since then' } };
  await acting.as(admin, useCases.saveDraft, { draftId, parts: [{ name, version: part?.version ?? 0, content }] });
  expect((await ranOut()).map(({ isSeen }) => isSeen)).toEqual([false]);
});

it('keeps nobody from publishing, and asks nothing of a closed draft', async () => {
  const { admin } = world.actors;
  const { draftId } = await beginNextYear();
  const { refusals, offered, advice } = await acting.as(admin, useCases.checkDraft, { draftId });
  expect(refusals).toEqual([]);
  expect(advice.some(({ severity }) => severity === 'warning')).toBe(true);
  await acting.as(admin, useCases.publishDraft, { draftId, hash: offered?.hash ?? '' });
  const late = acting.as(admin, useCases.tickAdvice, { draftId, advice: 'year_past', isSeen: true });
  expect(await codeOf(late)).toBe('draft.closed');
});

it('begins a draft from a sample, which is published as it is and then the level’s own', async () => {
  const { admin } = world.actors;
  const [sample] = samplePackages();
  const listed = async () => (await acting.as(admin, useCases.listSamples, {})).map(({ code }) => code);
  if (!sample) throw new Error('a sample ships with the product');
  const { code } = sample.programme;
  expect(await listed()).toContain(code);
  const { draftId } = await acting.as(admin, useCases.beginDraft, { from: 'sample', year, sample: code });
  const { bytes } = await acting.as(admin, useCases.exportDraft, { draftId });
  expect(Buffer.compare(bytes, writePackageArchive(writePackage(sample)))).toBe(0);
  const { offered, advice } = await acting.as(admin, useCases.checkDraft, { draftId });
  expect(advice.filter(({ severity }) => severity === 'warning')).toEqual([]);
  const { hash = '', issueNo = 0 } = offered ?? {};
  await acting.as(admin, useCases.publishDraft, { draftId, hash, issueNo });
  // Another year goes on from its own.
  expect(await listed()).not.toContain(code);
  const unknown = { from: 'sample', year, sample: 'none_of_that_name' } as const;
  expect(await codeOf(acting.as(admin, useCases.beginDraft, unknown))).toBe('programme.not_found');
});
