import type { Cell } from '@huibao/domain';
import {
  addDistrict,
  addTop,
  createClock,
  createTestDatabase,
  issue,
  report,
  signInTurn,
  type District,
  type Office,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runUseCase, type UseCase } from '../use-case.ts';
import * as useCases from '../use-cases.ts';

// A year under way beside one that is whole: six schools, of which two are missing in autumn; a city of two districts,
// of which one has sent its report.

const [before, year] = [2023, 2024];
const clock = createClock(`${before}-01-05T09:00:00+08:00`);
let database: TestDatabase;
let city: Office;
let district: District;
let other: District;
let reportId: string;

const as = <Input, Output, Raw>(
  useCase: UseCase<Input, Output, Raw>,
  input: unknown,
  actor = district.editor,
): Promise<Output> => runUseCase(database.services, actor, useCase, input);

const cell = (code: string, value: string, key = ''): Cell => ({ code, key, state: 'value', value });

async function collect(of: District, one: number, period: 1 | 2, schools: readonly number[]): Promise<void> {
  clock.set(`${one}-${period === 1 ? '07' : '12'}-01T09:00:00+08:00`);
  await as(useCases.openCollection, { programme: 'rule_of_law', year: one, period }, of.editor);
  for (const index of schools) {
    const submissionId = await report(database.services, of.schools[index]!.reporter, 'safety', period, [
      cell('pupils', String(100 + index)),
      cell('staff', '40'),
      cell('letters', one === before ? '50' : '60'),
      cell('mailboxes', '1'),
      cell('screenings', '1'),
      cell('viewers', '30'),
    ]);
    await as(useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] }, of.editor);
  }
}

async function send(of: District, one: number): Promise<void> {
  clock.set(`${one + 1}-01-20T09:00:00+08:00`);
  const { deliveryId } = await issue(database.services, of, one, true);
  await as(useCases.decideDelivery, { deliveryId, action: 'accept' }, city.reviewer);
}

const all = [0, 1, 2, 3, 4, 5];

beforeAll(async () => {
  database = await createTestDatabase();
  city = await addTop(database.services, clock, '焦作市教育局', 'city', [before, year]);
  district = await addDistrict(database.services, clock, city, '解放区教育局', 6);
  other = await addDistrict(database.services, clock, city, '山阳区教育局', 1);
  for (const period of [1, 2] as const) {
    await collect(district, before, period, all);
    await collect(other, before, period, [0]);
  }
  await send(district, before);
  await send(other, before);
  await collect(district, year, 1, all);
});
afterAll(() => database.drop());

async function figure(code: string, of = district.editor) {
  const page = await as(useCases.getRollup, { programme: 'rule_of_law', year }, of);
  return { ...page.indicators.find((one) => one.code === code)!, reach: page.reach };
}

describe('while only spring was opened', () => {
  it('a year goes to spring, everything is in of it, and it is held against last spring', async () => {
    const letters = await figure('letters');
    expect(letters.value).toMatchObject({ value: '360', answered: 6, expected: 6, periods: [1] });
    expect(letters.isPartial).toBe(false);
    expect(letters.change).toEqual({
      kind: 'change',
      basis: 'all',
      reporters: null,
      periods: [{ zh: '春季学期', en: 'Spring term' }],
      now: '360',
      before: '300',
      by: '20.0',
      isPoints: false,
    });
    expect(letters.reach.periods).toMatchObject([
      { ordinal: 1, phase: 'open' },
      { ordinal: 2, phase: 'unopened' },
    ]);
  });

  it('no school stands out for having half of last year', async () => {
    const { outliers } = await as(useCases.listOutliers, { programme: 'rule_of_law', year });
    expect(outliers.filter((one) => one.lastYear !== null)).toEqual([]);
  });
});

