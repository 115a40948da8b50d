import { withTenant } from '@huibao/db';
import type { Cell, IndicatorValue } from '@huibao/domain';
import {
  addDistrict,
  addTop,
  createClock,
  createTestDatabase,
  report,
  makeFit,
  type District,
  type Office,
  type TestDatabase,
} from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runUseCase, type UseCase } from '../use-case.ts';
import * as useCases from '../use-cases.ts';
import { readRollup } from './read-rollup.ts';

// Figures are right at the moment of whatever moves them; and what is known of each.

const year = 2024;
const clock = createClock('2024-01-05T09:00:00+08:00');
let database: TestDatabase;
let city: Office;
let district: District;
const submissions: string[] = [];
/** The same code with a memory of its own, as another process of the api has it. */
let elsewhere: typeof useCases;

const cell = (code: string, value: string, key = ''): Cell => ({ code, key, state: 'value', value });
const safety = (index: number, more: readonly Cell[] = []): Cell[] => [
  cell('pupils', '500'),
  cell('staff', '40'),
  cell('letters', String(100 + index)),
  cell('mailboxes', '1'),
  cell('screenings', '1'),
  cell('viewers', '30'),
  ...more,
];

const as = <Input, Output, Raw>(
  useCase: UseCase<Input, Output, Raw>,
  input: unknown,
  actor = district.editor,
): Promise<Output> => runUseCase(database.services, actor, useCase, input);

const address = { programme: 'rule_of_law', year };

/** What stands in the database; and what this process and another one have kept of it says the same. */
async function rollup(): ReturnType<typeof readRollup> {
  const actor = district.editor;
  const asked = await withTenant(database.services.db, actor, (trx) => readRollup({ trx, actor }, address));
  expect(await as(useCases.getRollup, address)).toEqual(asked);
  expect(await as(elsewhere.getRollup, address)).toEqual(asked);
  return asked;
}

async function figure(code: string, preview = false): Promise<IndicatorValue> {
  const { indicators } = await (preview ? as(useCases.previewRollup, address) : rollup());
  return indicators.find((one) => one.code === code)!.value!;
}

const accept = (index: number, revisionNo = 1): Promise<unknown> =>
  as(useCases.acceptSubmissions, { items: [{ submissionId: submissions[index], revisionNo }] });

beforeAll(async () => {
  vi.resetModules();
  elsewhere = await import('../use-cases.ts');
  database = await createTestDatabase();
  city = await addTop(database.services, clock, '焦作市教育局', 'city', [year, year + 1]);
  district = await addDistrict(database.services, clock, city, '山阳区教育局', 8);
  clock.set(`${year}-07-01T09:00:00+08:00`);
  await as(useCases.openCollection, { programme: 'rule_of_law', year, period: 1 });
  for (const [index, { reporter }] of district.schools.entries())
    submissions.push(
      await report(
        database.services,
        reporter,
        'safety',
        1,
        safety(index, index === 7 ? [cell('letters', '9000')] : []),
      ),
    );
});
afterAll(() => database.drop());

describe('a figure', () => {
  it('isn’t moved by what is submitted, except in a preview, which says that it is one and leaves nothing behind', async () => {
    expect(await figure('letters')).toMatchObject({ value: null, answered: 0, expected: 8 });
    expect((await as(useCases.previewRollup, { programme: 'rule_of_law', year })).isPreview).toBe(true);
    expect(await figure('letters', true)).toMatchObject({ value: '9721', answered: 8 });
    expect(await figure('letters')).toMatchObject({ value: null, answered: 0 });
  });

  it('moves at acceptance, not at a return, and back at a reopening; and with the correction', async () => {
    await accept(0);
    expect(await figure('letters')).toMatchObject({ value: '100', answered: 1 });
    await as(useCases.returnSubmission, {
      submissionId: submissions[1],
      revisionNo: 1,
      reason: '请核对',
      comments: [{ cell: 'letters', text: '请核对份数' }],
    });
    expect((await figure('letters')).value).toBe('100');
    await as(useCases.reopenSubmission, { submissionId: submissions[0], revisionNo: 1, reason: '份数有误' });
    expect((await figure('letters')).value).toBeNull();
    await report(database.services, district.schools[0]!.reporter, 'safety', 1, [
      ...safety(0).filter((one) => one.code !== 'letters'),
      cell('letters', '90'),
    ]);
    await accept(0, 2);
    expect((await figure('letters')).value).toBe('90');
    await report(database.services, district.schools[1]!.reporter, 'safety', 1, safety(1));
    await accept(1, 2);
    for (const index of [2, 3, 4, 5, 6, 7]) await accept(index);
    expect(await figure('letters')).toMatchObject({ value: '9711', answered: 8, expected: 8 });
  });
});

