import type { Actor } from '@huibao/db';
import { readPackageArchive, writePackageArchive } from '@huibao/documents/package';
import type { FormDefinition, InlineNode, Programme, ReportTemplate } from '@huibao/domain';
import { noAdditions, readAdditions, writeAdditions, type Additions, type OwnWording } from '@huibao/domain/additions';
import {
  addForm,
  changeAt,
  insertAt,
  lensOver,
  partsToGoOn,
  removeForm,
  type CarriedPart,
  type DraftParts,
} from '@huibao/domain/designing';
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishEdition, publishIssue } from '../forms/publish-edition.ts';
import type { Scope } from '../use-case.ts';
import * as useCases from '../use-cases.ts';

// A bureau drafts what it adds to its city's programme, publishes it, reports by it, and takes it into a year in which
// the city says something else.

const year = 2024;
const edition = { programme: 'city-open_quarters', year };
const next = { ...edition, year: year + 1 };
const said = (text: string): InlineNode => ({ type: 'text', text });
const figure = {
  type: 'figure',
  attrs: { id: 'f', indicator: 'letters', format: { style: 'exact' }, unit: '件' },
} as const;
const some = someAdditions('bureau', 'requests');

/** The city's programme, whose only paragraph begins so, and whose sections are free. */
const ofCity = (opening: string): Programme => ({
  ...quarterlyProgramme,
  template: {
    ...quarterlyProgramme.template,
    sections: quarterlyProgramme.template.sections.map((section) => ({
      ...section,
      movable: true as const,
      content: {
        ...section.content,
        content: section.content.content.map((block) => ({ ...block, content: [said(opening), figure] })),
      } as typeof section.content,
    })),
  },
});

let database: TestDatabase;
let world: SmallWorld;
let sister: SmallWorld;
let acting: Acting;
const clock = createClock(`${year}-01-05T09:00:00+08:00`);

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, []);
  sister = await createSmallWorld(database.services, clock, []);
  acting = actingIn(database.services);
  await publishOfCity('全年收到申请', year);
});
afterAll(() => database.drop());

async function publishOfCity(opening: string, of: number, by = publishEdition): Promise<void> {
  const publish = {
    ...useCases.rollEditionsForward,
    run: async (scope: Scope): Promise<{ editionId: string }> =>
      by(scope, { programme: ofCity(opening), glossary: [] }, of),
  };
  await acting.as(world.actors.cityAdmin, publish, { year: of });
}

const admin = (): Actor => world.actors.admin;
const begin = async (from: 'additions' | 'earlier_additions', address: typeof edition): Promise<string> =>
  (await acting.as(admin(), useCases.beginDraft, { from, ...address })).draftId;
const check = (draftId: string) => acting.as(admin(), useCases.checkDraft, { draftId });
const refusalsOf = async (draftId: string): Promise<readonly string[]> =>
  (await check(draftId)).refusals.map(({ code, file, path }) => `${code} ${file} ${path}`);

/** Works on a draft as the designer does: on the programme that it makes with its base. */
async function edit(draftId: string, change: (whole: DraftParts) => DraftParts): Promise<void> {
  const { parts, base } = await acting.as(admin(), useCases.getDraft, { draftId });
  if (!base) throw new Error('a draft of additions has a base');
  const lens = lensOver({ level: base.level, parts: new Map(base.parts.map(({ name, content }) => [name, content])) });
  const own = new Map(parts.map(({ name, content }) => [name, content]));
  const versions = new Map(parts.map(({ name, version }) => [name, version]));
  const sent = [...lens.take(own, change(lens.show(own)))].map(([name, content]) => ({
    name,
    version: versions.get(name) ?? 0,
    content,
  }));
  expect(sent.length).toBeGreaterThan(0);
  expect(await acting.as(admin(), useCases.saveDraft, { draftId, parts: sent })).toMatchObject({ ok: true });
}

const inTemplate =
  (change: (template: ReportTemplate) => ReportTemplate) =>
  (whole: DraftParts): DraftParts =>
    new Map([['template.json', change(whole.get('template.json') as ReportTemplate)]]);

const words = ['sections', 0, 'content', 'content', 0, 'content'];

