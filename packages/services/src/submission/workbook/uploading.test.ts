import { actingIn, createClock, createSmallWorld, createTestDatabase, type TestDatabase } from '@huibao/testing';
import ExcelJS from 'exceljs';
import { afterAll, expect, it } from 'vitest';
import * as useCases from '../../use-cases.ts';

let database: TestDatabase | undefined;
afterAll(() => database?.drop());

const safetyCells = { letters: '20', staff: '31', viewers: '28' };

it('a workbook of yesterday neither erases nor overwrites what has been written since, and says so', async () => {
  database = await createTestDatabase();
  const world = await createSmallWorld(database.services, createClock('2024-06-25T09:00:00+08:00'), [2024]);
  const acting = actingIn(database.services);
  const { first, editor } = world.actors;
  await acting.as(editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  const submissionId = await acting.formOf(first, 'safety');
  const save = async (values: Readonly<Record<string, string>>): Promise<void> => {
    const { cells } = await acting.as(first, useCases.getSubmissionView, { submissionId });
    const versions = new Map(cells.map((cell) => [cell.code, cell.version]));
    await acting.as(first, useCases.saveCells, {
      submissionId,
      source: 'page',
      cells: Object.entries(values).map(([code, value]) => ({
        code,
        key: '',
        state: 'value' as const,
        value,
        version: versions.get(code) ?? 0,
      })),
    });
  };
  await save(safetyCells);
  const { bytes } = await acting.as(first, useCases.downloadWorkbook, { submissionId, locale: 'zh-CN' });

  // Meanwhile a colleague: a number that was blank, one that the clerk will change, one that the clerk won't.
  await save({ mailboxes: '2', letters: '25', staff: '33' });

  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  const sheet = workbook.worksheets[0]!;
  const type = (code: string, value: ExcelJS.CellValue): void => {
    sheet.eachRow((row) => {
      if (row.getCell(1).text === code) row.getCell(5).value = value;
    });
  };
  type('letters', 22);
  type('viewers', null);
  type('screenings', 1);
  type('bullying_checks', { formula: '1+1' });
  const preview = await acting.as(first, useCases.previewWorkbook, {
    submissionId,
    content: new Uint8Array(await workbook.xlsx.writeBuffer()),
  });
  const named = (cells: readonly { code: string; value?: string }[]) => cells.map(({ code, value }) => [code, value]);
  expect(named(preview.changes)).toEqual([['screenings', '1']]);
  expect(named(preview.emptied)).toEqual([['viewers', '']]);
  expect(preview.conflicts).toMatchObject([{ code: 'letters', value: '22', before: { value: '25' }, by: 'first' }]);
  expect(preview.refused).toMatchObject([{ code: 'bullying_checks', error: 'cell.no_result', text: '=1+1' }]);

  const { conflicts } = await acting.as(first, useCases.saveCells, {
    submissionId,
    source: 'excel',
    cells: preview.changes.map(({ code, key, state, value, version }) => ({ code, key, state, value, version })),
    fileName: '表3.xlsx',
  });
  expect(conflicts).toEqual([]);
  const { cells } = await acting.as(first, useCases.getSubmissionView, { submissionId });
  const now = new Map(cells.map((cell) => [cell.code, cell.value]));
  expect(['mailboxes', 'letters', 'staff', 'viewers', 'screenings'].map((code) => now.get(code))).toEqual([
    '2',
    '25',
    '33',
    '28',
    '1',
  ]);
});
