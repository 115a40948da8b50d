import { readAsTenant, type Actor } from '@huibao/db';
import { readPackageArchive, writePackageArchive } from '@huibao/documents/package';
import type { FormDefinition } from '@huibao/domain';
import { writePackage, type PackageFiles, type ProgrammePackage } from '@huibao/domain/package';
import { builtInPackage } from '@huibao/programmes';
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
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { platformActor } from '../identity/sessions/actor.repository.ts';
import * as useCases from '../use-cases.ts';

const year = 2024;

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
const clock = createClock(`${year}-02-01T09:00:00+08:00`);

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year], { hasParts: true });
  acting = actingIn(database.services);
});
afterAll(() => database.drop());

let serial = 0;
/** A programme that nobody has published yet. */
let fresh: ProgrammePackage;
beforeEach(() => {
  serial += 1;
  const title = { ...quarterlyProgramme.title, zh: `${quarterlyProgramme.title.zh}${serial}` };
  fresh = { programme: { ...quarterlyProgramme, code: `drafted_${serial}`, title }, glossary: [] };
});

const admin = (): Actor => world.actors.admin;
/** A colleague with the same role. */
const colleague = (): Actor => ({ ...admin(), userId: world.actors.editor.userId });

async function begin(files: PackageFiles = writePackage(fresh), by = admin()): Promise<string> {
  const content = writePackageArchive(files);
  const { draftId, refusals } = await acting.as(by, useCases.beginDraftFromPackage, { content, year });
  if (draftId === null) throw new Error(JSON.stringify(refusals));
  return draftId;
}

const replaced = (name: string, from: string, to: string): PackageFiles => {
  const files = writePackage(fresh);
  return new Map(files).set(
    name,
    (files.get(name) ?? '').replace(from, () => to),
  );
};

const opened = (draftId: string) => acting.as(admin(), useCases.getDraft, { draftId });
const partOf = async (draftId: string, name: string) => {
  const part = (await opened(draftId)).parts.find((one) => one.name === name);
  if (!part) throw new Error(`no part ${name}`);
  return part;
};

interface Sent {
  readonly name: string;
  readonly version: number;
  readonly content: unknown;
}
const save = (draftId: string, parts: readonly Sent[], by = admin()) =>
  acting.as(by, useCases.saveDraft, { draftId, parts: [...parts] });
const check = (draftId: string) => acting.as(admin(), useCases.checkDraft, { draftId });

const term = (code: string) => ({ code, term: { zh: code, en: code }, meaning: { zh: code, en: code } });
const terms = (...codes: readonly string[]) => ({ terms: codes.map(term) });
const glossary = 'glossary.json';
const form = 'forms/safety.json';

/** The only form, with a hint under its title. */
const instructed = (content: unknown, zh: string): FormDefinition => ({
  ...(content as FormDefinition),
  instructions: { zh, en: 'Filled in by schools.' },
});

async function publish(draftId: string, by = admin()) {
  const { offered, refusals } = await check(draftId);
  if (!offered) throw new Error(JSON.stringify(refusals));
  const { hash, issueNo } = offered;
  return acting.as(by, useCases.publishDraft, { draftId, hash, issueNo });
}

