import type { Actor } from '@huibao/db';
import { readPackageArchive, writePackageArchive } from '@huibao/documents/package';
import type { Cell, DataElement, FormDefinition, ValidationRule } from '@huibao/domain';
import { readAdditions, writeAdditions, type AddedParts } from '@huibao/domain/additions';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  someAdditions,
  someNamedAdditions,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

// A year's additions in several issues: which of them a term goes by, what the next may change, what can be taken back,
// and what of them goes on into the next year.

const year = 2024;
const edition = { programme: 'rule_of_law', year };
const parts = someAdditions('bureau', 'education');

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
const clock = createClock(`${year}-02-01T09:00:00+08:00`);

beforeAll(async () => {
  database = await createTestDatabase();
  acting = actingIn(database.services);
});
afterAll(() => database.drop());
beforeEach(async () => {
  clock.set(`${year}-02-01T09:00:00+08:00`);
  world = await createSmallWorld(database.services, clock, [year, year + 1]);
});

async function offer(actor: Actor, changed: Partial<AddedParts>): Promise<Uint8Array> {
  const archive = readPackageArchive((await acting.as(actor, useCases.exportAdditions, edition)).bytes);
  const read = archive.ok ? readAdditions(archive.files) : archive;
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  return writePackageArchive(writeAdditions({ ...read.additions, ...changed }));
}

async function publish(actor: Actor, changed: Partial<AddedParts>): Promise<number> {
  const content = await offer(actor, changed);
  const { refusals, offered } = await acting.as(actor, useCases.previewAdditions, { content });
  if (refusals.length > 0 || !offered) throw new Error(JSON.stringify(refusals));
  return (await acting.as(actor, useCases.publishAdditions, { content, hash: offered.hash })).no;
}

async function refusalsOf(actor: Actor, changed: Partial<AddedParts>): Promise<readonly string[]> {
  const content = await offer(actor, changed);
  const { refusals, offered } = await acting.as(actor, useCases.previewAdditions, { content });
  expect(await codeOf(acting.as(actor, useCases.publishAdditions, { content, hash: offered?.hash ?? '' }))).toBe(
    'package.refused',
  );
  return refusals.map(({ code, file, path }) => `${code} ${file} ${path}`);
}

const withElements = (
  change: (elements: readonly DataElement[]) => readonly DataElement[],
): readonly FormDefinition[] =>
  parts.forms.map((form) => ({
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      blocks: section.blocks.map((block) =>
        block.kind === 'fields' ? { ...block, elements: change(block.elements) } : block,
      ),
    })),
  }));

const one: DataElement = {
  code: 'bureau_1_injured',
  label: { zh: '受伤人数', en: 'Injured' },
  type: 'integer',
  flow: 'flow',
  required: false,
};

const retiredForm = (form: FormDefinition): FormDefinition => ({
  ...form,
  sections: [],
  rules: [],
  retired: form.sections.flatMap((section) => section.blocks),
});

const open = (period: number) => acting.as(world.actors.editor, useCases.openCollection, { ...edition, period });
const cell = (code: string, value: number): Cell => ({ code, key: '', state: 'value', value: String(value) });
const valueOf = async (code: string) =>
  (await acting.as(world.actors.editor, useCases.getRollup, edition)).indicators.find((found) => found.code === code);

async function report(reporter: Actor, drills: number): Promise<void> {
  const id = await acting.formOf(reporter, 'bureau_1_drill_form');
  await acting.reportAndAccept(reporter, world.actors.editor, id, [
    cell('bureau_1_drills', drills),
    cell('bureau_1_drill_pupils', 100 * drills),
  ]);
}

