import type { Actor } from '@huibao/db';
import { readPackageArchive, writePackageArchive } from '@huibao/documents/package';
import type { DataElement, FormDefinition, Programme } from '@huibao/domain';
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
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OfferedEdition } from './judge-package.ts';
import * as useCases from '../use-cases.ts';

const year = 2024;

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let owner: pg.Client;
const clock = createClock(`${year}-02-01T09:00:00+08:00`);

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year], { hasParts: true });
  acting = actingIn(database.services);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const glossary = [
  { code: 'request', term: { zh: '申请', en: 'Request' }, meaning: { zh: '收到的一件申请。', en: 'One received.' } },
];

let serial = 0;
/** A programme that nobody has published yet. */
let fresh: ProgrammePackage;
beforeEach(() => {
  serial += 1;
  const title = { ...quarterlyProgramme.title, zh: `${quarterlyProgramme.title.zh}${serial}` };
  fresh = { programme: { ...quarterlyProgramme, code: `requests_${serial}`, title }, glossary };
});

const archiveOf = (offered: ProgrammePackage): ReturnType<typeof writePackageArchive> =>
  writePackageArchive(writePackage(offered));

function changed(offered: ProgrammePackage, change: (programme: Programme) => Partial<Programme>): ProgrammePackage {
  return { ...offered, programme: { ...offered.programme, ...change(offered.programme) } };
}

/** With other elements in the only block of the only form. */
function withElements(
  offered: ProgrammePackage,
  change: (elements: readonly DataElement[]) => readonly DataElement[],
): ProgrammePackage {
  const inForm = (form: FormDefinition): FormDefinition => ({
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === 'fields' ? { ...block, elements: change(block.elements) } : block,
      ),
    })),
  });
  return changed(offered, ({ forms }) => ({ forms: forms.map(inForm) }));
}

const preview = (actor: Actor, content: Uint8Array, of = year) =>
  acting.as(actor, useCases.previewPackage, { content, year: of });

async function offeredTo(actor: Actor, offered: ProgrammePackage, of = year): Promise<OfferedEdition> {
  const shown = await preview(actor, archiveOf(offered), of);
  if (shown.refusals.length > 0 || !shown.offered) throw new Error(JSON.stringify(shown.refusals));
  return shown.offered;
}

/** As the page does it: what was looked at is published. */
async function publish(actor: Actor, offered: ProgrammePackage, of = year): Promise<string> {
  const { hash } = await offeredTo(actor, offered, of);
  const content = archiveOf(offered);
  const { editionId } = await acting.as(actor, useCases.publishPackage, { content, year: of, hash });
  return editionId;
}

const exported = (actor: Actor, programme: string, of = year) =>
  acting.as(actor, useCases.exportPackage, { programme, year: of });

async function rows(): Promise<unknown> {
  const found = await owner.query(`
    select 'programmes' as t, count(*) from programmes union all
    select 'elements', count(*) from data_elements union all
    select 'editions', count(*) from editions union all
    select 'issues', count(*) from edition_issues union all
    select 'forms', count(*) from form_versions union all
    select 'indicators', count(*) from indicator_versions union all
    select 'templates', count(*) from report_templates union all
    select 'audit', count(*) from audit_entries order by t`);
  return found.rows;
}

