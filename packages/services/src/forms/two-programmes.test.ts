import type { Actor } from '@huibao/db';
import type { Cell } from '@huibao/domain';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  quarterlyProgramme,
  signInTurn,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../use-case.ts';
import * as useCases from '../use-cases.ts';
import { publishEdition } from './publish-edition.ts';

// One bureau with two programmes, whose form, elements, indicators and register are called the same. Whatever goes by
// a code alone, or by a year alone, mixes them.

const year = 2024;
const own = 'rule_of_law';
const other = 'city-open_quarters';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
/** All that is shown of the first programme, before the second one was there. */
let alone: unknown;
let sent: { readonly deliveryId: string; readonly publicationId: string; readonly reportId: string };
const clock = createClock(`${year}-06-25T09:00:00+08:00`);

const cell = (code: string, value: number): Cell => ({ code, key: '', state: 'value', value: String(value) });

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
  acting = actingIn(database.services);
  const { editor, first, second, head, reviewer } = world.actors;
  for (const [period, at] of [
    [1, `${year}-06-25`],
    [2, `${year}-11-25`],
  ] as const) {
    clock.set(`${at}T09:00:00+08:00`);
    const { collectionId } = await acting.as(editor, useCases.openCollection, { programme: own, year, period });
    for (const [reporter, letters] of [
      [first, 90],
      [second, 60],
    ] as const) {
      const id = await formIn(reporter, collectionId, 'safety');
      await acting.report(reporter, id, [cell('letters', letters), cell('pupils', 300)]);
      if (reporter === second) await acting.as(head, useCases.confirmSubmission, { submissionId: id });
      await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId: id, revisionNo: 1 }] });
    }
  }
  clock.set(`${year + 1}-01-25T09:00:00+08:00`);
  sent = await report(own);
  await acting.as(reviewer, useCases.decideDelivery, { deliveryId: sent.deliveryId, action: 'accept' });
  alone = await everythingOf(own);
});
afterAll(() => database.drop());

/** The unit's form of a collection. */
async function formIn(reporter: Actor, collectionId: string, formCode: string): Promise<string> {
  const { terms } = await acting.as(reporter, useCases.listTasks, {});
  const forms = terms.find((term) => term.collectionId === collectionId)?.forms ?? [];
  const form = forms.find((one) => one.formCode === formCode);
  if (!form) throw new Error(`no form ${formCode}`);
  return form.submissionId;
}

/** Compiles, signs, numbers, sends and publishes a programme's report. */
async function report(programme: string): Promise<typeof sent> {
  const { editor } = world.actors;
  const { reportId } = await acting.as(editor, useCases.compileReport, { programme, year });
  return { reportId, ...(await sendOut(reportId)) };
}

async function sendOut(reportId: string): Promise<{ readonly deliveryId: string; readonly publicationId: string }> {
  const { editor, checker, issuer } = world.actors;
  await signInTurn(database.services, [editor, checker, issuer], reportId);
  await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
  const { deliveryId } = await acting.as(editor, useCases.sendReport, { reportId });
  const { publicationId } = await acting.as(editor, useCases.publishReport, { reportId });
  return { deliveryId, publicationId };
}

/** What bureau, city and school are shown of a programme, but for the time of asking and what the bureau has to do. */
async function everythingOf(programme: string): Promise<unknown> {
  const { editor, reviewer, first } = world.actors;
  const edition = { programme, year };
  const shown = {
    rollup: await acting.as(editor, useCases.getRollup, edition),
    lineage: await acting.as(editor, useCases.getLineage, { ...edition, indicator: 'letters' }),
    quality: await acting.as(editor, useCases.getReportingQuality, edition),
    outliers: await acting.as(editor, useCases.listOutliers, edition),
    pivot: await acting.as(editor, useCases.pivot, {
      programme,
      years: [year],
      measures: [{ indicator: 'letters' }],
      rows: 'unit',
      columns: 'term',
    }),
    workbook: await acting.as(editor, useCases.exportRollup, { ...edition, locale: 'zh-CN' }),
    ledger: await acting.as(editor, useCases.listLedger, { programme }),
    reports: await acting.as(editor, useCases.listReports, { programme }),
    indicators: await acting.as(editor, useCases.listIndicators, edition),
    city: await acting.as(reviewer, useCases.compareAll, edition),
    districts: await acting.as(reviewer, useCases.listDistricts, edition),
    delivery: await acting.as(reviewer, useCases.getDelivery, { deliveryId: sent.deliveryId }),
    report: await acting.as(editor, useCases.getReportView, { reportId: sent.reportId }),
    register: await acting
      .as(first, useCases.getSensitiveRegister, {})
      .then(({ rows }) => rows.filter((row) => row.programme === programme)),
  };
  return JSON.parse(
    JSON.stringify(shown, (_key, value: unknown) => (value instanceof Uint8Array ? [...value] : value)),
  );
}