describe('a unit that changes', () => {
  it('counts as what it is on the year’s last day', async () => {
    clock.set(`${year}-09-10T09:00:00+08:00`);
    const school = district.schools[2]!;
    const pupils = (): Promise<unknown> =>
      as(useCases.getLineage, { programme: 'rule_of_law', year, indicator: 'pupils' }).then(({ rows }) => rows.length);
    expect(await pupils()).toBe(8);
    // A kindergarten from September: no school of the report's any more.
    await as(
      useCases.changeUnit,
      {
        unitId: school.unitId,
        from: `${year}-09-01`,
        name: '第三幼儿园',
        schoolType: '111',
        ownership: 'public',
        sectionCode: null,
      },
      district.admin,
    );
    expect(await figure('letters')).toMatchObject({ value: '9609', answered: 7, expected: 7 });
    expect(await pupils()).toBe(7);
    // In spring it was one.
    const spring = await as(useCases.getLineage, {
      programme: 'rule_of_law',
      year,
      indicator: 'letters',
      period: 1,
      unitId: school.unitId,
    });
    expect(spring.rows.map((row) => [row.unitName, row.value])).toEqual([['第3小学', '102']]);
    await as(
      useCases.changeUnit,
      {
        unitId: school.unitId,
        from: `${year}-09-01`,
        name: '第三小学',
        schoolType: '211',
        ownership: 'private',
        sectionCode: null,
      },
      district.admin,
    );
    expect((await figure('letters')).value).toBe('9711');
    expect(
      (await as(useCases.getUnitHistory, { unitId: school.unitId }, district.admin)).versions.map((one) => [
        one.from,
        one.name,
        one.ownership,
      ]),
    ).toEqual([
      ['2024-09-01', '第三小学', 'private'],
      ['2019-09-01', '第3小学', 'public'],
    ]);
  });

  it('refuses a change before its first day, or tomorrow, or into another’s name', async () => {
    const change = {
      unitId: district.schools[3]!.unitId,
      name: '实验小学',
      schoolType: '211',
      ownership: 'public',
      sectionCode: null,
    };
    await expect(as(useCases.changeUnit, { ...change, from: '2018-01-01' }, district.admin)).rejects.toThrow(
      'unit.change_date',
    );
    await expect(as(useCases.changeUnit, { ...change, from: `${year}-09-11` }, district.admin)).rejects.toThrow(
      'unit.change_date',
    );
    await expect(
      as(useCases.changeUnit, { ...change, from: `${year}-09-01`, name: '第1小学' }, district.admin),
    ).rejects.toThrow('unit.name_taken');
  });

  it('leaves its flows in the year, and no stock, when it merges into another', async () => {
    expect(await figure('mailboxes')).toMatchObject({ value: '8', expected: 8 });
    await as(
      useCases.mergeUnits,
      { unitIds: [district.schools[4]!.unitId], successorId: district.schools[5]!.unitId, closesOn: `${year}-08-31` },
      district.admin,
    );
    expect(await figure('mailboxes')).toMatchObject({ value: '7', answered: 7, expected: 7 });
    expect(await figure('letters')).toMatchObject({ value: '9711', answered: 8, expected: 8 });
    // Eight beside seven: what stands behind the eight says which of them closed, and when.
    const closedBehind = async (indicator: string) => {
      const { reporters } = await as(useCases.getLineage, { programme: 'rule_of_law', year, indicator });
      return reporters.flatMap(({ unitName, closedOn }) => (closedOn === null ? [] : [`${unitName} ${closedOn}`]));
    };
    expect([await closedBehind('letters'), await closedBehind('mailboxes')]).toEqual([[`第5小学 ${year}-08-31`], []]);
    // It leaves the year's ratios with both parts: 104 letters, and its 500 pupils.
    expect(await figure('letters_per_100_pupils')).toMatchObject({
      numerator: '9607',
      denominator: '3500',
      answered: 7,
      expected: 7,
    });
    expect(
      (await as(useCases.getUnitHistory, { unitId: district.schools[5]!.unitId }, district.admin)).successions,
    ).toEqual([{ name: '第5小学', on: `${year}-08-31`, isSuccessor: false }]);
    await expect(
      as(
        useCases.mergeUnits,
        { unitIds: [district.schools[4]!.unitId], successorId: district.schools[5]!.unitId, closesOn: `${year}-08-31` },
        district.admin,
      ),
    ).rejects.toThrow('unit.already_closed');
  });
});