describe('a programme that an administrator imports', () => {
  it.each(['admin', 'cityAdmin'] as const)('is the own one of the level of the %s, for all below', async (who) => {
    const actor = world.actors[who];
    const level = who === 'admin' ? 'bureau' : 'city';
    expect(await offeredTo(actor, fresh)).toMatchObject({ standing: 'first', comparedYear: null, changes: [] });
    await publish(actor, fresh);
    const name = `${level}-${fresh.programme.code}`;
    const listed = await acting.as(world.actors.first, useCases.listProgrammes, {});
    expect(listed.find((one) => one.name === name)).toEqual({
      name,
      title: fresh.programme.title,
      years: [year],
    });
    const above = await acting.as(world.actors.reviewer, useCases.listProgrammes, {});
    expect(above.some((one) => one.name === name)).toBe(level === 'city');
    clock.set(`${year}-03-21T09:00:00+08:00`);
    const opened = { programme: name, year, period: 1 };
    const { expected } = await acting.as(world.actors.editor, useCases.openCollection, opened);
    expect(expected).toBe(2);
  });

  it('is exported as it was imported, byte for byte, and so from where that is imported', async () => {
    const { admin, cityAdmin } = world.actors;
    await publish(admin, fresh);
    const { code } = fresh.programme;
    const first = await exported(admin, `bureau-${code}`);
    expect(first).toMatchObject({ name: `${code}-${year}.zip`, mediaType: 'application/zip' });
    expect(Buffer.compare(first.bytes, archiveOf(fresh))).toBe(0);
    const { offered } = await preview(cityAdmin, first.bytes);
    await acting.as(cityAdmin, useCases.publishPackage, { content: first.bytes, year, hash: offered?.hash ?? '' });
    expect(Buffer.compare((await exported(admin, `city-${code}`)).bytes, first.bytes)).toBe(0);
  });

  it('the one that ships with the product is exported as it ships', async () => {
    const { bytes } = await exported(world.actors.admin, 'rule_of_law');
    expect(Buffer.compare(bytes, archiveOf(builtInPackage('rule-of-law')))).toBe(0);
  });

  it('is found by nobody beside its line', async () => {
    const other = await createSmallWorld(database.services, clock, [year], { hasParts: true });
    await publish(other.actors.admin, fresh);
    const name = `bureau-${fresh.programme.code}`;
    expect(await codeOf(exported(world.actors.admin, name))).toBe('programme.not_found');
    expect(await codeOf(exported(other.actors.admin, name, year - 1))).toBe('edition.not_found');
  });

  it('has a code and a title of its own: a copy of one from above is refused, under whichever name', async () => {
    const { admin } = world.actors;
    const refusalsOf = async (offered: ProgrammePackage): Promise<readonly string[]> =>
      (await preview(admin, archiveOf(offered))).refusals.map(({ code, file, path }) => `${code} ${file} ${path}`);
    const inherited = builtInPackage('rule-of-law');
    const [code, title] = [
      'package.code_inherited programme.json $.code',
      'package.title_taken programme.json $.title',
    ];
    expect(await refusalsOf(inherited)).toEqual([code, title]);
    expect(await refusalsOf(changed(inherited, () => ({ code: fresh.programme.code })))).toEqual([title]);
    const { hash } = (await preview(admin, archiveOf(inherited))).offered ?? { hash: '' };
    const sent = { content: archiveOf(inherited), year, hash };
    expect(await codeOf(acting.as(admin, useCases.publishPackage, sent))).toBe('package.refused');
    // What is a level's own already goes on, whatever is published above it later.
    await publish(admin, fresh);
    await publish(world.actors.cityAdmin, fresh);
    expect((await offeredTo(admin, fresh, year + 1)).standing).toBe('later');
  });

  it('the publication is in the audit trail', async () => {
    const editionId = await publish(world.actors.admin, fresh);
    const { rows: found } = await owner.query('select action, detail from audit_entries where subject = $1', [
      editionId,
    ]);
    expect(found).toMatchObject([{ action: 'edition.published' }]);
  });
});