describe('a draft of a programme', () => {
  it('of the one that ships with the product, opened and exported unchanged, is the same bytes', async () => {
    const platform = await platformActor(database.services.authDb, clock.now);
    const base = { from: 'edition', programme: 'rule_of_law', year, forYear: year } as const;
    const { draftId } = await acting.as(platform, useCases.beginDraft, base);
    const exported = await acting.as(platform, useCases.exportDraft, { draftId });
    const shipped = writePackageArchive(writePackage(builtInPackage('rule-of-law')));
    expect(exported).toMatchObject({ name: `rule_of_law-${year}.zip`, mediaType: 'application/zip' });
    expect(Buffer.compare(exported.bytes, shipped)).toBe(0);
    expect((await acting.as(platform, useCases.checkDraft, { draftId })).offered).toMatchObject({ standing: 'same' });
  });

  it('begun from nothing lacks a form, and is told so by place', async () => {
    const title = { zh: '校园安全年报', en: 'Safety at school' };
    const begun = { from: 'nothing', year, code: `safety_${serial}`, title } as const;
    const { draftId } = await acting.as(admin(), useCases.beginDraft, begun);
    const { refusals, offered } = await check(draftId);
    expect(refusals.map(({ code, file, path }) => `${code} ${file} ${path}`)).toEqual([
      'package.too_little programme.json $.forms',
    ]);
    expect(offered).toBeNull();
    expect(await codeOf(acting.as(admin(), useCases.exportDraft, { draftId }))).toBe('package.refused');
    const listed = await acting.as(colleague(), useCases.listDrafts, {});
    expect(listed[0]).toEqual({
      id: draftId,
      year,
      code: begun.code,
      title,
      by: 'manager',
      at: clock.now().toISOString(),
    });
    expect((await partOf(draftId, 'template.json')).content).toMatchObject({
      upwardTitle: [expect.any(String), '校园安全年报的情况报告'],
    });
  });

  it('begun from a package that can’t be published is mended there', async () => {
    const draftId = await begin(replaced(form, 'answered <= letters', 'answered <= nothing'));
    const { refusals } = await check(draftId);
    expect(refusals.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'definition.expression_unknown_name forms/safety.json',
    ]);
    const { content, version } = await partOf(draftId, form);
    const right = JSON.parse(JSON.stringify(content).replace('answered <= nothing', 'answered <= letters')) as unknown;
    await save(draftId, [{ name: form, version, content: right }]);
    expect((await check(draftId)).refusals).toEqual([]);
  });

  it('isn’t begun from what is no package', async () => {
    const broken = new Map(writePackage(fresh)).set(form, '{ "code": ');
    const content = writePackageArchive(broken);
    const { draftId, refusals } = await acting.as(admin(), useCases.beginDraftFromPackage, { content, year });
    expect([draftId, refusals.map((one) => one.code)]).toEqual([null, ['package.malformed']]);
  });

  it('isn’t begun from a programme from above: that is added to', async () => {
    const base = { from: 'edition', programme: 'rule_of_law', year, forYear: year } as const;
    expect(await codeOf(acting.as(admin(), useCases.beginDraft, base))).toBe('draft.inherited');
  });

  it('is nobody’s who works at a unit, whatever they ask', async () => {
    await begin();
    const rowsFor = (actor: Actor) =>
      readAsTenant(database.services.db, actor, async (trx) => {
        const drafts = await trx.selectFrom('programme_drafts').select('id').execute();
        const parts = await trx.selectFrom('draft_parts').select('name').execute();
        return drafts.length * parts.length;
      });
    expect(await rowsFor(admin())).toBeGreaterThan(0);
    for (const who of ['first', 'section', 'head', 'reviewer'] as const)
      expect(await rowsFor(world.actors[who])).toBe(0);
  });
});