describe('the next issue', () => {
  it('is what the next term goes by; the term that is open goes by its own', async () => {
    const { admin, first } = world.actors;
    await publish(admin, parts);
    clock.set(`${year}-06-25T09:00:00+08:00`);
    await open(1);
    const spring = await acting.formOf(first, 'bureau_1_drill_form');
    expect(await publish(admin, { forms: withElements((elements) => [...elements, one]) })).toBe(2);
    const codesOf = async (submissionId: string) =>
      (await acting.as(first, useCases.getSubmissionView, { submissionId })).form.sections[0]?.blocks.flatMap(
        (block) => (block.kind === 'fields' ? block.elements.map((element) => element.code) : []),
      );
    expect(await codesOf(spring)).toEqual(['bureau_1_drills', 'bureau_1_drill_pupils']);
    await report(first, 3);
    clock.set(`${year}-11-25T09:00:00+08:00`);
    await open(2);
    expect(await codesOf(await acting.formOf(first, 'bureau_1_drill_form'))).toContain('bureau_1_injured');
    expect((await valueOf('bureau_1_drills_held'))?.value).toMatchObject({ numerator: '3', answered: 1, expected: 4 });
  });

  it('asks a form no more that is retired; what was answered in the year still counts', async () => {
    const { admin, first } = world.actors;
    await publish(admin, parts);
    clock.set(`${year}-06-25T09:00:00+08:00`);
    await open(1);
    await report(first, 3);
    // It is retired, not forgotten.
    expect(await refusalsOf(admin, { forms: [] })).toContain('amendment.form_removed additions.json $.forms');
    await publish(admin, { forms: parts.forms.map(retiredForm) });
    clock.set(`${year}-11-25T09:00:00+08:00`);
    await open(2);
    const { terms } = await acting.as(first, useCases.listTasks, {});
    expect(terms.map(({ forms }) => forms.some((form) => form.formCode === 'bureau_1_drill_form'))).toEqual([
      false,
      true,
    ]);
    expect(await valueOf('bureau_1_drills_held')).toMatchObject({ gap: null, value: { numerator: '3', expected: 2 } });
    expect(await publish(admin, { forms: parts.forms })).toBe(3);
  });

  it('makes nothing stricter, and gives no code another meaning', async () => {
    const { admin } = world.actors;
    await publish(admin, { ...parts, forms: withElements((elements) => [...elements, one]) });
    const stricter = (changed: Partial<DataElement>) =>
      withElements((elements) => [...elements, { ...one, ...changed }]);
    const ruled = (changed: Partial<ValidationRule>, form: Partial<FormDefinition> = {}) =>
      stricter({}).map((asked) => ({
        ...asked,
        ...form,
        rules: asked.rules.map((rule) => ({ ...rule, ...changed })),
      }));
    const place = 'forms/bureau_1_drill_form.json $.sections[0].blocks[0].elements[2]';
    expect(await refusalsOf(admin, { forms: stricter({ required: true }) })).toEqual([
      `amendment.element_tightened ${place}.required`,
    ]);
    expect(await refusalsOf(admin, { forms: stricter({ min: '1' }) })).toEqual([
      `amendment.element_tightened ${place}.min`,
    ]);
    expect(await refusalsOf(admin, { forms: stricter({ flow: 'stock' }) })).toEqual([
      `definition.meaning_changed ${place}.flow`,
    ]);
    // As of a programme: what isn't asked any more is retired by name, and a rule says what it was answered for.
    expect(await refusalsOf(admin, { forms: parts.forms })).toEqual([
      'amendment.element_removed forms/bureau_1_drill_form.json $.sections',
    ]);
    expect(await refusalsOf(admin, { forms: ruled({ expression: 'bureau_1_drills < 9' }) })).toEqual([
      'amendment.rule_changed forms/bureau_1_drill_form.json $.rules[0].expression',
    ]);
    expect(await publish(admin, { forms: ruled({ severity: 'warning' }) })).toBe(2);
    expect(await refusalsOf(admin, { forms: ruled({ severity: 'error' }) })).toEqual([
      'amendment.rule_tightened forms/bureau_1_drill_form.json $.rules[0].severity',
    ]);
    expect(await refusalsOf(admin, { forms: ruled({}, { appliesTo: { schoolTypes: ['211'] } }) })).toContain(
      'amendment.form_narrowed forms/bureau_1_drill_form.json $.appliesTo',
    );
    const retired = parts.forms.map((form) => ({
      ...form,
      rules: [],
      retired: [{ kind: 'fields' as const, title: form.title, elements: [one] }],
    }));
    expect(await publish(admin, { forms: retired })).toBe(3);
    expect(await publish(admin, { forms: stricter({ label: { zh: '受伤的人数', en: 'Injured persons' } }) })).toBe(4);
  });
});