describe('another year of it', () => {
  it('is shown with what it changes, and keeps a title and words of its own', async () => {
    const { admin } = world.actors;
    await publish(admin, fresh);
    const title = { zh: '信息公开年报', en: 'Open information' };
    const next = { ...changed(fresh, () => ({ title })), glossary: [] };
    const { standing, comparedYear, changes } = await offeredTo(admin, next, year + 1);
    expect([standing, comparedYear]).toEqual(['later', year]);
    expect(changes.map(({ kind, part, code }) => `${kind} ${part} ${code}`)).toEqual([
      `changed programme ${fresh.programme.code}`,
      'removed term request',
    ]);
    await publish(admin, next, year + 1);
    const name = `bureau-${fresh.programme.code}`;
    expect(Buffer.compare((await exported(admin, name)).bytes, archiveOf(fresh))).toBe(0);
    expect(Buffer.compare((await exported(admin, name, year + 1)).bytes, archiveOf(next))).toBe(0);
    // An earlier year published later names nothing anew.
    expect((await offeredTo(admin, fresh, year - 1)).standing).toBe('earlier');
    await publish(admin, fresh, year - 1);
    const listed = await acting.as(admin, useCases.listProgrammes, {});
    expect(listed.find((one) => one.name === name)).toEqual({ name, title, years: [year + 1, year, year - 1] });
  });

  it('rolled forward, keeps its words', async () => {
    const { admin } = world.actors;
    await publish(admin, fresh);
    const { rolled } = await acting.as(admin, useCases.rollEditionsForward, { year: year + 2 });
    expect(rolled).toContain(fresh.programme.code);
    const { bytes } = await exported(admin, `bureau-${fresh.programme.code}`, year + 2);
    expect(Buffer.compare(bytes, archiveOf(fresh))).toBe(0);
  });

  it('once published stays: the same again changes nothing, another content amends it as its next issue', async () => {
    const { admin } = world.actors;
    const editionId = await publish(admin, fresh);
    const before = await rows();
    expect((await offeredTo(admin, fresh)).standing).toBe('same');
    expect(await publish(admin, fresh)).toBe(editionId);
    const other = { ...fresh, glossary: [] };
    expect(await rows()).toEqual(before);
    const { hash, ...offered } = await offeredTo(admin, other);
    expect(offered).toMatchObject({ standing: 'amends', issueNo: 2, comparedYear: year });
    const sent = { content: archiveOf(other), year, hash };
    expect(await codeOf(acting.as(admin, useCases.publishPackage, { ...sent, issueNo: 3 }))).toBe(
      'package.changed_since',
    );
    expect(await acting.as(admin, useCases.publishPackage, { ...sent, issueNo: 2 })).toMatchObject({
      editionId,
      issueNo: 2,
    });
    expect((await exported(admin, `bureau-${fresh.programme.code}`)).bytes).toEqual(archiveOf(other));
  });

  it('looked at and then published by two at once is published once', async () => {
    const { admin } = world.actors;
    const sent = { content: archiveOf(fresh), year, hash: (await offeredTo(admin, fresh)).hash };
    const done = await Promise.all([1, 2].map(() => acting.as(admin, useCases.publishPackage, sent)));
    expect(new Set(done.map(({ editionId }) => editionId)).size).toBe(1);
  });

  it('is what was looked at, or it isn’t published', async () => {
    const { admin } = world.actors;
    const { hash } = await offeredTo(admin, fresh);
    const content = archiveOf({ ...fresh, glossary: [] });
    const before = await rows();
    expect(await codeOf(acting.as(admin, useCases.publishPackage, { content, year, hash }))).toBe(
      'package.changed_since',
    );
    expect(await rows()).toEqual(before);
  });
});

describe('a code means what it meant', () => {
  const letters = '$.sections[0].blocks[0].elements[1]';

  async function refusalsOf(offered: ProgrammePackage, of: number): Promise<readonly string[]> {
    const { admin } = world.actors;
    const content = archiveOf(offered);
    const { refusals, offered: shown } = await preview(admin, content, of);
    const before = await rows();
    const hash = shown?.hash ?? '';
    expect(await codeOf(acting.as(admin, useCases.publishPackage, { content, year: of, hash }))).toBe(
      'package.refused',
    );
    expect(await rows()).toEqual(before);
    return refusals.map(({ code, file, path }) => `${code} ${file} ${path}`);
  }

  const asStock = (one: DataElement): DataElement => ({ ...one, flow: 'stock', unit: { zh: '次', en: 'times' } });
  const changedLetters = (offered: ProgrammePackage): ProgrammePackage =>
    withElements(offered, (elements) => elements.map((one) => (one.code === 'letters' ? asStock(one) : one)));

  /** Without an element, and what reads it. */
  const withoutAnswered = (offered: ProgrammePackage): ProgrammePackage =>
    changed(
      withElements(offered, (elements) => elements.filter((one) => one.code !== 'answered')),
      ({ forms, indicators }) => ({
        forms: forms.map((form) => ({ ...form, rules: [] })),
        indicators: indicators.filter((one) => one.code !== 'answered_share'),
      }),
    );
  const answeredAsText = (offered: ProgrammePackage): ProgrammePackage =>
    withElements(withoutAnswered(offered), (elements) => [
      ...elements,
      { code: 'answered', label: { zh: '答复', en: 'Answer' }, type: 'text', flow: 'flow', required: false },
    ]);

  it('in the next year’s edition, by file and place', async () => {
    await publish(world.actors.admin, fresh);
    expect(await refusalsOf(changedLetters(fresh), year + 1)).toEqual([
      `definition.meaning_changed forms/safety.json ${letters}.flow`,
      `definition.meaning_changed forms/safety.json ${letters}.unit`,
    ]);
  });

  it('also after a year that did without it', async () => {
    await publish(world.actors.admin, fresh);
    await publish(world.actors.admin, withoutAnswered(fresh), year + 1);
    expect(await refusalsOf(answeredAsText(fresh), year + 2)).toEqual([
      'definition.meaning_changed forms/safety.json $.sections[0].blocks[0].elements[3].type',
    ]);
  });

  it('also where it was published before meanings were kept, which are kept from then on', async () => {
    await publish(world.actors.admin, fresh);
    await publish(world.actors.admin, withoutAnswered(fresh), year + 1);
    const { code } = fresh.programme;
    await owner.query('update data_elements set meaning = null where programme_code = $1', [code]);
    expect(await refusalsOf(answeredAsText(fresh), year + 2)).toHaveLength(1);
    await publish(world.actors.admin, fresh, year + 2);
    const { rows: kept } = await owner.query(
      `select code, meaning from data_elements where programme_code = $1 and kind = 'element' order by code`,
      [code],
    );
    expect(kept).toMatchObject([
      { code: 'answered', meaning: { type: 'integer', flow: 'flow', unit: '', options: [], dimension: null } },
      { code: 'key_pupils', meaning: { flow: 'stock' } },
      { code: 'letters', meaning: { flow: 'flow' } },
      { code: 'pupils', meaning: { flow: 'stock' } },
    ]);
  });
});