describe('what is saved', () => {
  it('is all of the parts or none, and a conflict says whose, when, and both texts', async () => {
    const draftId = await begin();
    const before = await partOf(draftId, form);
    clock.advance(60_000);
    await save(draftId, [{ name: form, version: 1, content: instructed(before.content, '同事写的。') }], colleague());
    const mine = instructed(before.content, '我写的。');
    const sent = [
      { name: glossary, version: 1, content: terms('case') },
      { name: form, version: 1, content: mine },
    ];
    expect(await save(draftId, sent)).toEqual({
      ok: false,
      conflicts: [
        {
          theirs: {
            name: form,
            version: 2,
            by: 'editor',
            userId: colleague().userId,
            at: clock.now().toISOString(),
            content: instructed(before.content, '同事写的。'),
          },
          yours: mine,
          isOwn: false,
        },
      ],
    });
    expect((await partOf(draftId, glossary)).content).toEqual(terms());
    expect(
      await save(
        draftId,
        sent.map((part) => (part.name === form ? { ...part, version: 2 } : part)),
      ),
    ).toEqual({
      ok: true,
      savedAt: clock.now().toISOString(),
      versions: [
        { name: glossary, version: 2 },
        { name: form, version: 3 },
      ],
    });
  });

  it('tells a conflict with oneself, in another window', async () => {
    const draftId = await begin();
    const glossary = (term: string) => {
      const text = { zh: term, en: term };
      return { terms: [{ code: term, term: text, meaning: text }] };
    };
    const save = (term: string, version: number) =>
      acting.as(admin(), useCases.saveDraft, {
        draftId,
        parts: [{ name: 'glossary.json', version, content: glossary(term) }],
      });
    await save('one', 1);
    expect(await save('two', 1)).toMatchObject({ ok: false, conflicts: [{ isOwn: true }] });
  });

  it('by two at once is one’s, and the other is told', async () => {
    const draftId = await begin();
    const answers = await Promise.all([
      save(draftId, [{ name: glossary, version: 1, content: terms('one') }]),
      save(draftId, [{ name: glossary, version: 1, content: terms('other') }], colleague()),
    ]);
    expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true]);
  });

  it('again finds its own earlier save, when the answer was lost', async () => {
    const draftId = await begin();
    const sent = [{ name: glossary, version: 1, content: terms('case') }];
    const first = await save(draftId, sent);
    expect(await save(draftId, sent)).toEqual(first);
  });

  it('has a version for each person and some minutes, each of which can be had back', async () => {
    const draftId = await begin();
    const versions = async () => {
      const asked = { draftId, name: glossary };
      const listed = await acting.as(admin(), useCases.listPartVersions, asked);
      return listed.versions.map(({ version, by }) => `${version} ${by}`);
    };
    await save(draftId, [{ name: glossary, version: 1, content: terms('a') }]);
    await save(draftId, [{ name: glossary, version: 2, content: terms('a', 'b') }]);
    expect(await versions()).toEqual(['3 manager', '1 manager']);
    await save(draftId, [{ name: glossary, version: 3, content: terms('c') }], colleague());
    clock.advance(6 * 60_000);
    await save(draftId, [{ name: glossary, version: 4, content: terms('c', 'd') }], colleague());
    expect(await versions()).toEqual(['5 editor', '4 editor', '3 manager', '1 manager']);
    const restore = (restored: number, version: number) =>
      acting.as(admin(), useCases.restorePart, { draftId, name: glossary, restored, version });
    expect(await restore(3, 4)).toMatchObject({ ok: false });
    expect(await codeOf(restore(2, 5))).toBe('draft.version_not_found');
    expect(await restore(3, 5)).toMatchObject({ ok: true, content: terms('a', 'b') });
    expect(await versions()).toEqual(['6 manager', '5 editor', '4 editor', '3 manager', '1 manager']);
  });

  it('takes a form out and brings another in together with the list of forms', async () => {
    const draftId = await begin();
    const [head, before] = [await partOf(draftId, 'programme.json'), await partOf(draftId, form)];
    const renamed = { ...(before.content as FormDefinition), code: 'requests' };
    await save(draftId, [
      { name: 'programme.json', version: 1, content: { ...(head.content as object), forms: ['requests'] } },
      { name: form, version: 1, content: null },
      { name: 'forms/requests.json', version: 0, content: renamed },
    ]);
    expect((await opened(draftId)).parts.map((part) => part.name)).not.toContain(form);
    expect((await check(draftId)).refusals).toEqual([]);
    // What a colleague has taken out meanwhile is a conflict too.
    const late = [{ name: form, version: 1, content: instructed(before.content, '改') }];
    expect(await save(draftId, late, colleague())).toMatchObject({
      ok: false,
      conflicts: [{ theirs: { content: null } }],
    });
  });

  it.each<[string, Sent, string]>([
    ['a part that no package has', { name: 'evil.json', version: 0, content: {} }, 'package.file_unknown'],
    ['a part that every package has, taken out', { name: glossary, version: 1, content: null }, 'package.wrong_type'],
    ['another shape', { name: glossary, version: 1, content: { terms: 1 } }, 'package.wrong_type'],
    ['a key of nobody’s', { name: glossary, version: 1, content: { terms: [], owner: 1 } }, 'package.key_unknown'],
    [
      'a key of the prototype',
      { name: glossary, version: 1, content: JSON.parse('{ "terms": [], "__proto__": {} }') as unknown },
      'package.key_unknown',
    ],
    [
      'more than a package may hold',
      { name: glossary, version: 1, content: terms('x'.repeat(2 * 1024 ** 2)) },
      'package.too_large',
    ],
  ])('isn’t %s', async (_title, sent, code) => {
    const draftId = await begin();
    expect(await codeOf(save(draftId, [sent]))).toBe(code);
    expect((await partOf(draftId, glossary)).version).toBe(1);
  });

  it('may be unfinished: a text that is missing, a list that is empty, a code that is none yet', async () => {
    const draftId = await begin();
    const unfinished = { terms: [{ code: '', term: { zh: '', en: '' }, meaning: { zh: '', en: '' } }] };
    expect(await save(draftId, [{ name: glossary, version: 1, content: unfinished }])).toMatchObject({ ok: true });
    const { refusals } = await check(draftId);
    expect(refusals.map(({ code, path }) => `${code} ${path}`)).toContain('package.too_little $.terms[0].term.en');
  });
});

