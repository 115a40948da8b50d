import type { Actor } from '@huibao/db';
import { formatNumber, type Cell, type HuibaoError, type PivotDefinition } from '@huibao/domain';
import {
  createClock,
  createSmallWorld,
  createTestDatabase,
  plainAnswers,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runUseCase, type UseCase } from '../use-case.ts';
import * as useCases from '../use-cases.ts';

let database: TestDatabase;
let world: SmallWorld;
const clock = createClock('2024-06-25T09:00:00+08:00');
const year = 2024;

const as = <I, O, R>(actor: Actor, useCase: UseCase<I, O, R>, input: R): Promise<O> =>
  runUseCase(database.services, actor, useCase, input);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: HuibaoError) => error.code,
  );
const pivot = (definition: PivotDefinition) => as(world.actors.editor, useCases.pivot, definition);
const safety = (
  rows: PivotDefinition['rows'],
  columns: PivotDefinition['columns'],
  more: Partial<PivotDefinition> = {},
): PivotDefinition => ({
  programme: 'rule_of_law',
  years: [year],
  measures: ['letters', 'screenings', 'viewers'].map((indicator) => ({ indicator })),
  rows,
  columns,
  ...more,
});

/** A term of two schools: safety with the second one's name as hostile as a name can be. */
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2023, year]);
  const { editor, first, second, head } = world.actors;
  for (const [period, at] of [
    [1, '2024-06-25T09:00:00+08:00'],
    [2, '2024-11-25T09:00:00+08:00'],
  ] as const) {
    clock.set(at);
    await as(editor, useCases.openCollection, { programme: 'rule_of_law', year, period });
    for (const [reporter, letters] of [
      [first, 120],
      [second, 30],
    ] as const) {
      if (period === 2 && reporter === second) continue;
      const { terms } = await as(reporter, useCases.listTasks, {});
      for (const form of terms[0]?.forms.filter(({ formCode }) => formCode === 'safety' || formCode === 'campaigns') ??
        []) {
        const view = await as(reporter, useCases.getSubmissionView, { submissionId: form.submissionId });
        const own: Cell[] =
          form.formCode !== 'safety'
            ? []
            : Object.entries({
                pupils: 100,
                staff: 20,
                classes: 4,
                campuses: 2,
                letters: letters + period,
                mailboxes: period,
                screenings: 1,
                viewers: 18,
              }).map(([code, value]) => ({ code, key: '', state: 'value', value: String(value) }));
        const cells = new Map(
          [...plainAnswers(view.form, view.unit, view.period), ...own].map((cell) => [
            `${cell.code} ${cell.key}`,
            { ...cell, version: 0 },
          ]),
        );
        await as(reporter, useCases.saveCells, { submissionId: view.id, source: 'page', cells: [...cells.values()] });
        for (const rule of view.form.rules.filter((one) => one.severity === 'warning'))
          await as(reporter, useCases.explainFinding, {
            submissionId: view.id,
            finding: rule.code,
            text: '经核实无误。',
          });
        const { state } = await as(reporter, useCases.submitSubmission, { submissionId: view.id });
        if (state === 'confirming') await as(head, useCases.confirmSubmission, { submissionId: view.id });
        await as(editor, useCases.acceptSubmissions, { items: [{ submissionId: view.id, revisionNo: 1 }] });
      }
    }
  }
}, 120_000);
afterAll(() => database.drop());

