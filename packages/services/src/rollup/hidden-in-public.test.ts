import { readAsTenant, withTenant } from '@huibao/db';
import { readTableWorkbook } from '@huibao/documents/xlsx';
import { measureKey, type Cell, type InlineNode, type PivotDefinition, type SectionContent } from '@huibao/domain';
import {
  actingIn,
  addDistrict,
  addTop,
  createClock,
  createTestDatabase,
  issue,
  report,
  type Acting,
  type District,
  type Office,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getPublication } from '../reporting/public-page.ts';
import * as useCases from '../use-cases.ts';
import { listDelivered } from './delivered.repository.ts';
import { hiddenOfDeliveries } from './hidden-in-public.ts';

// 公开时隐去: a mark says the same wherever the number stands, and that is what the public copy of the unit's report
// leaves out.

const year = 2024;
const clock = createClock('2024-01-05T09:00:00+08:00');
const hiddenWords = '公开时隐去';
const suspected = 'key_pupils_suspected';
/** Counts of persons, four of them in the template's text and three not. */
const watched = [
  suspected,
  'key_pupils_leave',
  'key_pupils_lost',
  'key_pupils_suspended',
  'key_pupils',
  'returned_pupils',
  'pupils',
];

let database: TestDatabase;
let acting: Acting;
let city: Office;
let few: District;
let many: District;
/** Each district's delivery and report. */
let ofFew: { readonly reportId: string; readonly deliveryId: string };
let ofMany: { readonly reportId: string; readonly deliveryId: string };

const cell = (code: string, value: string, key = ''): Cell => ({ code, key, state: 'value', value });

/** One school's autumn with so many records of pupils at risk, reported, accepted, written about and sent up. */
async function reportDistrict(
  district: District,
  categories: Readonly<Record<string, number>>,
): Promise<{ readonly reportId: string; readonly deliveryId: string }> {
  const { services } = database;
  const { reporter } = district.schools[0]!;
  await acting.as(district.editor, useCases.openCollection, { programme: 'rule_of_law', year, period: 2 });
  for (const [category, count] of Object.entries(categories))
    for (let index = 0; index < count; index += 1)
      await acting.as(reporter, useCases.saveSensitiveRow, {
        programme: 'rule_of_law',
        id: null,
        register: 'key_pupil_register',
        category,
        pupil: `学生${index}`,
        note: '',
        since: `${year}-09-01`,
        endedOn: null,
      });
  const answers = [cell('pupils', '500'), cell('staff', '40'), cell('dropout_cleared', 'false')];
  const submissionId = await report(services, reporter, 'safety', 2, answers);
  await acting.as(district.editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] });
  const { reportId, deliveryId: sent } = await issue(services, district, year, true);
  const deliveryId = sent ?? '';
  await acting.as(city.reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
  return { reportId, deliveryId };
}

beforeAll(async () => {
  database = await createTestDatabase();
  acting = actingIn(database.services);
  city = await addTop(database.services, clock, '焦作市教育局', 'city', [year]);
  few = await addDistrict(database.services, clock, city, '解放区教育局', 1);
  many = await addDistrict(database.services, clock, city, '中站区教育局', 1);
  clock.set(`${year + 1}-01-05T09:00:00+08:00`);
  ofFew = await reportDistrict(few, { suspected_dropout: 1, leave: 6 });
  ofMany = await reportDistrict(many, { suspected_dropout: 9, leave: 4 });
});
afterAll(() => database.drop());

const sorted = (codes: Iterable<string>): string[] => watched.filter((code) => [...codes].includes(code));
const pivot = (rows: 'measure' | 'unit', codes = watched): PivotDefinition => ({
  programme: 'rule_of_law',
  years: [year],
  measures: codes.map((indicator) => ({ indicator })),
  rows,
  columns: rows === 'measure' ? 'none' : 'measure',
});

/** The rows of a workbook whose last column names what the public isn't shown: first cell, and those words. */
async function marksIn({ bytes }: { readonly bytes: Uint8Array }, label: number) {
  const { rows } = await readTableWorkbook(bytes);
  const last = rows.find((row) => row.includes(hiddenWords))?.indexOf(hiddenWords);
  return last === undefined ? [] : rows.flatMap((row) => (row[last] && row[last] !== hiddenWords ? [row[label]] : []));
}