async function publish(draftId: string): Promise<number> {
  const { refusals, additions } = await check(draftId);
  if (!additions) throw new Error(JSON.stringify(refusals));
  const { hash, no: issueNo } = additions;
  return (await acting.as(admin(), useCases.publishDraft, { draftId, hash, issueNo })).issueNo;
}

describe('a bureau’s additions', () => {
  let draftId: string;

  it('are drafted beside what comes from above, and nothing of that is changed', async () => {
    draftId = await begin('additions', edition);
    expect(await refusalsOf(draftId)).toEqual(['additions.nothing_added additions.json $']);
    const [form] = some.forms;
    await edit(draftId, (whole) => addForm(whole, form as FormDefinition));
    await edit(draftId, (whole) => {
      const head = whole.get('programme.json');
      const indicators = whole.get('indicators.json');
      return new Map([
        ['programme.json', insertAt(head, ['indicatorGroups'], 1, some.indicatorGroups[0])],
        [
          'indicators.json',
          insertAt(insertAt(indicators, ['indicators'], 0, some.indicators[0]), ['indicators'], 4, some.indicators[1]),
        ],
      ]);
    });
    await edit(
      draftId,
      inTemplate((template) => {
        const placed = insertAt(template, ['sections'], 1, some.sections[0]?.section);
        const [first, own, last] = placed.sections;
        if (!first || !own || !last) throw new Error('three sections');
        return changeAt({ ...placed, sections: [last, first, own] }, ['sections', 1, ...words.slice(2)], () => [
          said('我区全年收到申请'),
          figure,
        ]);
      }),
    );
    const [listed] = await acting.as(admin(), useCases.listDrafts, {});
    expect(listed).toMatchObject({ kind: 'additions', code: edition.programme, title: quarterlyProgramme.title, year });
    const { refusals, additions, offered, advice } = await check(draftId);
    expect([refusals, offered]).toEqual([[], null]);
    // The city’s indicators that its report doesn't print are the city’s to think about; the bureau’s own is told.
    expect(advice.map(({ kind, path, params }) => `${kind} ${path} ${params['count']}`)).toEqual([
      'printed_nowhere $.indicators[4] 1',
    ]);
    expect(additions?.changes.map(({ kind, part, code }) => `${kind} ${part} ${code}`)).toEqual([
      'added form bureau_1_drill_form',
      'added element bureau_1_drills',
      'added element bureau_1_drill_pupils',
      'added rule bureau_1_drill_form.nobody_without_drill',
      'added indicator bureau_1_drills_held',
      'added indicator bureau_1_per_drill',
      'changed section requests',
      'added section bureau_1_drill_section',
      'changed order open_quarters',
    ]);
  });

  it('are refused by place where they take away what is asked from above, or move what isn’t free', async () => {
    const before = await edited((template) =>
      changeAt(template, ['sections', 1, ...words.slice(2)], () => [said('略')]),
    );
    expect(before).toEqual(['additions.wording_without_figure report.json $.wordings[0]']);
    const own = [said('我区全年收到申请'), figure];
    expect(await edited((template) => changeAt(template, ['sections', 1, ...words.slice(2)], () => own))).toEqual([]);
    // A part of the other kind of draft is none of this one.
    const strange = { name: 'registers.json', version: 0, content: { sensitiveRegisters: [] } };
    expect(await codeOf(acting.as(admin(), useCases.saveDraft, { draftId, parts: [strange] }))).toBe(
      'package.file_unknown',
    );
  });

  async function edited(change: (template: ReportTemplate) => ReportTemplate): Promise<readonly string[]> {
    await edit(draftId, inTemplate(change));
    return refusalsOf(draftId);
  }

  it('are read, written and published by nobody else', async () => {
    const others = [world.actors.first, world.actors.editor, world.actors.cityAdmin, sister.actors.admin];
    const codes = await Promise.all(
      others.flatMap((actor) => [
        codeOf(acting.as(actor, useCases.getDraft, { draftId })),
        codeOf(acting.as(actor, useCases.exportDraft, { draftId })),
        codeOf(
          acting.as(actor, useCases.saveDraft, {
            draftId,
            parts: [{ name: 'glossary.json', version: 1, content: { terms: [] } }],
          }),
        ),
        codeOf(acting.as(actor, useCases.publishDraft, { draftId, hash: '0'.repeat(64) })),
      ]),
    );
    expect(codes).toEqual(
      ['access.denied', 'access.denied', 'draft.not_found', 'draft.not_found'].flatMap((code) =>
        Array.from({ length: 4 }, () => code),
      ),
    );
    // One's own programme is changed, and a bureau of another line has none of this one's.
    expect(
      await codeOf(acting.as(world.actors.cityAdmin, useCases.beginDraft, { from: 'additions', ...edition })),
    ).toBe('additions.own_programme');
    expect(await codeOf(acting.as(sister.actors.admin, useCases.beginDraft, { from: 'additions', ...edition }))).toBe(
      'programme.not_found',
    );
  });

  it('are published as they were looked at, and stand in the collection, the figures and the report', async () => {
    const { editor, first, reviewer } = world.actors;
    expect(await publish(draftId)).toBe(1);
    expect(await acting.as(admin(), useCases.getDraft, { draftId })).toMatchObject({
      isOpen: false,
      publishedIssueNo: 1,
    });
    clock.set(`${year}-03-25T09:00:00+08:00`);
    const { collectionId } = await acting.as(editor, useCases.openCollection, { ...edition, period: 1 });
    const { forms } = await acting.as(editor, useCases.getBoard, { collectionId });
    expect(forms.map(({ code }) => code)).toEqual(['safety', 'bureau_1_drill_form']);
    await acting.reportAndAccept(first, editor, await acting.formOf(first, 'bureau_1_drill_form'), [
      { code: 'bureau_1_drills', key: '', state: 'value', value: '3' },
    ]);
    const { indicators } = await acting.as(editor, useCases.getRollup, edition);
    expect(indicators.find(({ code }) => code === 'bureau_1_drills_held')?.value).toMatchObject({ value: '3' });
    clock.set(`${year + 1}-01-10T09:00:00+08:00`);
    const { reportId } = await acting.as(editor, useCases.compileReport, edition);
    const { sections } = await acting.as(editor, useCases.getReportView, { reportId });
    expect(sections.map(({ code }) => code)).toEqual(['shortcomings', 'requests', 'bureau_1_drill_section']);
    expect(JSON.stringify(sections[1]?.content)).toContain('我区全年收到申请');
    expect(JSON.stringify(await acting.as(reviewer, useCases.listIndicators, edition))).not.toContain('bureau_1');
  });

  it('go through a draft as the same bytes', async () => {
    const { bytes } = await acting.as(admin(), useCases.exportAdditions, edition);
    const begun = await acting.as(admin(), useCases.beginDraftFromPackage, { content: bytes, year: null });
    expect(begun.refusals).toEqual([]);
    const copies = [begun.draftId ?? '', await begin('additions', edition)];
    for (const copy of copies) {
      const exported = await acting.as(admin(), useCases.exportDraft, { draftId: copy });
      expect(Buffer.compare(exported.bytes, bytes)).toBe(0);
      expect((await check(copy)).additions?.standing).toBe('same');
    }
    expect((await acting.as(admin(), useCases.beginDraftFromPackage, { content: bytes, year })).refusals).toMatchObject(
      [{ code: 'package.not_a_programme' }],
    );
  });
});

