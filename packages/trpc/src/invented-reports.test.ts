import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Actor } from '@huibao/db';
import { cellId, cellMap, evaluateForm, type Cell, type FigureRef } from '@huibao/domain';
import { getPublication, type Profile } from '@huibao/services';
import {
  addBureau,
  addCity,
  addPeople,
  addUnits,
  createClock,
  createTestDatabase,
  plainAnswers,
  readPublished as readFileOf,
  type TestDatabase,
} from '@huibao/testing';
import {
  draftAdditions,
  givenCells,
  handedIn,
  inventedReport,
  inventedReports,
  inventedText,
  paragraphsOf,
  type InventedReport,
  type InventedReportName,
} from '@huibao/testing/invented';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from './router.ts';

// Three reports that nobody published, each from what schools and sections hand in to the document that the public
// reads: by the procedures alone, each called by whoever's work it is. Nothing here knows any of the three.

const year = 2024;
const edition = { programme: 'rule_of_law', year };
const clock = createClock(`${year}-01-05T09:00:00+08:00`);
const atDay = (day: string): void => clock.set(`${day}T09:00:00+08:00`);
const run = promisify(execFile);
let database: TestDatabase;
let folder: string;

/** The procedures as one person is let call them. */
function as(actor: Actor) {
  const { tenantId, userId, role } = actor;
  const session = {
    idHash: '',
    tenantId,
    userId,
    membershipId: userId,
    hasSecondFactor: false,
    bySingleSignOn: false,
    expiresAt: clock.now(),
  };
  return appRouter.createCaller({
    services: database.services,
    now: clock.now,
    visitor: { cookie: '', address: '', device: '' },
    setCookie: () => undefined,
    tellPace: () => undefined,
    report: () => undefined,
    door: {
      sessions: {
        start: () => Promise.resolve(''),
        validate: () => Promise.resolve(null),
        idHashOf: () => null,
        end: () => Promise.resolve(''),
      },
      devices: { find: () => null, remember: () => '' },
      singleSignOn: null,
    },
    signedIn: { actor, profile: { awaits: null, membership: { role } } as Profile, session },
  });
}

interface Office {
  readonly report: InventedReport;
  readonly unitIds: ReadonlyMap<string, number>;
  readonly person: (name: string) => Actor;
}

const roles = {
  管理员: 'bureau_admin',
  审核汇总人: 'bureau_editor',
  核稿人: 'bureau_checker',
  签发人: 'bureau_issuer',
  接收人: 'city_reviewer',
} as const;

const tenantOf = (name: InventedReportName) => {
  const { office } = inventedReport(name);
  return {
    name: office.name,
    shortName: office.name,
    documentPrefix: office.prefix,
    addressees: office.addressees.map((addressee) => ({ addressee, kind: 'main' as const })),
    divisionCode: null,
    sectionWord: '股室',
    isDemo: false,
    opensOn: '2019-01-01',
    adminUsername: `admin.${name}`,
    securityUsername: `security.${name}`,
  };
};