describe('a second programme', () => {
  let deliveryId: string;
  let reportId: string;

  it('is published by the city, and stands in the bureau’s list under the city’s name', async () => {
    const publish = {
      ...useCases.rollEditionsForward,
      run: (scope: Scope) => publishEdition(scope, { programme: quarterlyProgramme, glossary: [] }, year),
    };
    await acting.as(world.actors.cityAdmin, publish, { year });
    const listed = await acting.as(world.actors.first, useCases.listProgrammes, {});
    expect(listed.map(({ name, years }) => [name, years])).toEqual([
      [own, [year]],
      // It ships beside the first, and comes behind it as titles are read out.
      ['open_information', [year]],
      [other, [year]],
    ]);
  });

  it('has four quarters, each opened by itself, of those who owe it and of nobody else', async () => {
    const { editor, first, second, head } = world.actors;
    for (const [quarter, at] of [
      [1, `${year}-03-21`],
      [2, `${year}-06-21`],
      [3, `${year}-09-21`],
      [4, `${year}-12-21`],
    ] as const) {
      clock.set(`${at}T09:00:00+08:00`);
      const { collectionId, expected } = await acting.as(editor, useCases.openCollection, {
        programme: other,
        year,
        period: quarter,
      });
      expect(expected).toBe(2);
      for (const reporter of [first, second]) {
        const id = await formIn(reporter, collectionId, 'safety');
        const view = await acting.as(reporter, useCases.getSubmissionView, { submissionId: id });
        expect([view.period.label.zh, view.previous?.find(({ code }) => code === 'letters')?.value]).toEqual([
          `${year} 第${'一二三四'[quarter - 1]}季度`,
          quarter === 1 ? undefined : String(quarter - 1),
        ]);
        // The second school hasn't answered for the last quarter.
        if (quarter === 4 && reporter === second) continue;
        await acting.report(reporter, id, [cell('letters', quarter), cell('pupils', 10), cell('answered', quarter)]);
        if (reporter === second) await acting.as(head, useCases.confirmSubmission, { submissionId: id });
        await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId: id, revisionNo: 1 }] });
      }
    }
    clock.set(`${year + 1}-01-25T09:00:00+08:00`);
    const { indicators, reach } = await acting.as(editor, useCases.getRollup, { programme: other, year });
    expect(indicators.map(({ code, value }) => [code, value?.value, value?.answered, value?.expected])).toEqual([
      ['letters', '16', 7, 8],
      // Of a stock the last quarter alone is owed.
      ['pupils', '20', 1, 2],
      ['answered_share', '100', 7, 8],
    ]);
    expect(reach.periods.map(({ name, accepted, owed }) => [name.zh, accepted, owed])).toEqual([
      ['第一季度', 2, 2],
      ['第二季度', 2, 2],
      ['第三季度', 2, 2],
      ['第四季度', 1, 2],
    ]);
  });

  it('keeps a register, a ledger, workbooks, notices and answers of its own', async () => {
    const { editor, first, second } = world.actors;
    await acting.as(first, useCases.saveSensitiveRow, {
      programme: other,
      id: null,
      register: 'key_pupil_register',
      category: 'leave',
      pupil: '某申请人',
      note: '',
      since: `${year}-10-08`,
      endedOn: null,
    });
    const { terms } = await acting.as(second, useCases.listTasks, {});
    const [open] = terms.filter((term) => term.title.zh === quarterlyProgramme.title.zh);
    const theirs = open?.forms[0]?.submissionId ?? '';
    const ours =
      terms
        .find((term) => term.title.zh !== quarterlyProgramme.title.zh)
        ?.forms.find(({ formCode }) => formCode === 'safety')?.submissionId ?? '';
    const { bytes } = await acting.as(second, useCases.downloadWorkbook, { submissionId: ours, locale: 'zh-CN' });
    await acting.as(editor, useCases.extendDeadline, {
      collectionId: open?.collectionId ?? '',
      unitId: world.unitIds.second,
      untilOn: `${year + 1}-02-10`,
      reason: '系统维护',
    });
    const upload = acting.as(second, useCases.previewWorkbook, { submissionId: theirs, content: bytes });
    expect(await codeOf(upload)).toMatch(/^workbook\.other_(period|version)$/);
    const [notice] = await acting.as(second, useCases.listNotices, {});
    expect(notice?.params).toMatchObject({
      programme: quarterlyProgramme.title,
      period: { zh: `${year} 第四季度`, en: `Quarter 4 ${year}` },
    });
    const item = {
      id: null,
      year,
      kind: 'shortcoming',
      title: '答复不够及时',
      detail: '人手不足',
      owner: '办公室',
    } as const;
    await acting.as(editor, useCases.saveLedgerItem, { programme: other, ...item, dueOn: null });
    const items = await acting.as(editor, useCases.listLedger, { programme: other });
    expect(items.map(({ title }) => title)).toEqual(['答复不够及时']);
  });

  it('is reported, sent, corrected and published beside the first', async () => {
    const { editor, reviewer } = world.actors;
    ({ deliveryId, reportId } = await report(other));
    await acting.as(reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
    const corrected = await acting.as(editor, useCases.correctReport, { reportId, reason: '补报第四季度' });
    const again = await sendOut(corrected.reportId);
    await acting.as(reviewer, useCases.decideDelivery, { deliveryId: again.deliveryId, action: 'accept' });
    const { rows } = await acting.as(reviewer, useCases.compareDistricts, {
      programme: other,
      year,
      indicator: 'letters',
      per: null,
    });
    expect(rows.map(({ current }) => [current.value, current.state])).toEqual([['16', 'accepted']]);
    const { districts } = await acting.as(reviewer, useCases.listDistricts, { programme: other, year });
    expect(districts[0]?.deliveries.map(({ version, state }) => [version, state])).toEqual([
      [2, 'accepted'],
      [1, 'accepted'],
    ]);
  });

  it('has left everything of the first as it was, to the byte', async () => {
    expect(await everythingOf(own)).toEqual(alone);
  });
});