describe('in the city’s next year', () => {
  it('own words stand beside what the city says now, until somebody decides', async () => {
    await publishOfCity('本年度共收到申请', year + 1);
    const { left, offered } = await acting.as(admin(), useCases.previewCarriedAdditions, next);
    expect(left).toMatchObject([
      {
        part: 'wording',
        label: { zh: '收到和处理申请情况' },
        refusal: { code: 'additions.wording_moved' },
        wording: { own: '我区全年收到申请〔收到申请〕', now: '本年度共收到申请〔收到申请〕' },
      },
    ]);
    expect(offered.changes.map(({ part, kind }) => `${kind} ${part}`)).not.toContain('changed section');
    const draftId = await begin('earlier_additions', next);
    expect(await refusalsOf(draftId)).toEqual(['additions.wording_moved report.json $.wordings[0]']);
    const { parts } = await acting.as(admin(), useCases.getDraft, { draftId });
    const report = parts.find(({ name }) => name === 'report.json');
    const { wordings = [] } = report?.content as { readonly wordings?: readonly OwnWording[] };
    const kept = wordings.map((wording) => ({ ...wording, over: [said('本年度共收到申请'), figure] }));
    const content = { ...(report?.content as object), wordings: kept };
    await acting.as(admin(), useCases.saveDraft, {
      draftId,
      parts: [{ name: 'report.json', version: report?.version ?? 0, content }],
    });
    expect(await publish(draftId)).toBe(1);
    const { bytes } = await acting.as(admin(), useCases.exportAdditions, next);
    const archive = readPackageArchive(bytes);
    const read = archive.ok ? readAdditions(archive.files) : archive;
    expect(read.ok && read.additions.wordings).toEqual(kept);

    // Within the year the city says something else again: what is published stands, and says so where it is listed.
    const listed = async () =>
      (await acting.as(admin(), useCases.listAdditions, {})).map(({ year: of, wordings: own, movedWordings }) => [
        of,
        own,
        movedWordings,
      ]);
    expect(await listed()).toContainEqual([year + 1, 1, 0]);
    await publishOfCity('全年共收到申请', year + 1, publishIssue);
    expect(await listed()).toContainEqual([year + 1, 1, 1]);
  });

  it('additions made for another content are mended in a draft, not refused at the door', async () => {
    const made: Additions = { base: { ...next, hash: 'a'.repeat(64) }, ...noAdditions, glossary: some.glossary };
    const content = writePackageArchive(writeAdditions(made));
    expect((await acting.as(admin(), useCases.previewAdditions, { content })).refusals[0]?.code).toBe(
      'additions.base_differs',
    );
    const { draftId } = await acting.as(admin(), useCases.beginDraftFromPackage, { content, year: null });
    expect((await refusalsOf(draftId ?? '')).filter((one) => one.startsWith('additions.base'))).toEqual([]);
  });
});