describe('a pivot', () => {
  it('has the roll-up’s figure as its total, for every indicator and however it is laid out', async () => {
    const { indicators } = await as(world.actors.editor, useCases.getRollup, { programme: 'rule_of_law', year });
    // All of a year by unit and term in one answer: each figure as a table has it.
    const together = await as(world.actors.editor, useCases.getFiguresByUnit, { programme: 'rule_of_law', year });
    const inOneAnswer = (code: string, unit: number | undefined, term: number | undefined) => {
      const [place, row] = [
        together.units.findIndex(({ id }) => id === unit),
        together.indicators.findIndex((one) => one.code === code),
      ];
      const part = together.parts.find(({ period }) => period?.ordinal === term);
      const columns = part?.figures[row];
      return [
        columns?.value[place],
        columns?.answered[place],
        columns?.expected[place],
        columns?.partial.includes(place),
      ];
    };
    let compared = 0;
    for (const [rows, columns] of [
      ['unit', 'term'],
      ['unitType', 'none'],
      ['none', 'none'],
    ] as const) {
      for (let from = 0; from < indicators.length; from += 12) {
        const part = indicators.slice(from, from + 12);
        const table = await pivot({
          programme: 'rule_of_law',
          years: [year],
          measures: part.map(({ code }) => ({ indicator: code })),
          rows,
          columns,
        });
        const total = table.rows.length - 1;
        for (const [at, head] of rows === 'unit' ? [...table.rows.entries()].slice(0, total) : [])
          for (const [to, column] of table.columns.entries()) {
            const cell = table.cells[at]?.[to];
            if (!cell) continue;
            const { measure = '', term } = column.at;
            const shown = [cell.value, cell.answered, cell.expected, cell.isPartial];
            expect([head.key, column.key, ...inOneAnswer(measure, head.at.unit, term)]).toEqual([
              head.key,
              column.key,
              ...shown,
            ]);
            if (cell.value !== null) compared += 1;
          }
        for (const { code, value } of part) {
          const column = table.columns.findIndex((head) => head.at.measure === code && head.at.term === undefined);
          const cell = table.cells[total]?.[column];
          expect([code, table.rows[total]?.key, cell?.value, cell?.answered, cell?.expected]).toEqual([
            code,
            'total',
            value?.value,
            value?.answered,
            value?.expected,
          ]);
        }
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('lays out schools by terms, several measures above; a stock’s total is no sum', async () => {
    const table = await pivot({
      ...safety('unit', 'term'),
      measures: [{ indicator: 'letters' }, { indicator: 'mailboxes' }],
    });
    expect([
      table.above,
      table.rows.map((row) => row.label?.zh ?? null),
      table.columns.map((column) => column.key),
    ]).toEqual([
      ['measure'],
      ['第一小学', '第二小学', null],
      [
        'measure:letters,term:1',
        'measure:letters,term:2',
        'measure:letters',
        'measure:mailboxes,term:1',
        'measure:mailboxes,term:2',
        'measure:mailboxes',
      ],
    ]);
    expect(table.cells.map((row) => row.map((cell) => cell?.value))).toEqual([
      ['121', '122', '243', '1', '2', '2'],
      ['31', null, '31', '1', null, '1'],
      ['152', '122', '274', '2', '2', '3'],
    ]);
    // One of two is missing in autumn: of the flow three of four are in, of the stock one of two. Whole and part alike.
    expect(table.cells[2]?.map((cell) => cell?.isPartial)).toEqual([false, true, true, false, true, true]);
    expect(table.cells[2]?.map((cell) => `${cell?.answered}/${cell?.expected}`)).toEqual([
      '2/2',
      '1/2',
      '3/4',
      '2/2',
      '1/2',
      '1/2',
    ]);
  });

  it('has no total over years or over measures, and sorts with what has no value last', async () => {
    const table = await pivot({ ...safety('measure', 'year'), years: [2023, year] });
    expect([table.rows.some((row) => row.isTotal), table.columns.some((column) => column.isTotal)]).toEqual([
      false,
      false,
    ]);
    const sorted = await pivot(safety('unit', 'term', { sort: { by: 'measure:letters,term:2', isDescending: false } }));
    expect(sorted.rows.map((row) => row.label?.zh ?? null)).toEqual(['第一小学', '第二小学', null]);
    const byTotal = await pivot(safety('unit', 'term', { sort: { by: 'measure:letters', isDescending: false } }));
    expect(byTotal.rows.map((row) => row.label?.zh ?? null)).toEqual(['第二小学', '第一小学', null]);
  });

  it('takes elements as they stand, by their options, of fewer units', async () => {
    const table = await pivot({
      programme: 'rule_of_law',
      years: [year],
      measures: [{ element: 'slot_rule' }],
      rows: 'option',
      columns: 'none',
      units: { schoolTypes: ['211'] },
    });
    expect(table.rows.length).toBeGreaterThan(1);
    expect(table.rows.at(0)?.label?.zh).toBeTruthy();
    expect(
      (await pivot(safety('unit', 'none', { units: { ownership: 'private' } }))).rows.map((row) => row.key),
    ).toEqual(['total']);
  });

  it('explains a cell by what was reported for it, and by nothing else', async () => {
    const explain = (at: object) =>
      as(world.actors.editor, useCases.explainCell, { definition: safety('unit', 'term'), at });
    const one = await explain({ unit: world.unitIds.first, term: 1, measure: 'letters' });
    expect(one.rows.map((row) => [row.unitName, row.period, row.value])).toEqual([['第一小学', 1, '121']]);
    const whole = await explain({ measure: 'viewers' });
    expect(whole.rows.reduce((sum, row) => sum + Number(row.value), 0)).toBe(54);
  });

  it('says what can’t be laid out', async () => {
    expect(await codeOf(pivot(safety('option', 'term')))).toBe('analysis.no_breakdown');
    expect(await codeOf(pivot({ ...safety('unit', 'term'), measures: [{ indicator: 'nothing' }] }))).toBe(
      'analysis.measure_not_found',
    );
    expect(await codeOf(pivot({ ...safety('unit', 'term'), years: [2050] }))).toBe('edition.not_found');
    expect(await codeOf(pivot(safety('unit', 'unit')))).toBe('request.invalid');
  });
});

describe('views', () => {
  it('are one’s own until shared, called by one name once, and taken away by their author alone', async () => {
    const { editor, checker } = world.actors;
    const view = { name: '安全', definition: safety('unit', 'term'), isShared: false };
    const { id } = await as(editor, useCases.saveView, view);
    expect(await codeOf(as(editor, useCases.saveView, view))).toBe('analysis.view_name_taken');
    expect(await as(checker, useCases.listViews, {})).toEqual([]);
    await as(editor, useCases.shareView, { viewId: id, isShared: true });
    expect(await as(checker, useCases.listViews, {})).toMatchObject([
      { id, name: '安全', definition: view.definition, isShared: true, isMine: false, author: 'editor' },
    ]);
    expect(await codeOf(as(checker, useCases.deleteView, { viewId: id }))).toBe('analysis.view_not_found');
    await as(editor, useCases.deleteView, { viewId: id });
    expect(await as(editor, useCases.listViews, {})).toEqual([]);
  });
});

describe('files', () => {
  const definition = safety('unit', 'term');
  const file = (format: 'xlsx' | 'csv', asked: PivotDefinition = definition) =>
    as(world.actors.editor, useCases.exportAnalysis, { definition: JSON.stringify(asked), format, locale: 'zh-CN' });

  it('hold the figures of the screen, read back by another program', async () => {
    const table = await pivot(definition);
    const shown = table.rows.map((_, row) =>
      table.columns.map((__, column) => table.cells[row]?.[column]?.value ?? null),
    );
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from((await file('xlsx')).bytes).buffer);
    const sheet = workbook.worksheets[0]!;
    expect(sheet.getCell('B2').value).toBe('《防欺凌致家长的一封信》（份） · 春季学期');
    const fromSheet = table.rows.map((_, row) =>
      table.columns.map((__, column) => {
        const value = sheet.getCell(row + 3, column + 2).value;
        return typeof value === 'number' ? String(value) : null;
      }),
    );
    expect(fromSheet).toEqual(shown);
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode((await file('csv')).bytes);
    expect(csv.startsWith('\uFEFF单位,')).toBe(true);
    const lines = csv
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',').slice(1, -1));
    expect(lines).toEqual(shown.map((row) => row.map((value) => value ?? '')));
    expect(csv).toContain('《防欺凌致家长的一封信》（份） · 秋季学期 1/2');
  });

  it('round as the screen does', async () => {
    const asked: PivotDefinition = {
      ...definition,
      measures: [{ indicator: 'pupils_per_teacher' }],
      rows: 'unit',
      columns: 'none',
    };
    const { indicators } = await as(world.actors.editor, useCases.getRollup, { programme: 'rule_of_law', year });
    const ratio = indicators.find((one) => one.operator === 'ratio' && one.value?.value);
    if (!ratio?.value?.value) throw new Error('no ratio has a value');
    const csv = new TextDecoder().decode(
      (await file('csv', { ...asked, measures: [{ indicator: ratio.code }] })).bytes,
    );
    expect(csv.trimEnd().split('\r\n').at(-1)?.split(',')[1]).toBe(
      formatNumber(ratio.value.value, 'en', ratio.decimals).replaceAll(',', ''),
    );
  });

  it('are refused for what is no pivot', async () => {
    expect(
      await codeOf(as(world.actors.editor, useCases.exportAnalysis, { definition: '{}', format: 'csv', locale: 'en' })),
    ).toBe('request.invalid');
    expect(
      await codeOf(
        as(world.actors.editor, useCases.exportAnalysis, { definition: 'nonsense', format: 'csv', locale: 'en' }),
      ),
    ).toBe('request.invalid');
    expect(
      await codeOf(
        as(world.actors.first, useCases.exportAnalysis, {
          definition: JSON.stringify(definition),
          format: 'csv',
          locale: 'en',
        }),
      ),
    ).toBe('access.denied');
  });
});