describe('what is known of the reporting', () => {
  it('how much is in, in time, whole and accepted', async () => {
    const quality = await as(useCases.getReportingQuality, { programme: 'rule_of_law', year });
    const form = quality.byForm.find((one) => one.code === 'safety');
    expect(form).toMatchObject({ expected: 8, submitted: 8, onTime: 8, complete: 8, accepted: 8 });
    expect(quality.overall.submitted).toBe(8);
    expect(quality.overall.expected).toBeGreaterThan(8);
    expect(quality.byUnit).toHaveLength(8);
    expect(quality.byUnit[0]).toMatchObject({ submitted: 1, accepted: 1 });
  });

  it('who stands out among its peers', async () => {
    const { outliers } = await as(useCases.listOutliers, { programme: 'rule_of_law', year });
    const letters = outliers.filter((one) => one.indicator === 'letters');
    // Of 90, 101, 102, 103, 104, 105, 106 and 9000: the median is 103.5, the MAD 2, and only one is far.
    expect(letters.map((one) => [one.unitName, one.value, one.peers?.median, one.peers?.score])).toEqual([
      ['第8小学', '9000', '103.5', '3000.3'],
      ['第1小学', '90', '103.5', '4.6'],
    ]);
  });

  it('and goes by another name, or stands out no more, as soon as that is so', async () => {
    const standingOut = async (): Promise<readonly string[]> => {
      const { outliers } = await as(useCases.listOutliers, { programme: 'rule_of_law', year });
      // Asked again, it is what is kept.
      expect((await as(useCases.listOutliers, { programme: 'rule_of_law', year })).outliers).toBe(outliers);
      return outliers.filter(({ indicator }) => indicator === 'letters').map(({ unitName }) => unitName);
    };
    expect(await standingOut()).toEqual(['第8小学', '第1小学']);
    const { unitId } = district.schools[7]!;
    const traits = { schoolType: '211', ownership: 'public', sectionCode: null } as const;
    await as(useCases.changeUnit, { unitId, from: `${year}-09-01`, name: '第八小学', ...traits }, district.admin);
    expect(await standingOut()).toEqual(['第八小学', '第1小学']);
    const submissionId = submissions[7] ?? '';
    await as(useCases.reopenSubmission, { submissionId, revisionNo: 1, reason: '请核对' });
    expect(await standingOut()).not.toContain('第八小学');
    const { reporter } = district.schools[7]!;
    await as(useCases.submitSubmission, { submissionId }, reporter);
    await accept(7, 2);
    expect(await standingOut()).toEqual(['第八小学', '第1小学']);
  });

  it('where a cell comes from, and what it moves', async () => {
    const origin = await as(useCases.getCellOrigin, { submissionId: submissions[1], revisionNo: 2, cell: 'letters' });
    expect(origin.cell).toMatchObject({ value: '101', state: 'value' });
    expect(origin.changes.map((change) => [change.value, change.by, change.source])).toEqual([
      ['101', '第2小学', 'page'],
      ['101', '第2小学', 'page'],
    ]);
    expect(origin.comments.map((one) => one.text)).toEqual(['请核对份数']);
    expect(origin.counts).toBe(true);
    expect(origin.figures.map((one) => one.indicator)).toEqual(['letters', 'letters_per_100_pupils']);
    expect(origin.reports).toEqual([]);
    const pupils = await as(useCases.getCellOrigin, { submissionId: submissions[1], revisionNo: 2, cell: 'pupils' });
    expect(pupils.figures.find((one) => one.indicator === 'letters_per_100_pupils')?.side).toBe('per');
    const replaced = await as(useCases.getCellOrigin, { submissionId: submissions[0], revisionNo: 1, cell: 'letters' });
    expect([replaced.counts, replaced.cell.value]).toEqual([false, '100']);
    await expect(
      as(useCases.getCellOrigin, { submissionId: submissions[0], revisionNo: 1, cell: 'nothing' }),
    ).rejects.toThrow('cell.unknown');
  });
});

