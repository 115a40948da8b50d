import { withTenant } from '@huibao/db';
import type { Cell, IndicatorOperator, IndicatorValue, Term } from '@huibao/domain';
import {
  addBelow,
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
import { requireEdition } from '../forms/edition.repository.ts';
import { runUseCase } from '../use-case.ts';
import * as useCases from '../use-cases.ts';
import { rollUp } from './roll-up.ts';

// A province above a city above districts above schools, made and run by the use-cases that a city alone is run by:
// each level rolls up what the level below it issued, sent and had accepted.

const year = 2024;
const clock = createClock('2024-01-05T09:00:00+08:00');
let database: TestDatabase;
let province: Office;
let cities: readonly Office[];
let districts: readonly District[];

const cell = (code: string, value: string, key = ''): Cell => ({ code, key, state: 'value', value });

/** pupils, letters, screenings, and whether the notice is posted, school by school. */
const answers = [
  [
    ['1000', '800', '2', 'true'],
    ['500', '499', '0', 'false'],
  ],
  [['300', '0', '7', 'true']],
  [
    ['2000', '1501', '3', 'true'],
    ['100', '33', '1', 'true'],
  ],
] as const;

/** What the province asks of all below it, one of each operator: none of it is in the built-in programme. */
const letters: Term = { element: 'letters', take: 'sum' };
const operators: Readonly<Record<string, IndicatorOperator>> = {
  mean: { op: 'mean', of: letters },
  min: { op: 'min', of: letters },
  max: { op: 'max', of: letters },
  median: { op: 'median', of: letters },
  weighted: { op: 'weighted_mean', of: letters, weight: { element: 'pupils', take: 'sum' } },
  thousands: { op: 'total', of: { element: 'pupils', take: 'sum' }, factor: '0.001' },
};
const added = {
  group: 'bullying',
  unit: { zh: '份', en: 'copies' },
  decimals: 1,
  coverageFloor: '0.9',
  format: { style: 'exact' as const },
  comparable: true,
  moreIsBetter: null,
};
const codes = new Map<string, string>();

beforeAll(async () => {
  database = await createTestDatabase();
  const ctx = database.services;
  province = await addTop(ctx, clock, '河南省教育厅', 'province', [year]);
  const jiaozuo = await addBelow(ctx, clock, province, '焦作市教育局');
  const luoyang = await addBelow(ctx, clock, province, '洛阳市教育局');
  cities = [jiaozuo, luoyang];
  districts = [
    await addDistrict(ctx, clock, jiaozuo, '山阳区教育局', 2),
    await addDistrict(ctx, clock, jiaozuo, '解放区教育局', 1),
    await addDistrict(ctx, clock, luoyang, '洛龙区教育局', 2),
  ];
  for (const [name, operator] of Object.entries(operators))
    codes.set(
      name,
      (
        await runUseCase(ctx, province.editor, useCases.saveIndicator, {
          programme: 'rule_of_law',
          year,
          code: null,
          version: null,
          definition: { ...added, label: { zh: `省 ${name}`, en: `province ${name}` }, operator },
        })
      ).code,
    );
  clock.set(`${year}-12-01T09:00:00+08:00`);
  for (const [index, district] of districts.entries()) {
    await runUseCase(ctx, district.editor, useCases.openCollection, {
      programme: 'rule_of_law',
      year,
      period: 1,
      closesOn: `${year}-12-31`,
    });
    await runUseCase(ctx, district.editor, useCases.openCollection, { programme: 'rule_of_law', year, period: 2 });
    for (const [place, { reporter }] of district.schools.entries()) {
      const [pupils, letters, screenings, notice] = answers[index]?.[place] ?? ['1', '0', '0', 'false'];
      // Nothing happened in spring, and both terms are told: a report whose year isn't whole goes nowhere.
      for (const period of [1, 2]) {
        const of = (count: string): string => (period === 2 ? count : '0');
        const submissionId = await report(ctx, reporter, 'safety', period, [
          cell('pupils', pupils),
          cell('staff', '100'),
          cell('letters', of(letters)),
          cell('screenings', of(screenings)),
          cell('viewers', of(screenings)),
          cell('notice_posted', notice),
        ]);
        const items = [{ submissionId, revisionNo: 1 }];
        await runUseCase(ctx, district.editor, useCases.acceptSubmissions, { items });
      }
    }
  }
  clock.set(`${year + 1}-01-20T09:00:00+08:00`);
  for (const [index, district] of districts.entries()) await sendUp(district, index < 2 ? jiaozuo : luoyang);
  for (const city of cities) await sendUp(city, province);
});
afterAll(() => database.drop());

async function sendUp(office: Office, above: Office): Promise<void> {
  const { deliveryId } = await issue(database.services, office, year, true);
  await runUseCase(database.services, above.reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
}

async function figuresOf(office: Office): Promise<(code: string) => IndicatorValue> {
  const figures = await withTenant(database.services.db, office.editor, async (trx) => {
    const edition = await requireEdition(trx, office.editor, { programme: 'rule_of_law', year });
    return rollUp({ trx, actor: office.editor }, edition);
  });
  return (code) => figures.get(code)!;
}

describe('a province', () => {
  it('adds up what its cities issued, to the last pupil', async () => {
    const at = await figuresOf(province);
    expect(at('pupils').value).toBe('3900');
    expect(at('letters').value).toBe('2833');
    expect(at('notice_schools').value).toBe('4');
    // Two cities, and behind them each school in each term that was opened, at every level.
    expect(at('letters')).toMatchObject({
      answered: 2,
      expected: 2,
      leaves: { answered: 10, expected: 10 },
      periods: [1, 2],
    });
  });

  it('divides sums by sums, never means of ratios', async () => {
    const at = await figuresOf(province);
    expect(at('letters_per_100_pupils')).toMatchObject({
      numerator: '2833',
      denominator: '3900',
      value: '72.64102564102564102564',
    });
    expect(at('viewers_per_screening')).toMatchObject({ numerator: '13', denominator: '13', value: '1' });
  });

  it('has figures of its own asking from every school, through every level', async () => {
    const [top, city, district] = [
      await figuresOf(province),
      await figuresOf(cities[0]!),
      await figuresOf(districts[0]!),
    ];
    const at = (figures: typeof top, name: string): string | null => figures(codes.get(name)!).value;
    // 800, 499; 0; 1501, 33 over 1000, 500; 300; 2000, 100 pupils.
    expect([at(top, 'mean'), at(city, 'mean'), at(district, 'mean')]).toEqual(['566.6', '433', '649.5']);
    expect([at(top, 'min'), at(top, 'max'), at(city, 'max')]).toEqual(['0', '1501', '800']);
    // Above the first level over the direct children: 649.5 and 0, then 324.75 and 767.
    expect([at(district, 'median'), at(city, 'median'), at(top, 'median')]).toEqual(['649.5', '324.75', '545.875']);
    expect(top(codes.get('weighted')!)).toMatchObject({ numerator: '4054800', denominator: '3900' });
    expect([at(top, 'thousands'), at(city, 'thousands')]).toEqual(['3.9', '1.8']);
  });

  it('knows how many of its own reported, and how many schools stand behind them', async () => {
    const [top, city] = [await figuresOf(province), await figuresOf(cities[0]!)];
    expect(top('letters')).toMatchObject({ answered: 2, expected: 2, leaves: { answered: 10, expected: 10 } });
    expect(city('letters')).toMatchObject({ answered: 2, expected: 2, leaves: { answered: 6, expected: 6 } });
  });

  it('is the same number at every level', async () => {
    const [shanyang, jiefang, jiaozuo] = await Promise.all([
      figuresOf(districts[0]!),
      figuresOf(districts[1]!),
      figuresOf(cities[0]!),
    ]);
    expect([shanyang('letters').value, jiefang('letters').value, jiaozuo('letters').value]).toEqual([
      '1299',
      '0',
      '1299',
    ]);
    expect(shanyang('letters').leaves).toBeUndefined();
  });

  it('opens a figure to the cities’ reports, and a city’s to its districts’', async () => {
    const behind = async (office: Office) =>
      (
        await runUseCase(database.services, office.editor, useCases.getLineage, {
          programme: 'rule_of_law',
          year,
          indicator: 'letters_per_100_pupils',
        })
      ).rows.map((row) => [row.side, row.value, row.deliveryId !== null]);
    expect(await behind(province)).toEqual([
      ['of', '1299', true],
      ['per', '1800', true],
      ['of', '1534', true],
      ['per', '2100', true],
    ]);
    expect(await behind(cities[1]!)).toEqual([
      ['of', '1534', true],
      ['per', '2100', true],
    ]);
  });

  it('compares its cities as a city does its districts', async () => {
    const comparison = await runUseCase(database.services, province.reviewer, useCases.compareDistricts, {
      programme: 'rule_of_law',
      year,
      indicator: 'letters',
      per: 'pupils',
    });
    expect(comparison.rows.map((row) => [row.current.value, row.rank])).toEqual([
      ['721.7', 2],
      ['730.5', 1],
    ]);
    const matrix = await runUseCase(database.services, province.reviewer, useCases.compareAll, {
      programme: 'rule_of_law',
      year,
    });
    expect(matrix.indicators.find((one) => one.code === 'letters')?.values.map((values) => values[2])).toEqual([
      '721.7',
      '730.5',
    ]);
  });

  it('sees nothing of a district’s: only what its cities sent', async () => {
    const { districts: below } = await runUseCase(database.services, province.reviewer, useCases.listDistricts, {
      programme: 'rule_of_law',
      year,
    });
    expect(below).toHaveLength(2);
    const foreign = await withTenant(database.services.db, province.reviewer, async (trx) => [
      ...(await trx.selectFrom('submissions').select('id').execute()),
      ...(await trx.selectFrom('reports').select('id').where('tenant_id', '<>', province.tenantId).execute()),
    ]);
    expect(foreign).toEqual([]);
  });

  it('keeps what a city sent until a corrected version goes all the way up', async () => {
    const ctx = database.services;
    const [district, luoyang] = [districts[2]!, cities[1]!];
    const letters = async (office: Office): Promise<string | null> => (await figuresOf(office))('letters').value;
    const school = district.schools[1]!;
    const { terms } = await runUseCase(ctx, school.reporter, useCases.listTasks, {});
    const submissionId =
      terms.flatMap((term) => term.forms).find((form) => form.formCode === 'safety')?.submissionId ?? '';
    await runUseCase(ctx, district.editor, useCases.reopenSubmission, {
      submissionId,
      revisionNo: 1,
      reason: '家长信份数有误',
    });
    expect(await letters(district)).toBe('1501');
    await report(ctx, school.reporter, 'safety', 2, [
      cell('pupils', '100'),
      cell('staff', '100'),
      cell('letters', '43'),
      cell('screenings', '1'),
      cell('viewers', '1'),
      cell('notice_posted', 'true'),
    ]);
    await runUseCase(ctx, district.editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 2 }] });
    expect([await letters(district), await letters(luoyang), await letters(province)]).toEqual([
      '1544',
      '1534',
      '2833',
    ]);
    await correct(district, luoyang);
    expect([await letters(luoyang), await letters(province)]).toEqual(['1544', '2833']);
    await correct(luoyang, province);
    expect(await letters(province)).toBe('2843');
  });
});

/** The next version of what an office issued, sent up and accepted. */
async function correct(office: Office, above: Office): Promise<void> {
  const ctx = database.services;
  const { reports } = await runUseCase(ctx, office.editor, useCases.listReports, { programme: 'rule_of_law' });
  const { reportId } = await runUseCase(ctx, office.editor, useCases.correctReport, {
    reportId: reports[0]?.id ?? '',
    reason: '更正家长信份数',
  });
  await signInTurn(ctx, [office.editor, office.checker, office.issuer], reportId);
  await runUseCase(ctx, office.editor, useCases.numberReport, { reportId, sequence: null });
  const { deliveryId } = await runUseCase(ctx, office.editor, useCases.sendReport, { reportId });
  await runUseCase(ctx, above.reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
}