describe('of one district, the same is marked', () => {
  it('in its roll-up, the workbook of it, its analysis and its report: what the public copy says 若干 of', async () => {
    const { indicators } = await acting.as(few.editor, useCases.getRollup, { programme: 'rule_of_law', year });
    const marked = sorted(indicators.flatMap((one) => (one.isHidden ? one.code : [])));
    // The sum isn't in the text: beside the other categories it would tell the one.
    expect(marked).toEqual([suspected, 'key_pupils']);

    const labelOf = new Map(indicators.map(({ code, label }) => [code, label.zh]));
    const workbook = await acting.as(few.editor, useCases.exportRollup, {
      programme: 'rule_of_law',
      year,
      locale: 'zh-CN',
    });
    const allMarked = indicators.flatMap((one) => (one.isHidden ? [one.label.zh] : []));
    expect(await marksIn(workbook, 1)).toEqual(allMarked);
    expect(allMarked).toEqual(expect.arrayContaining(marked.map((code) => labelOf.get(code))));

    const table = await acting.as(few.editor, useCases.pivot, pivot('measure'));
    expect(
      sorted(table.rows.flatMap((row, at) => (table.cells[at]?.[0]?.isHidden ? (row.at.measure ?? '') : []))),
    ).toEqual(marked.map((indicator) => measureKey({ indicator })));
    const file = { definition: JSON.stringify(pivot('measure')), format: 'xlsx', locale: 'zh-CN' };
    expect((await marksIn(await acting.as(few.editor, useCases.exportAnalysis, file), 0)).length).toBe(marked.length);

    const view = await acting.as(few.editor, useCases.getReportView, { reportId: ofFew.reportId });
    expect(view.hidden).toEqual([suspected]);
    const { publicationId } = await acting.as(few.editor, useCases.publishReport, { reportId: ofFew.reportId });
    const page = await getPublication(database.services, publicationId);
    expect(page.html?.replaceAll(/<[^>]+>/g, '').match(/若干/g)).toHaveLength(1);
    expect(page.html?.replaceAll(/<[^>]+>/g, '')).toContain('疑似辍学若干人');
  });

  it('at its superior: on its delivery, in comparison, overview and analysis, and their workbooks', async () => {
    for (const [district, sent] of [
      [few, ofFew],
      [many, ofMany],
    ] as const) {
      const rollup = await acting.as(district.editor, useCases.getRollup, { programme: 'rule_of_law', year });
      const marked = sorted(rollup.indicators.flatMap((one) => (one.isHidden ? one.code : [])));
      const delivery = await acting.as(city.reviewer, useCases.getDelivery, { deliveryId: sent.deliveryId });
      expect(sorted(delivery.indicators.flatMap((one) => (one.isHidden ? one.code : [])))).toEqual(marked);
      const overview = await acting.as(city.reviewer, useCases.compareAll, { programme: 'rule_of_law', year });
      const place = overview.districts.findIndex(({ name }) => name === delivery.unitName);
      expect(sorted(overview.indicators.flatMap((one) => (one.hidden[place]?.at(-1) ? one.code : [])))).toEqual(marked);
      const table = await acting.as(city.editor, useCases.pivot, pivot('unit'));
      const row = table.rows.findIndex(({ label }) => label?.zh === delivery.unitName);
      expect(sorted(watched.filter((_, at) => table.cells[row]?.[at]?.isHidden))).toEqual(marked);
      for (const indicator of watched) {
        const question = { programme: 'rule_of_law', year, indicator, per: null };
        const compared = await acting.as(city.reviewer, useCases.compareDistricts, question);
        const own = compared.rows.find(({ deliveryId }) => deliveryId === sent.deliveryId);
        expect([indicator, own?.current.isHidden]).toEqual([indicator, marked.includes(indicator)]);
        // Who may see the number sees it.
        expect(own?.current.value).toBe(delivery.indicators.find(({ code }) => code === indicator)?.value?.value);
        const workbook = await acting.as(city.reviewer, useCases.exportComparison, { ...question, locale: 'zh-CN' });
        expect((await marksIn(workbook, 1)).includes(delivery.unitName)).toBe(marked.includes(indicator));
      }
    }
    const letters = { programme: 'rule_of_law', year, indicator: 'letters', per: null };
    const compared = await acting.as(city.reviewer, useCases.compareDistricts, letters);
    expect(compared.rows.some(({ current }) => current.isHidden)).toBe(false);
    // What was delivered never changes: a comparison of many districts works it out once, and not with each read.
    const read = () =>
      readAsTenant(database.services.db, city.reviewer, async (trx) => {
        const [delivery] = await listDelivered(trx, city.tenantId, [ofFew.deliveryId]);
        return delivery && (await hiddenOfDeliveries(trx, city.tenantId, [delivery])).get(delivery.id);
      });
    const hidden = await read();
    expect(hidden?.size).toBeGreaterThan(0);
    expect(await read()).toBe(hidden);
  });

  it('among the reporters behind a figure, a school’s where it is so few', async () => {
    const behind = async (actor: Office | District, indicator: string) =>
      (await acting.as(actor.editor, useCases.getLineage, { programme: 'rule_of_law', year, indicator })).reporters.map(
        ({ isHidden }) => isHidden,
      );
    expect([await behind(few, suspected), await behind(many, suspected)]).toEqual([[true], [false]]);
    expect([await behind(city, suspected), await behind(city, 'letters')]).toEqual([
      [true, false],
      [false, false],
    ]);
    const ofReport = { reportId: ofFew.reportId, indicator: suspected };
    const { reporters } = await acting.as(few.editor, useCases.getReportLineage, ofReport);
    expect(reporters.map(({ isHidden }) => isHidden)).toEqual([true]);
    const cellOfPivot = { definition: pivot('unit', [suspected]), at: { year } };
    const explained = await acting.as(city.editor, useCases.explainCell, cellOfPivot);
    expect(explained.reporters.map(({ isHidden }) => isHidden)).toEqual([true, false]);
  });
});

