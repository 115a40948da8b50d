import type { Cell } from '@huibao/domain';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { statutoryProgramme } from '@huibao/testing/statutory';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../use-case.ts';
import * as useCases from '../use-cases.ts';
import { publishEdition } from './publish-edition.ts';

// The tables of 政府信息公开, filled in by a section: from the clerk's cells to the figures.

const year = 2024;
const programme = 'city-open_tables';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let submissionId: string;
const clock = createClock(`${year}-06-25T09:00:00+08:00`);

const cell = (code: string, key: string, value: number): Cell => ({ code, key, state: 'value', value: String(value) });
const answers: readonly Cell[] = [
  { ...cell('fees', 'fee', 0), value: '0.00' },
  cell('issued', 'normative', 3),
  cell('received', 'person', 8),
  cell('received', 'company', 5),
  cell('opened', 'person', 6),
  cell('refused_3', 'person', 2),
  cell('opened', 'company', 4),
  cell('carried_out', 'company', 1),
];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
  acting = actingIn(database.services);
  const { cityAdmin, editor, section } = world.actors;
  const publish = {
    ...useCases.rollEditionsForward,
    run: (scope: Scope) => publishEdition(scope, { programme: statutoryProgramme, glossary: [] }, year),
  };
  await acting.as(cityAdmin, publish, { year });
  clock.set(`${year}-12-02T09:00:00+08:00`);
  const { collectionId } = await acting.as(editor, useCases.openCollection, { programme, year, period: 1 });
  const { terms } = await acting.as(section, useCases.listTasks, {});
  submissionId = terms.find((term) => term.collectionId === collectionId)?.forms[0]?.submissionId ?? '';
});
afterAll(() => database.drop());

describe('a form of grids', () => {
  it('keeps its cells and none of its sums', async () => {
    const { section } = world.actors;
    const save = (key: string) =>
      acting.as(section, useCases.saveCells, {
        submissionId,
        source: 'page',
        cells: [{ ...cell('received', key, 1), version: 0 }],
      });
    expect((await save('')).refused).toMatchObject([{ error: 'cell.unknown' }]);
    expect((await save('company')).refused).toEqual([]);
  });

  it('isn’t taken while a column doesn’t add up', async () => {
    const { section } = world.actors;
    await acting.fill(section, submissionId, [...answers, cell('carried_out', 'company', 2)]);
    expect(await codeOf(acting.as(section, useCases.submitSubmission, { submissionId }))).toBe('submission.has_errors');
  });

  it('goes out as a workbook of the same tables, and what was changed there is found', async () => {
    const { section } = world.actors;
    const { bytes } = await acting.as(section, useCases.downloadWorkbook, { submissionId, locale: 'zh-CN' });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
    const sheet = workbook.getWorksheet('收到和处理政府信息公开申请情况');
    const row = (sheet?.getColumn(1).values as unknown[]).indexOf('element:carried_out');
    if (sheet) sheet.getCell(row, 6).value = 1;
    const content = new Uint8Array(await workbook.xlsx.writeBuffer());
    const preview = await acting.as(section, useCases.previewWorkbook, { submissionId, content });
    expect(preview.changes.map(({ code, key, value }) => [code, key, value])).toEqual([
      ['carried_out', 'company', '1'],
    ]);
    expect([preview.refused, preview.ignored]).toEqual([[], []]);
  });

  it('is submitted, accepted and counted, by cells, by columns and by what is worked out in them', async () => {
    const { section, editor } = world.actors;
    await acting.reportAndAccept(section, editor, submissionId, answers);
    const { indicators } = await acting.as(editor, useCases.getRollup, { programme, year });
    expect(indicators.map(({ code, value }) => [code, value?.value])).toEqual([
      ['requests_received', '13'],
      ['requests_of_companies', '5'],
      ['requests_decided', '12'],
      ['normative_issued', '3'],
    ]);
    const origin = await acting.as(editor, useCases.getCellOrigin, {
      submissionId,
      revisionNo: 1,
      cell: 'decided[person]',
    });
    expect(origin.figures.map(({ indicator }) => indicator)).toEqual(['requests_decided']);
  });
});