describe('a package that isn’t right', () => {
  const files = (): PackageFiles => writePackage(fresh);
  const replaced = (file: string, from: string | RegExp, to: string): PackageFiles =>
    new Map(files()).set(
      file,
      (files().get(file) ?? '').replace(from, () => to),
    );
  const form = 'forms/safety.json';

  it.each<[string, () => Uint8Array, string]>([
    ['no archive', () => Buffer.from('法治政府'), 'package.unreadable '],
    ['nothing', () => new Uint8Array(), 'package.unreadable '],
    ['3 MB', () => new Uint8Array(3 * 1024 ** 2), 'package.too_large '],
    [
      'a file that climbs',
      () => writePackageArchive(new Map([...files(), ['../evil.json', '{}']])),
      'package.unsafe_entry ../evil.json',
    ],
    [
      'a file cut off',
      () => writePackageArchive(new Map(files()).set(form, '{ "code": ')),
      'package.malformed forms/safety.json',
    ],
    [
      '100 000 lists',
      () => writePackageArchive(replaced(form, '{', `{ "x": ${'['.repeat(100_000)}`)),
      'package.too_deep forms/safety.json',
    ],
    [
      'a key of the prototype',
      () => writePackageArchive(replaced(form, '{', '{ "__proto__": {}, ')),
      'package.key_reserved forms/safety.json',
    ],
    [
      'SQL in a code',
      () => writePackageArchive(replaced(form, '"letters"', `"a'; drop table facts; --"`)),
      'package.code_malformed forms/safety.json',
    ],
    [
      'an owner',
      () => writePackageArchive(replaced('programme.json', '{', '{ "ownerTenantId": 1, ')),
      'package.key_unknown programme.json',
    ],
    [
      'an unknown element in a rule',
      () => writePackageArchive(replaced(form, 'answered <= letters', 'answered <= nothing')),
      'definition.expression_unknown_name forms/safety.json',
    ],
    [
      'an indicator of nothing',
      () => writePackageArchive(replaced('indicators.json', '"element": "letters"', '"element": "absent"')),
      'indicator.element_unknown indicators.json',
    ],
  ])('%s: refused by place, and nothing is written', async (_title, bytes, refusal) => {
    const before = await rows();
    const { refusals, offered } = await preview(world.actors.admin, bytes());
    expect(refusals.map(({ code, file }) => `${code} ${file}`)).toContain(refusal);
    expect(offered).toBeNull();
    const sent = { content: bytes(), year, hash: '0'.repeat(64) };
    expect(await codeOf(acting.as(world.actors.admin, useCases.publishPackage, sent))).toBe('package.refused');
    expect(await rows()).toEqual(before);
  });

  it('is the same, whichever archiver wrote it', async () => {
    const read = readPackageArchive(archiveOf(fresh));
    if (!read.ok) throw new Error('a package');
    const around = new Map([...read.files].map(([name, text]) => [`报告项目/${name}`, text.replaceAll('\n', '\r\n')]));
    const { offered } = await preview(world.actors.admin, writePackageArchive(around));
    expect(offered?.hash).toBe((await offeredTo(world.actors.admin, fresh)).hash);
  });
});