describe('a text that changes what is printed', () => {
  it('changes what is marked: the sum in it is hidden with the one, and so it is in the roll-up', async () => {
    const { reportId } = await acting.as(few.editor, useCases.correctReport, {
      reportId: ofFew.reportId,
      reason: '补充总数',
    });
    const marked = async () => {
      const { indicators } = await acting.as(few.editor, useCases.getRollup, { programme: 'rule_of_law', year });
      return sorted(indicators.flatMap((one) => (one.isHidden ? one.code : [])));
    };
    await write(few, reportId, ['key_pupils']);
    const view = await acting.as(few.editor, useCases.getReportView, { reportId });
    expect(sorted(view.hidden)).toEqual(await marked());
    // The smallest other category yields, and the sum may stand.
    expect(await marked()).toEqual([suspected, 'key_pupils_leave']);
  });
});

describe('the superior’s own sum', () => {
  it('is hidden where it would tell, beside the districts’ public reports, what one of them hides', async () => {
    const { indicators } = await acting.as(city.editor, useCases.getRollup, { programme: 'rule_of_law', year });
    const total = indicators.find((one) => one.code === suspected);
    expect([total?.value?.value, total?.isHidden]).toEqual(['10', true]);
    expect(indicators.find((one) => one.code === 'key_pupils_leave')?.isHidden).toBe(false);
    const { reportId } = await acting.as(city.editor, useCases.compileReport, { programme: 'rule_of_law', year });
    await write(city, reportId, [suspected, 'key_pupils_leave']);
    const view = await acting.as(city.editor, useCases.getReportView, { reportId });
    expect(view.hidden).toEqual([suspected]);
  });

  it('goes up whole: a delivery has every number', async () => {
    const delivered = await withTenant(database.services.db, city.reviewer, (trx) =>
      trx.selectFrom('deliveries').select('figures').where('tenant_id', '=', city.tenantId).execute(),
    );
    expect(delivered.map(({ figures }) => JSON.stringify(figures).includes(`"${suspected}"`))).toEqual([true, true]);
  });
});

/** Puts figures into the first section of a draft. */
async function write(office: Office, reportId: string, codes: readonly string[]): Promise<void> {
  const { sections, indicators } = await acting.as(office.editor, useCases.getReportView, { reportId });
  const { code, version, content } = sections[0]!;
  const figures = codes.map((indicator): InlineNode => {
    const format = indicators.find((one) => one.code === indicator)!.format;
    return { type: 'figure', attrs: { id: `f-${indicator}`, indicator, format, unit: null } };
  });
  const more: SectionContent = {
    type: 'doc',
    version: 2,
    content: [
      ...content.content,
      { type: 'paragraph', attrs: { id: 'more' }, content: [{ type: 'text', text: '另有' }, ...figures] },
    ],
  };
  await acting.as(office.editor, useCases.saveSection, { reportId, code, version, content: more });
}