describe('an issue is taken back', () => {
  it('while nothing has been begun with it, and leaves nothing', async () => {
    const { admin, editor } = world.actors;
    const before = JSON.stringify(await acting.as(editor, useCases.getRollup, edition));
    await publish(admin, parts);
    expect(await codeOf(acting.as(admin, useCases.withdrawAdditions, { ...edition, no: 2 }))).toBe(
      'package.changed_since',
    );
    await acting.as(admin, useCases.withdrawAdditions, { ...edition, no: 1 });
    expect(JSON.stringify(await acting.as(editor, useCases.getRollup, edition))).toBe(before);
    expect(await codeOf(acting.as(admin, useCases.withdrawAdditions, { ...edition, no: 1 }))).toBe(
      'additions.not_found',
    );
    // Another under the same number is another.
    await publish(admin, { ...parts, glossary: [] });
    clock.set(`${year}-06-25T09:00:00+08:00`);
    await open(1);
    expect(await acting.formOf(world.actors.first, 'bureau_1_drill_form')).toBeTruthy();
  });

  it('not once a term is open with it', async () => {
    const { admin } = world.actors;
    await publish(admin, parts);
    clock.set(`${year}-06-25T09:00:00+08:00`);
    await open(1);
    expect(await codeOf(acting.as(admin, useCases.withdrawAdditions, { ...edition, no: 1 }))).toBe('additions.opened');
    // Whoever may see why is told beforehand, and of the next issue that nothing goes by it.
    const isBegun = async () => (await acting.as(admin, useCases.listAdditions, {}))[1]?.isBegun;
    expect(await isBegun()).toBe(true);
    expect(await publish(admin, { glossary: [] })).toBe(2);
    expect(await isBegun()).toBe(false);
    await acting.as(admin, useCases.withdrawAdditions, { ...edition, no: 2 });
    const listed = await acting.as(admin, useCases.listAdditions, {});
    const own = listed.find((one) => one.programme === edition.programme && one.year === year);
    expect(own).toMatchObject({ no: 1, forms: 1 });
  });

  it('not by a city with whose a bureau has begun, out of the city’s sight', async () => {
    const { cityAdmin, admin, first } = world.actors;
    await publish(cityAdmin, someAdditions('city', 'education'));
    await publish(admin, parts);
    clock.set(`${year}-06-25T09:00:00+08:00`);
    await open(1);
    const { terms } = await acting.as(first, useCases.listTasks, {});
    expect(terms[0]?.forms.map((form) => form.formCode).slice(-2)).toEqual([
      'city_1_drill_form',
      'bureau_1_drill_form',
    ]);
    const listed = await acting.as(cityAdmin, useCases.listAdditions, {});
    expect(listed.find((one) => one.year === year)?.isBegun).toBe(false);
    expect(await codeOf(acting.as(cityAdmin, useCases.withdrawAdditions, { ...edition, no: 1 }))).toBe(
      'additions.opened',
    );
  });
});