/** Its schools and sections, and somebody for each of them and for each step of the office’s own. */
async function staff(
  report: InventedReport,
  { tenantId, system }: { readonly tenantId: number; readonly system: Actor },
): Promise<Office> {
  const units = report.units.map(({ name, schoolType = null, sectionCode = null }) => ({
    kind: schoolType ? ('school' as const) : ('section' as const),
    name,
    schoolType,
    ownership: schoolType ? ('public' as const) : null,
    sectionCode,
    schoolCode: null,
    creditCode: null,
    opensOn: '2019-09-01',
    closesOn: null,
    hasHeadStep: false,
  }));
  const unitIds = await addUnits(database.services, system, units);
  const person = (name: string, role: Parameters<typeof addPeople>[2][number]['role'], unit: string) => ({
    username: `${name} ${tenantId}`,
    name,
    role,
    unitId: unitIds.get(unit) ?? 0,
    passwordHash: 'no password',
  });
  const everybody = [
    ...Object.entries(roles).map(([name, role]) => person(name, role, '')),
    ...report.units.map(({ name }) => person(name, 'reporter', name)),
  ];
  const people = await addPeople(database.services, tenantId, everybody, clock.now);
  const find = (name: string): Actor => {
    const found = people.get(`${name} ${tenantId}`);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  return { report, unitIds, person: find };
}

/** What the office adds, in the designer’s own steps: worked on, saved, looked at, published. */
async function addOwn({ report, person }: Office): Promise<void> {
  const admin = as(person('管理员'));
  const { draftId } = await admin.draft.begin({ from: 'additions', ...edition });
  const { parts, base } = await admin.draft.get({ draftId });
  if (!base) throw new Error('a draft of additions has a base');
  const mapOf = (of: typeof base.parts) => new Map(of.map(({ name, content }) => [name, content]));
  const own = draftAdditions({ level: base.level, parts: mapOf(base.parts) }, mapOf(parts), report.additions);
  const changed = parts.filter(({ name, content }) => own.get(name) !== content);
  const forms = [...own.keys()].filter((name) => !parts.some((part) => part.name === name));
  const saved = await admin.draft.save({
    draftId,
    parts: [...changed, ...forms.map((name) => ({ name, version: 0 }))].map(({ name, version }) => ({
      name,
      version,
      content: own.get(name),
    })),
  });
  expect(saved).toMatchObject({ ok: true });
  const { refusals, additions } = await admin.draft.check({ draftId });
  expect(refusals).toEqual([]);
  await admin.draft.publish({ draftId, hash: additions?.hash ?? '', issueNo: additions?.no ?? 0 });
}

/** Everybody hands in what they have of a period, and the office takes it. */
async function collect({ report, person }: Office, period: 1 | 2): Promise<void> {
  const editor = as(person('审核汇总人'));
  atDay(period === 1 ? `${year}-06-25` : `${year}-12-20`);
  const { collectionId } = await editor.collection.open({ ...edition, period });
  for (const { name } of report.units) {
    const reporter = as(person(name));
    const { terms } = await reporter.submission.tasks({});
    const forms = terms.find((term) => term.collectionId === collectionId)?.forms ?? [];
    const given = report.answers[name] ?? {};
    expect([name, forms.map(({ formCode }) => formCode).toSorted()]).toEqual([name, Object.keys(given).toSorted()]);
    for (const { submissionId, formCode } of forms) {
      const answers = given[formCode]?.[period - 1];
      if (!answers) continue;
      const view = await reporter.submission.get({ submissionId });
      const own = givenCells(view.form, answers);
      // Rows that came from the period before stay.
      const carried = view.cells.filter(({ code }) => code.includes('.'));
      const rows = new Set([...own, ...carried].map(({ code }) => code.split('.')[0]));
      const typed = new Set(own.map((cell) => cellId(cell)));
      const plain = plainAnswers(view.form, view.unit, view.period).filter(
        (cell) => !typed.has(cellId(cell)) && !(cell.value === 'nothing' && rows.has(cell.code)),
      );
      const cells = [...plain, ...own];
      const sent = cells.map((cell) => ({ ...cell, version: 0 }));
      const saved = await reporter.submission.save({ submissionId, source: 'page', cells: sent });
      expect([name, formCode, saved.refused, saved.conflicts]).toEqual([name, formCode, [], []]);
      for (const finding of warningsOf(view, [...carried, ...cells]))
        await reporter.submission.explain({ submissionId, finding, text: '经核实无误。' });
      const { revisionNo } = await reporter.submission.submit({ submissionId });
      await editor.review.accept({ items: [{ submissionId, revisionNo }] });
    }
  }
}

type View = Awaited<ReturnType<ReturnType<typeof as>['submission']['get']>>;

/** What the page shows of these answers and asks to explain. */
function warningsOf({ form, unit, period, ...before }: View, cells: readonly Cell[]): ReadonlySet<string> {
  const { findings } = evaluateForm(form, {
    cells: cellMap(cells),
    unit,
    period,
    year,
    previous: before.previous && cellMap(before.previous),
    lastYear: before.lastYear && cellMap(before.lastYear),
    earlierThisYear: before.earlierThisYear.map((one) => cellMap(one)),
  });
  return new Set(findings.flatMap((one) => (one.kind === 'rule' && one.severity === 'warning' ? [one.rule] : [])));
}

/** An office with what it adds and has switched on, and both periods handed in. */
async function begin(name: InventedReportName, made: Parameters<typeof staff>[1]): Promise<Office> {
  const office = await staff(inventedReport(name), made);
  const { report, person, unitIds } = office;
  await addOwn(office);
  const editor = as(person('审核汇总人'));
  for (const part of report.parts) await editor.collection.switchPart({ ...edition, part, isOn: true });
  for (const [code, answering] of Object.entries(report.answersFor))
    await editor.unit.answerForSection({ code, unitId: unitIds.get(answering) ?? 0 });
  await collect(office, 1);
  await collect(office, 2);
  return office;
}

/** From the ledger to the published page. What may be answered is; what the gate refuses fails. */
async function finish({ report, person }: Office) {
  const [editor, checker, issuer] = ['审核汇总人', '核稿人', '签发人'].map((name) => as(person(name)));
  if (!editor || !checker || !issuer) throw new Error('three sign');
  for (const item of report.ledger) await editor.ledger.save({ ...edition, id: null, ...item, dueOn: null });
  const { reportId } = await editor.report.compile(edition);
  const draft = await editor.report.get({ reportId });
  for (const { section, words } of report.written) {
    const { code, version, content } = draft.sections.find((one) => one.code === section)!;
    const [paragraph] = paragraphsOf(`${section}-written`, [words]);
    const written = { ...content, version: 2 as const, content: [...content.content, paragraph!] };
    await editor.report.saveSection({ reportId, code, version, content: written });
  }
  const { findings } = await editor.report.gate({ reportId });
  expect(findings.filter(({ severity }) => severity === 'refused')).toEqual([]);
  for (const { fingerprint } of findings)
    await editor.report.answer({ reportId, fingerprint, text: '依据：本局工作台账。' });
  for (const signer of [editor, checker, issuer]) await signer.report.decide({ reportId, action: 'approve' });
  await editor.report.number({ reportId, sequence: null });
  const deliveryId = draft.superior ? (await editor.report.send({ reportId })).deliveryId : null;
  for (const { no, kind } of draft.dispatches)
    if (kind !== 'superior') await editor.report.recordDispatch({ reportId, no, channel: 'oa', receipt: '' });
  const { publicationId } = await editor.report.publish({ reportId });
  const view = await editor.report.get({ reportId });
  const behind = async (figure: FigureRef): Promise<readonly string[]> => {
    const { rows } = await editor.report.lineage({ reportId, ...figure });
    return [...new Set(rows.map(({ unitName }) => unitName))].toSorted();
  };
  return {
    deliveryId,
    view,
    behind,
    told: findings.map(({ check }) => check),
    ...(await readPublished(publicationId)),
  };
}

const isTitleOfTable = (line: string): boolean => /^附件\d/u.test(line);

/** Text as read, without what a layout puts between characters. */
const flat = (text: string): string => text.replaceAll(/\s+/gu, '');

/** What the public finds on the page, and other programs in the files. */
async function readPublished(publicationId: string) {
  const file = async (format: 'pdf' | 'docx'): Promise<string> => {
    const path = join(folder, `${publicationId}.${format}`);
    await writeFile(path, await readFileOf(database.services, publicationId, format));
    return path;
  };
  const [pdf, docx] = [await file('pdf'), await file('docx')];
  const { stdout } = await run('pdftotext', ['-layout', pdf, '-']);
  const { html } = await getPublication(database.services, publicationId);
  return {
    tables: (await mammoth.convertToHtml({ path: docx })).value,
    texts: {
      page: flat((html ?? '').replaceAll(/<[^>]+>/gu, '')),
      docx: flat((await mammoth.extractRawText({ path: docx })).value),
      // A page’s number stands amid a sentence.
      pdf: flat(stdout.replaceAll(/^\s*—\s*\d+\s*—\s*$/gmu, '')),
    },
  };
}

const carried = new Map<InventedReportName, Awaited<ReturnType<typeof finish>>>();
const carriedOf = (name: InventedReportName) => carried.get(name)!;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'huibao-invented-'));
  const ships = (programme: string): boolean => programme === edition.programme;
  const yunhe = await addCity(database.services, tenantOf('yunhe'), [year], clock.now, ships);
  const city = await begin('yunhe', yunhe);
  for (const name of ['liuchuan', 'shiqiao'] as const) {
    const office = await begin(name, await addBureau(database.services, yunhe.system, tenantOf(name)));
    atDay(`${year + 1}-01-22`);
    const done = await finish(office);
    carried.set(name, done);
    await as(city.person('接收人')).oversight.decide({ deliveryId: done.deliveryId ?? '', action: 'accept' });
  }
  atDay(`${year + 1}-02-20`);
  carried.set('yunhe', await finish(city));
}, 180_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