describe('a draft that a colleague closed', () => {
  /** As the page does it: another is begun from what stands, and what the page holds goes there. */
  async function goOn(strandedId: string, held: DraftParts, unsaved: readonly CarriedPart[]): Promise<string> {
    const { publishedIssueNo } = await acting.as(admin(), useCases.getDraft, { draftId: strandedId });
    const draftId = await begin('additions', edition);
    const { parts } = await acting.as(admin(), useCases.getDraft, { draftId });
    const versions = new Map(parts.map(({ name, version }) => [name, version]));
    const sent = partsToGoOn({ held, unsaved }, versions.keys(), publishedIssueNo !== null);
    const saved = await acting.as(admin(), useCases.saveDraft, {
      draftId,
      parts: sent.map(({ name, content }) => ({ name, content, version: versions.get(name) ?? 0 })),
    });
    expect(saved).toMatchObject({ ok: true });
    return draftId;
  }
  const heldIn = async (draftId: string): Promise<DraftParts> =>
    new Map(
      (await acting.as(admin(), useCases.getDraft, { draftId })).parts.map(({ name, content }) => [name, content]),
    );
  const glossary = { name: 'glossary.json', content: { terms: [{ ...some.glossary[0], code: 'bureau_1_more' }] } };

  it('by publishing it: what nobody saved goes on over what was published', async () => {
    const draftId = await begin('additions', edition);
    const held = await heldIn(draftId);
    const { hash = '', no = 0 } = (await check(draftId)).additions ?? {};
    await acting.as(admin(), useCases.publishDraft, { draftId, hash, issueNo: no });
    const after = await heldIn(await goOn(draftId, new Map([...held, [glossary.name, glossary.content]]), [glossary]));
    expect(after).toEqual(new Map([...held, [glossary.name, glossary.content]]));
  });

  it('by discarding it: all of it goes on, and what it had taken out stays out', async () => {
    const draftId = await begin('additions', edition);
    await edit(draftId, (whole) => removeForm(whole, 'bureau_1_drill_form'));
    const held = new Map([...(await heldIn(draftId)), [glossary.name, glossary.content]]);
    await acting.as(admin(), useCases.discardDraft, { draftId });
    const goneOn = await goOn(draftId, held, [glossary]);
    expect(await heldIn(goneOn)).toEqual(held);
    expect((await refusalsOf(goneOn)).filter((one) => one.startsWith('package.'))).toEqual([]);
  });
});