describe('a cell that came from a workbook', () => {
  it('says from which', async () => {
    const submissionId = submissions[6] ?? '';
    const { reporter } = district.schools[6]!;
    await as(useCases.reopenSubmission, { submissionId, revisionNo: 1, reason: '请用工作簿重报' });
    const seen = (await as(useCases.getSubmissionView, { submissionId }, reporter)).cells.find(
      (one) => one.code === 'letters',
    );
    await as(
      useCases.saveCells,
      {
        submissionId,
        source: 'excel',
        fileName: '春季表3.xlsx',
        cells: [{ ...cell('letters', '106'), version: seen?.version ?? 0 }],
      },
      reporter,
    );
    await as(useCases.submitSubmission, { submissionId }, reporter);
    await accept(6, 2);
    const { changes } = await as(useCases.getCellOrigin, { submissionId, revisionNo: 2, cell: 'letters' });
    expect(changes.map((change) => [change.source, change.fileName])).toEqual([
      ['excel', '春季表3.xlsx'],
      ['page', null],
    ]);
  });
});

describe('a report', () => {
  it('can’t be sent for checking while its totals don’t agree', async () => {
    clock.set(`${year + 1}-01-04T09:00:00+08:00`);
    await as(useCases.saveLedgerItem, {
      ...address,
      id: null,
      kind: 'shortcoming',
      title: '形式有待创新',
      detail: '形式不够丰富',
      owner: '政策法规股',
      dueOn: null,
    });
    const { reportId } = await as(useCases.compileReport, address);
    // A pupil of no category: only whoever owns the database could have put that in.
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const stray = `tenant_id = $1 and element_id = (select id from data_elements where code = 'key_pupils' and kind = 'element')`;
    try {
      await owner.query(
        `insert into facts select tenant_id, year, element_id, 'nowhere', period, unit_id, owner_tenant_id, true, 1, null, null, 1, 1, source_id from facts where ${stray} and key = 'leave' limit 1`,
        [district.tenantId],
      );
      await expect(as(useCases.decideReport, { reportId, action: 'approve' })).rejects.toMatchObject({
        code: 'report.gate_refused',
        params: { reasons: expect.arrayContaining([expect.objectContaining({ code: 'unbalanced' })]) as unknown },
      });
      await owner.query(`delete from facts where ${stray} and key = 'nowhere'`, [district.tenantId]);
      await makeFit(database.services, district.editor, reportId);
      expect(await as(useCases.decideReport, { reportId, action: 'approve' })).toEqual({ state: 'in_approval' });
    } finally {
      await owner.end();
    }
  });
});