describe.each(inventedReports)('the report of %s', (name) => {
  const { figures } = inventedReport(name);
  const lines = inventedText(name);

  it('is read as it was invented, on its page and in both files', () => {
    const { texts } = carriedOf(name);
    const sentences = lines.filter((line) => !line.startsWith('｜')).flatMap((line) => flat(line).split(/(?<=。)/u));
    expect(sentences.length).toBeGreaterThan(30);
    for (const [where, text] of Object.entries(texts))
      expect([where, sentences.filter((sentence) => !text.includes(sentence))]).toEqual([where, []]);
  });

  it('has thirty figures in its sentences, each what was handed in', () => {
    const { view } = carriedOf(name);
    expect(figures.length).toBeGreaterThanOrEqual(30);
    const text = flat(lines.join(''));
    for (const { says, indicator, value, sumOf, lastOf, isOwn } of figures) {
      const own = view.scoped.find(({ code, scope }) => code === indicator && scope?.whose === 'own');
      const figure = isOwn ? own : view.indicators.find(({ code }) => code === indicator)?.value;
      expect([indicator, text.includes(says), figure?.value]).toEqual([indicator, true, value]);
      const from = name === 'yunhe' && !isOwn ? inventedReports : [name];
      const add = (element: string, which: 'all' | 'last'): string => String(handedIn(from, element, which));
      if (sumOf) expect([indicator, add(sumOf, 'all')]).toEqual([indicator, value]);
      if (lastOf) expect([indicator, add(lastOf, 'last')]).toEqual([indicator, value]);
    }
  });

  it('prints its tables as they are drawn in the forms, heads merged', () => {
    const rows = [...carriedOf(name).tables.matchAll(/<tr>(.*?)<\/tr>/gsu)].map(([, row = '']) =>
      [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gsu)].map(
        ([, cell = '']) => `｜${cell.replaceAll(/<[^>]+>/gu, '')}`,
      ),
    );
    expect(rows.map((cells) => cells.join(''))).toEqual(lines.filter((line) => line.startsWith('｜')));
    const spans = [...carriedOf(name).tables.matchAll(/(?:col|row)span="\d+"/gu)].map(([span]) => span);
    expect(spans.length > 0).toBe(rows.length > 0);
    // Only heads are said to be such: they are what a program repeats on the next page.
    const heads = [...carriedOf(name).tables.matchAll(/<thead>(.*?)<\/thead>/gsu)].map(([, head = '']) => head);
    expect(heads.map((head) => head.match(/<tr>/gu)?.length)).toEqual(lines.filter(isTitleOfTable).map(() => 2));
  });
});