describe('while two of six are missing in autumn', () => {
  beforeAll(() => collect(district, year, 2, [0, 1, 2, 3]));

  it('the roll-up says 10 of 12, of a stock 4 of 6, and is partial', async () => {
    expect(await figure('letters')).toMatchObject({
      value: { value: '600', answered: 10, expected: 12 },
      isPartial: true,
    });
    // Spring's answer stands for who is missing in autumn, and counts as missing.
    expect(await figure('pupils')).toMatchObject({
      value: { value: '615', answered: 4, expected: 6 },
      isPartial: true,
    });
  });

  it('while it is being collected, changes are of spring, of which everything is in', async () => {
    expect((await figure('letters')).change).toMatchObject({
      basis: 'all',
      periods: [{ zh: '春季学期', en: 'Spring term' }],
      now: '360',
      before: '300',
    });
  });

  it('once it is closed, changes are of the four that are whole in both years', async () => {
    clock.set(`${year + 1}-01-21T09:00:00+08:00`);
    expect((await figure('letters')).change).toMatchObject({
      kind: 'change',
      basis: 'same_reporters',
      reporters: 4,
      periods: null,
      now: '480',
      before: '400',
      by: '20.0',
    });
    expect((await figure('letters_per_100_pupils')).change).toMatchObject({ basis: 'same_reporters', reporters: 4 });
  });

  it('no missing half-year is listed as a fall, nor held against peers', async () => {
    const { outliers } = await as(useCases.listOutliers, { programme: 'rule_of_law', year });
    expect(outliers).toEqual([]);
  });

  it('the report, analysis and its parts say the same', async () => {
    await as(useCases.saveLedgerItem, {
      programme: 'rule_of_law',
      id: null,
      year,
      kind: 'shortcoming',
      title: '形式有待创新',
      detail: '形式不够丰富',
      owner: '政策法规股',
      dueOn: null,
    });
    ({ reportId } = await as(useCases.compileReport, { programme: 'rule_of_law', year }));
    const view = await as(useCases.getReportView, { reportId });
    const letters = await figure('letters');
    expect(view.indicators.find((one) => one.code === 'letters')).toMatchObject({
      value: letters.value,
      change: letters.change,
    });
    expect(view.reach).toEqual(letters.reach);
    const table = await as(useCases.pivot, {
      programme: 'rule_of_law',
      years: [year],
      measures: [{ indicator: 'letters' }],
      rows: 'unitType',
      columns: 'term',
    });
    expect(table.cells.map((row) => row.map((one) => [`${one?.answered}/${one?.expected}`, one?.isPartial]))).toEqual([
      [
        ['6/6', false],
        ['4/6', true],
        ['10/12', true],
      ],
      [
        ['6/6', false],
        ['4/6', true],
        ['10/12', true],
      ],
    ]);
    expect(table.reach).toEqual([letters.reach]);
  });
});

describe('a city of which one district of two is in', () => {
  beforeAll(async () => {
    for (const period of [1, 2] as const) await collect(other, year, period, [0]);
    await send(other, year);
  });

  it('is held against last year over that district alone, and says so', async () => {
    const pupils = await figure('pupils', city.editor);
    expect(pupils.value).toMatchObject({
      value: '100',
      answered: 1,
      expected: 2,
      leaves: { answered: 1, expected: 1 },
    });
    expect(pupils.change).toMatchObject({
      basis: 'same_reporters',
      reporters: 1,
      now: '100',
      before: '100',
      by: '0.0',
    });
    expect(pupils.reach.bureaus).toEqual({ accepted: 1, owed: 2 });
    const own = await as(useCases.compileReport, { programme: 'rule_of_law', year }, city.editor);
    const { findings } = await as(useCases.getGate, own, city.editor);
    // Not received: whether it was sent is another matter.
    const params = findings.find(({ check }) => check === 'unreported')?.params;
    expect(params).toMatchObject({ owed: 2, in: 1, missing: 1, context: 'below' });
  });

  it('compares and ranks the districts of which everything is in; of another it says why not', async () => {
    clock.set(`${year + 1}-01-25T09:00:00+08:00`);
    await signInTurn(database.services, [district.editor, district.checker, district.issuer], reportId);
    await as(useCases.numberReport, { reportId, sequence: null });
    const sent = await as(useCases.sendReport, { reportId });
    await as(useCases.decideDelivery, { ...sent, action: 'accept' }, city.reviewer);
    const { rows } = await as(
      useCases.compareDistricts,
      { programme: 'rule_of_law', year, indicator: 'letters' },
      city.reviewer,
    );
    expect(rows).toMatchObject([
      {
        rank: null,
        current: { answered: 10, expected: 12, isComplete: false },
        change: { kind: 'none', reason: 'not_like_with_like' },
      },
      { rank: 1, current: { answered: 2, expected: 2, isComplete: true }, change: { basis: 'all', by: '20.0' } },
    ]);
    const delivery = await as(useCases.getDelivery, { deliveryId: rows[0]!.deliveryId }, city.reviewer);
    expect(delivery.indicators.find((one) => one.code === 'letters')).toMatchObject({ isPartial: true });
    // Both districts are in; what is behind one of them isn't all.
    expect(await figure('letters', city.editor)).toMatchObject({
      value: { answered: 2, expected: 2, leaves: { answered: 12, expected: 14 } },
      isPartial: true,
      change: { basis: 'same_reporters', reporters: 1 },
    });
  });
});
