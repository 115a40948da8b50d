import { writePackageArchive } from '@huibao/documents/package';
import type { BlockNode, SectionContent, TemplateSection } from '@huibao/domain';
import { writeAdditions, readAdditions } from '@huibao/domain/additions';
import { readPackageArchive } from '@huibao/documents/package';
import { writePackage, type ProgrammePackage } from '@huibao/domain/package';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  quarterlyProgramme,
  signInTurn,
  someAdditions,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

// A report goes by what it was begun with until its drafter takes what stands by now, and keeps what was written.

const year = 2024;
const address = { programme: 'city-open_quarters', year };
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

const paragraph = (id: string, text: string): BlockNode => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
});
const prose = (...blocks: readonly BlockNode[]): SectionContent => ({ type: 'doc', version: 2, content: blocks });
const section = (code: string, heading: string, ...blocks: readonly BlockNode[]): TemplateSection => ({
  code,
  heading,
  level: 1,
  numbering: 'auto',
  required: false,
  guidance: { zh: '写', en: 'Write' },
  content: prose(...blocks),
});

const withSections = (...sections: readonly TemplateSection[]): ProgrammePackage => ({
  glossary: [],
  programme: { ...quarterlyProgramme, template: { ...quarterlyProgramme.template, sections } },
});

const first = withSections(
  section('requests', '申请情况', paragraph('a', '甲'), paragraph('b', '乙'), paragraph('c', '丙')),
  section('old', '旧章', paragraph('o', '旧文')),
  section('older', '更旧', paragraph('p', '更旧文')),
);
const second = withSections(
  section('requests', '收到申请情况', paragraph('a', '甲二'), paragraph('n', '新段'), paragraph('b', '乙二')),
  section('new', '新章', paragraph('x', '新文')),
);

async function publish(offered: ProgrammePackage): Promise<void> {
  const content = writePackageArchive(writePackage(offered));
  const shown = await acting.as(world.actors.cityAdmin, useCases.previewPackage, { content, year });
  if (shown.refusals.length > 0 || !shown.offered) throw new Error(JSON.stringify(shown.refusals));
  await acting.as(world.actors.cityAdmin, useCases.publishPackage, { content, year, hash: shown.offered.hash });
}

async function add(): Promise<void> {
  const { admin } = world.actors;
  const archive = readPackageArchive((await acting.as(admin, useCases.exportAdditions, address)).bytes);
  const read = archive.ok ? readAdditions(archive.files) : archive;
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  const parts = { ...read.additions, ...someAdditions('bureau', 'new') };
  const content = writePackageArchive(writeAdditions(parts));
  const { offered, refusals } = await acting.as(admin, useCases.previewAdditions, { content });
  expect(refusals).toEqual([]);
  await acting.as(admin, useCases.publishAdditions, { content, hash: offered?.hash ?? '' });
}

const textOf = ({ content }: SectionContent): string =>
  JSON.stringify(content)
    .match(/"text":"[^"]*"/g)
    ?.map((one) => one.slice(8, -1))
    .join('') ?? '';

it('is said, shown and taken; own words stay, and nothing is taken once it left drafting', async () => {
  const { editor, checker, issuer } = world.actors;
  await publish(first);
  const { collectionId } = await acting.as(editor, useCases.openCollection, { ...address, period: 1 });
  const { reportId } = await acting.as(editor, useCases.compileReport, address);
  const view = () => acting.as(editor, useCases.getReportView, { reportId });
  const texts = async () => (await view()).sections.map(({ heading, content }) => [heading, textOf(content)]);
  const save = async (code: string, content: SectionContent): Promise<void> => {
    const version = (await view()).sections.find((one) => one.code === code)?.version ?? 0;
    await acting.as(editor, useCases.saveSection, { reportId, code, version, content });
  };
  await save('requests', prose(paragraph('a', '甲'), paragraph('b', '自写'), paragraph('mine', '另写')));
  await save('older', prose(paragraph('p', '改写')));
  expect((await view()).newer).toEqual([]);
  await publish(second);
  // A report goes by what the bureau adopted for its collections.
  expect((await view()).newer).toEqual([]);
  const { seen: issues } = await acting.as(editor, useCases.previewAdoption, { collectionId });
  await acting.as(editor, useCases.adoptIssue, {
    collectionId,
    issueNo: issues.issueNo,
    additions: [...issues.additions],
    returned: [],
  });
  await add();
  expect((await view()).newer).toEqual([
    { level: null, from: 1, to: 2 },
    { level: 'bureau', from: null, to: 1 },
  ]);
  const before = await texts();
  const { seen, sections, indicators } = await acting.as(editor, useCases.previewTemplate, { reportId });
  expect(
    sections.map(({ code, standing, added, reworded, kept, removed, owned }) => ({
      [code]: [standing, added, reworded, kept, removed, owned],
    })),
  ).toEqual([
    { requests: ['stays', 1, 1, 1, 0, 0] },
    { old: ['goes', 0, 0, 0, 1, 0] },
    { older: ['goes', 0, 0, 0, 0, 1] },
    { new: ['comes', 0, 0, 0, 0, 0] },
    { bureau_1_drill_section: ['comes', 0, 0, 0, 0, 0] },
  ]);
  expect(indicators).toEqual([]);
  expect(await texts()).toEqual(before);
  const stale = { reportId, issueNo: 1, additions: [] };
  expect(await codeOf(acting.as(editor, useCases.takeTemplate, stale))).toBe('report.template_moved_on');
  const taken = { reportId, issueNo: seen.issueNo, additions: [...seen.additions] };
  await acting.as(editor, useCases.takeTemplate, taken);
  expect(await texts()).toEqual([
    ['一、收到申请情况', '甲二新段自写另写'],
    // Without words it isn't printed.
    ['旧章', ''],
    ['二、更旧', '改写'],
    ['三、新章', '新文'],
    ['（一）应急演练开展情况', '全年组织应急演练。'],
  ]);
  expect((await view()).newer).toEqual([]);
  expect(await codeOf(acting.as(editor, useCases.takeTemplate, taken))).toBe('report.template_taken');

  await publish({
    ...second,
    glossary: [{ code: 't', term: { zh: '词', en: 'Term' }, meaning: { zh: '义', en: 'It' } }],
  });
  await signInTurn(database.services, [editor, checker, issuer], reportId);
  expect((await view()).newer).toEqual([]);
  expect(await codeOf(acting.as(editor, useCases.takeTemplate, taken))).toBe('report.wrong_state');
});