describe('the next year', () => {
  const next = { ...edition, year: year + 1 };
  const partsIn = async (actor: Actor, of: typeof edition): Promise<AddedParts> => {
    const archive = readPackageArchive((await acting.as(actor, useCases.exportAdditions, of)).bytes);
    const read = archive.ok ? readAdditions(archive.files) : archive;
    if (!read.ok) throw new Error(JSON.stringify(read.refusals));
    const { base: _base, ...added } = read.additions;
    return added;
  };

  it('takes them over by one action, once', async () => {
    const { admin } = world.actors;
    await publish(admin, parts);
    const listed = (await acting.as(admin, useCases.listAdditions, {})).filter(
      ({ programme }) => programme === next.programme,
    );
    expect(listed.map(({ year: of, no, carriedFrom }) => [of, no, carriedFrom])).toEqual([
      [year + 1, 0, year],
      [year, 1, null],
    ]);
    const { from, left, offered } = await acting.as(admin, useCases.previewCarriedAdditions, next);
    expect([from, left, offered.standing]).toEqual([year, [], 'first']);
    await acting.as(admin, useCases.carryAdditions, { ...next, hash: offered.hash });
    const { indicators } = await acting.as(world.actors.editor, useCases.getRollup, next);
    expect(indicators.filter(({ code }) => code.startsWith('bureau_1')).map(({ gap }) => gap)).toEqual([null, null]);
    expect(await codeOf(acting.as(admin, useCases.previewCarriedAdditions, next))).toBe('additions.already_there');
  });

  it('takes names, texts and scopes over: whom forms ask, where a section stands, whose its figures are', async () => {
    const { admin, cityAdmin, editor } = world.actors;
    const own = someNamedAdditions('bureau');
    await publish(cityAdmin, someNamedAdditions('city'));
    // A bureau's form may ask a section that its city named.
    const [ofSection, ofGroup] = own.forms;
    if (!ofSection || !ofGroup) throw new RangeError('two forms');
    const appliesTo = { kinds: ['section' as const], sectionCodes: ['bureau_1_sport', 'city_1_sport'] };
    await publish(admin, { ...own, forms: [{ ...ofSection, appliesTo }, ofGroup] });
    const labels = async () =>
      (await acting.as(admin, useCases.listAskedSections, {})).flatMap(({ sections, groups }) =>
        [...sections, ...groups].map(({ label }) => label.zh),
      );
    // Of the year that runs while the next is published already, and of the next once they are carried.
    const named = expect.arrayContaining(['体育股', '全市体育股', '全市寄宿制学校', '寄宿制学校']) as unknown;
    expect(await labels()).toEqual(named);
    for (const actor of [cityAdmin, admin]) {
      const { left, offered } = await acting.as(actor, useCases.previewCarriedAdditions, next);
      expect(left).toEqual([]);
      await acting.as(actor, useCases.carryAdditions, { ...next, hash: offered.hash });
      expect(await partsIn(actor, next)).toEqual(await partsIn(actor, edition));
    }
    clock.set(`${year + 2}-02-10T09:00:00+08:00`);
    expect(await labels()).toEqual(named);
    const { reportId } = await acting.as(editor, useCases.compileReport, next);
    const { sections } = await acting.as(editor, useCases.getReportView, { reportId });
    // The city's stands in the city's own report alone.
    expect(sections.map(({ code }) => code).filter((code) => /^(city|bureau)_/.test(code))).toEqual([
      'bureau_1_drill_section',
    ]);
  });

  it('leaves what no longer resolves, and says so', async () => {
    const { admin, cityAdmin } = world.actors;
    await publish(cityAdmin, someAdditions('city', 'education'));
    const own = parts.indicators[0];
    if (!own) throw new RangeError('an indicator');
    const ofCity = {
      ...own,
      code: 'bureau_2',
      label: { zh: '借用市级口径', en: 'Of the city’s' },
      operator: { op: 'total', of: { element: 'city_1_drills', take: 'sum' } },
    } as const;
    await publish(admin, {
      ...parts,
      indicators: [...parts.indicators, ofCity],
      sections: parts.sections.map((section) => ({ ...section, after: 'city_1_drill_section' })),
    });
    const { left, offered } = await acting.as(admin, useCases.previewCarriedAdditions, next);
    expect(left.map(({ part, code, refusal }) => [part, code, refusal.code])).toEqual([
      ['place', 'bureau_1_drill_section', 'definition.reference_unknown'],
      ['indicator', 'bureau_2', 'indicator.element_unknown'],
    ]);
    await acting.as(admin, useCases.carryAdditions, { ...next, hash: offered.hash });
  });
});

describe('an indicator that no longer resolves', () => {
  it('is a marked gap, and every other figure stands', async () => {
    const { admin, editor, cityAdmin, first } = world.actors;
    await publish(cityAdmin, someAdditions('city', 'education'));
    const [own] = parts.indicators;
    if (!own) throw new RangeError('an indicator');
    const ofCity = {
      ...own,
      code: 'bureau_2',
      label: { zh: '借用市级口径', en: 'Of the city’s' },
      operator: { op: 'total', of: { element: 'city_1_drills', take: 'sum' } },
    } as const;
    await publish(admin, { ...parts, indicators: [...parts.indicators, ofCity] });
    const before = await acting.as(editor, useCases.getRollup, edition);
    await acting.as(cityAdmin, useCases.withdrawAdditions, { ...edition, no: 1 });
    clock.set(`${year}-06-25T09:00:00+08:00`);
    await open(1);
    await report(first, 3);
    const { indicators } = await acting.as(editor, useCases.getRollup, edition);
    expect(indicators.find(({ code }) => code === 'bureau_2')).toMatchObject({
      value: null,
      gap: { code: 'indicator.element_unknown', params: { element: 'city_1_drills' } },
    });
    expect(indicators).toHaveLength(before.indicators.length - someAdditions('city', 'education').indicators.length);
    expect(indicators.filter(({ gap }) => gap !== null)).toHaveLength(1);
    expect((await valueOf('bureau_1_drills_held'))?.value?.numerator).toBe('3');
    // Wherever else figures are read.
    const asked = { ...edition, indicator: 'bureau_2' };
    expect(await acting.as(editor, useCases.getLineage, asked)).toMatchObject({ rows: [], reporters: [] });
    await acting.as(editor, useCases.pivot, {
      programme: edition.programme,
      years: [year],
      measures: [{ indicator: 'bureau_2' }],
      rows: 'unit',
      columns: 'term',
    });
    await acting.as(editor, useCases.listOutliers, edition);
    await acting.as(editor, useCases.listMeasures, edition);
    await acting.as(editor, useCases.compileReport, edition);
  });
});