describe('a draft that is published', () => {
  it('is what was checked, as an upload of it would be, and is over', async () => {
    const draftId = await begin();
    const { hash } = (await check(draftId)).offered ?? { hash: '' };
    await save(draftId, [{ name: glossary, version: 1, content: terms('case') }], colleague());
    expect(await codeOf(acting.as(admin(), useCases.publishDraft, { draftId, hash }))).toBe('package.changed_since');
    expect(await publish(draftId)).toMatchObject({ code: fresh.programme.code, year, issueNo: 1 });
    const asked = { programme: `bureau-${fresh.programme.code}`, year };
    const { bytes } = await acting.as(admin(), useCases.exportPackage, asked);
    const read = readPackageArchive(bytes);
    expect(read.ok && read.files.get(glossary)).toContain('"case"');
    expect(await codeOf(save(draftId, [{ name: glossary, version: 2, content: terms() }]))).toBe('draft.closed');
    expect((await acting.as(admin(), useCases.listDrafts, {})).map((one) => one.id)).not.toContain(draftId);
    expect(await opened(draftId)).toMatchObject({ isOpen: false, publishedIssueNo: 1 });
  });

  it('goes on from there: the year’s next issue, and another year’s', async () => {
    await publish(await begin());
    const base = { from: 'edition', programme: `bureau-${fresh.programme.code}`, year } as const;
    const amending = await acting.as(admin(), useCases.beginDraft, { ...base, forYear: year });
    const { content } = await partOf(amending.draftId, form);
    await save(amending.draftId, [{ name: form, version: 1, content: instructed(content, '由学校逐月填写。') }]);
    expect((await check(amending.draftId)).offered).toMatchObject({
      standing: 'amends',
      issueNo: 2,
      changes: [{ part: 'form', kind: 'changed', code: 'safety' }],
    });
    expect(await publish(amending.draftId)).toMatchObject({ issueNo: 2 });
    const next = await acting.as(admin(), useCases.beginDraft, { ...base, forYear: year + 1 });
    expect((await check(next.draftId)).offered).toMatchObject({ standing: 'later', issueNo: 1, comparedYear: year });
  });

  it('of a year that somebody amended in the meantime is looked at again', async () => {
    await publish(await begin());
    const base = { from: 'edition', programme: `bureau-${fresh.programme.code}`, year, forYear: year } as const;
    const [mine, theirs] = [
      await acting.as(admin(), useCases.beginDraft, base),
      await acting.as(colleague(), useCases.beginDraft, base),
    ];
    for (const { draftId } of [mine, theirs])
      await save(draftId, [{ name: glossary, version: 1, content: terms(draftId === mine.draftId ? 'm' : 't') }]);
    const { hash, issueNo = 0 } = (await check(mine.draftId)).offered ?? { hash: '' };
    await publish(theirs.draftId, colleague());
    const late = { draftId: mine.draftId, hash, issueNo };
    expect(await codeOf(acting.as(admin(), useCases.publishDraft, late))).toBe('package.changed_since');
  });

  it('isn’t one that was discarded', async () => {
    const draftId = await begin();
    const { hash } = (await check(draftId)).offered ?? { hash: '' };
    await acting.as(admin(), useCases.discardDraft, { draftId });
    expect(await codeOf(acting.as(admin(), useCases.publishDraft, { draftId, hash }))).toBe('draft.closed');
    expect(await codeOf(acting.as(admin(), useCases.discardDraft, { draftId }))).toBe('draft.closed');
  });
});

describe('a draft that is open', () => {
  it('tells each window who else has it open, on which part, and forgets who has gone', async () => {
    const draftId = await begin();
    const attend = (by: Actor, windowId: string, part: string) =>
      acting.as(by, useCases.attendDraft, { draftId, windowId, part });
    expect(await attend(admin(), 'first', 'programme.json')).toEqual({ others: [] });
    await attend(admin(), 'second', 'forms/a.json');
    const { others } = await attend(colleague(), 'first', 'indicators.json');
    expect(others.map(({ part, isOwn }) => [part, isOwn])).toEqual([
      ['programme.json', false],
      ['forms/a.json', false],
    ]);
    const seen = await attend(admin(), 'second', 'template.json');
    expect(new Map(seen.others.map(({ part, isOwn }) => [part, isOwn]))).toEqual(
      new Map([
        ['programme.json', true],
        ['indicators.json', false],
      ]),
    );
    // One says so when it closes; nobody closes a colleague's.
    await acting.as(admin(), useCases.leaveDraft, { draftId, windowId: 'first' });
    expect((await attend(admin(), 'second', 'template.json')).others.map(({ isOwn }) => isOwn)).toEqual([false]);
    clock.advance(2 * 60_000);
    expect(await attend(admin(), 'second', 'template.json')).toEqual({ others: [] });
    expect(await codeOf(attend(world.actors.first, 'x', 'programme.json'))).toBe('access.denied');
  });
});