describe('of what isn’t handed in', () => {
  it('all of a group leaves no word, and a part is told beside the figures', () => {
    const { texts, told, view } = carriedOf('liuchuan');
    expect(texts.docx).not.toContain('督查检查评比考核事项');
    expect(told).toEqual(['unreported', 'unreported']);
    const due = view.indicators.find(({ code }) => code === 'staff_exam_due')?.value;
    expect([due?.answered, due?.expected]).toEqual([5, 6]);
  });

  it('nothing is told where all is in', () => {
    for (const name of ['shiqiao', 'yunhe'] as const) expect([name, carriedOf(name).told]).toEqual([name, []]);
  });
});

describe('a city’s', () => {
  it('sections stand in its own report alone', () => {
    for (const name of ['liuchuan', 'shiqiao'] as const) expect(carriedOf(name).texts.docx).not.toContain('市局');
  });

  it('figures open to those whose they are', async () => {
    const { behind } = carriedOf('yunhe');
    const [county, district] = (['liuchuan', 'shiqiao'] as const).map((name) => inventedReport(name).office.name);
    const school = '云河市实验高级中学';
    expect(await behind({ indicator: 'staff_exam_due' })).toEqual([school, county]);
    expect(await behind({ indicator: 'staff_exam_due', scope: { whose: 'own' } })).toEqual([school]);
    expect(await behind({ indicator: 'schools_reporting', scope: { whose: 'below' } })).toEqual([county, district]);
  });
});
