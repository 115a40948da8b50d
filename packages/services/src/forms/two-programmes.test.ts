import type { Actor } from '@huibao/db';
import type { Cell } from '@huibao/domain';
import { builtInPackage } from '@huibao/programmes';
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
// a code alone, or by a year alone, mixes them. And a third, of its own, that nobody above knows.

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
});

describe('a third, the bureau’s own, of four quarters', () => {
  const sample = builtInPackage('samples/campus-safety');
  const programme = `bureau-${sample.programme.code}`;
  const fire = (code: string, value: number): Cell => ({ ...cell(code, value), key: 'fire' });
  /** Of fire alone; the register has a row for what stays open. */
  const hazards = (carried: number, found: number, rectified: number, rows: readonly Cell[]): readonly Cell[] => [
    ...[fire('hazards_carried', carried), fire('hazards_found', found), fire('hazards_rectified', rectified)],
    fire('hazards_open', carried + found - rectified),
    ...rows,
  ];
  const rowId = '0199aaaa-0000-7000-8000-000000000001';
  const oneRow = Object.entries({
    found_on: `${year}-06-02`,
    kind: 'fire',
    place: '灭火器压力不足',
    level: 'general',
    post: '总务主任',
    put_right_by: `${year}-07-28`,
  }).map(([column, value]): Cell => ({ code: `open_hazards.${column}`, key: rowId, state: 'value', value }));
  const toMissing = (one: Cell): Cell => ({ ...one, state: 'missing', value: '' });
  const row = [{ ...cell('open_hazards', 0), value: 'rows' }, ...oneRow];

  /** The first school's form of a quarter that opens now. */
  async function quarter(of: number, ordinal: number): Promise<{ collectionId: string; id: string }> {
    const { editor, first } = world.actors;
    const opened = await acting.as(editor, useCases.openCollection, { programme, year: of, period: ordinal });
    return { collectionId: opened.collectionId, id: await formIn(first, opened.collectionId, 'campus_safety') };
  }

  it('follows quarter by quarter, over the end of a year, too', async () => {
    const { admin, editor, first } = world.actors;
    for (const each of [year - 1, year]) {
      const publish = { ...useCases.rollEditionsForward, run: (scope: Scope) => publishEdition(scope, sample, each) };
      await acting.as(admin, publish, { year: each });
    }
    clock.set(`${year - 1}-12-22T09:00:00+08:00`);
    const last = await quarter(year - 1, 4);
    await acting.reportAndAccept(first, editor, last.id, hazards(0, 2, 1, row));

    clock.set(`${year}-03-22T09:00:00+08:00`);
    const spring = await quarter(year, 1);
    const view = await acting.as(first, useCases.getSubmissionView, { submissionId: spring.id });
    expect(view.previous?.find(({ code, key }) => code === 'hazards_open' && key === 'fire')?.value).toBe('1');
    // The register came along; a number that isn't what the last quarter left has to be explained.
    expect(view.cells.some(({ code, value }) => code === 'open_hazards.place' && value === '灭火器压力不足')).toBe(
      true,
    );
    await acting.fill(first, spring.id, hazards(0, 1, 0, row));
    const unlike = acting.as(first, useCases.submitSubmission, { submissionId: spring.id });
    expect(await codeOf(unlike)).toBe('submission.needs_explanation');
    await acting.reportAndAccept(first, editor, spring.id, hazards(1, 3, 4, oneRow.map(toMissing)));

    // After the day, before the end.
    clock.set(`${year}-06-22T09:00:00+08:00`);
    const summer = await quarter(year, 2);
    clock.set(`${year}-07-08T09:00:00+08:00`);
    await acting.reportAndAccept(first, editor, summer.id, hazards(0, 2, 1, row));
    const { units } = await acting.as(editor, useCases.getBoard, { collectionId: summer.collectionId });
    expect(units.map(({ id, forms: [form] }) => [id, form?.wasLate, form?.isOverdue])).toEqual([
      [world.unitIds.first, true, false],
      [world.unitIds.second, false, true],
    ]);
  });

  it('sums what happened, takes what stands from the last quarter, and both foot in the year', async () => {
    const { indicators, balances, reach } = await acting.as(world.actors.editor, useCases.getRollup, {
      programme,
      year,
    });
    const value = (code: string) => indicators.find((one) => one.code === code)?.value;
    expect(
      ['hazards_year_start', 'hazards_found', 'hazards_rectified', 'hazards_open', 'handled_share'].map((code) =>
        Number(value(code)?.value).toFixed(1),
      ),
    ).toEqual(['1.0', '5.0', '5.0', '1.0', '83.3']);
    expect(balances.map(({ holds }) => holds)).toEqual([true]);
    // Two schools owe two quarters of a flow, one quarter of a stock.
    expect(['hazards_found', 'hazards_open'].map((code) => value(code)?.expected)).toEqual([4, 2]);
    expect(reach.periods.map(({ phase, accepted, owed }) => [phase, accepted, owed])).toEqual([
      ['closed', 1, 2],
      ['open', 1, 2],
      ['unopened', 0, 0],
      ['unopened', 0, 0],
    ]);
  });

  it('is reported and made public, and goes to no superior, who knows nothing of it', async () => {
    const { first, editor, checker, issuer, reviewer } = world.actors;
    for (const [ordinal, at, of] of [
      [3, `${year}-09-22`, hazards(1, 0, 1, oneRow.map(toMissing))],
      [4, `${year}-12-22`, hazards(0, 0, 0, [])],
    ] as const) {
      clock.set(`${at}T09:00:00+08:00`);
      await acting.reportAndAccept(first, editor, (await quarter(year, ordinal)).id, of);
    }
    clock.set(`${year + 1}-01-25T09:00:00+08:00`);
    const waited = await acting.as(reviewer, useCases.getTodo, {});
    const { reportId } = await acting.as(editor, useCases.compileReport, { programme, year });
    const view = await acting.as(editor, useCases.getReportView, { reportId });
    expect([view.superior, view.dispatches.map(({ kind }) => kind)]).toEqual([null, ['main']]);
    await signInTurn(database.services, [editor, checker, issuer], reportId);
    await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
    expect(await codeOf(acting.as(editor, useCases.sendReport, { reportId }))).toBe('report.no_superior');
    const remind = { reportId, kind: 'report_due', dueAt: `${year + 1}-01-30T16:00:00Z` } as const;
    expect(await acting.as(editor, useCases.remindReport, remind)).toEqual({ reminded: 1 });
    await acting.as(editor, useCases.recordDispatch, { reportId, no: 0, channel: 'oa', receipt: '' });
    expect(await acting.as(editor, useCases.remindReport, remind)).toEqual({ reminded: 0 });
    await acting.as(editor, useCases.publishReport, { reportId });
    expect(await acting.as(reviewer, useCases.getTodo, {})).toEqual(waited);
  });
});

describe('the first', () => {
  it('is left as it was by both of them, to the byte', async () => {
    expect(await everythingOf(own)).toEqual(alone);
  });
});
