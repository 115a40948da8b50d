import { readTableWorkbook, writeTableWorkbook } from '@huibao/documents/xlsx';
import type { Locale } from '@huibao/domain';
import { createClock, createSmallWorld, createTestDatabase, type SmallWorld, type TestDatabase } from '@huibao/testing';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runUseCase } from '../use-case.ts';
import { downloadRosterTemplate } from './download-roster-template.ts';
import { importRoster } from './import-roster.ts';

let database: TestDatabase;
let world: SmallWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, createClock('2024-06-25T09:00:00+08:00'), [2024]);
});
afterAll(() => database.drop());

/** The template in a language, filled with these rows. */
async function roster(locale: Locale, rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  const template = await runUseCase(database.services, world.actors.admin, downloadRosterTemplate, { locale });
  const [header = []] = (await readTableWorkbook(template.bytes)).rows;
  return writeTableWorkbook({
    sheets: [{ name: 'sheet', columns: header.map((name) => ({ header: name, kind: 'text' as const })), rows }],
  });
}

const importing = (content: Uint8Array) => runUseCase(database.services, world.actors.admin, importRoster, { content });

describe('a roster of schools', () => {
  it('creates them with their reporters, the template being in either language', async () => {
    const chinese = await importing(
      await roster('zh-CN', [['第三小学', '小学', '公办', '', '', '2024-09-01', '王梅', 'wangmei']]),
    );
    expect(chinese.created).toMatchObject([
      { name: '第三小学', username: expect.stringMatching(/^wangmei@/) as string },
    ]);
    const english = await importing(await roster('en', [['第四小学', '211', 'Private', '', '', '2024-09-01', '', '']]));
    expect(english).toMatchObject({ created: [{ name: '第四小学', username: null, password: null }], problems: [] });
  });

  it('with any mistake creates nothing, and tells every one by its row and header', async () => {
    const result = await importing(
      await roster('en', [
        ['第五小学', '小学', '公办', '', '', '2024-09-01', '', ''],
        ['第一小学', '夜校', '', '12', '', '去年', '李军', ''],
      ]),
    );
    expect(result.created).toEqual([]);
    expect(result.problems.map(({ row, column, problem }) => [row, column, problem])).toEqual([
      [3, 'Type', 'unknown_type'],
      [3, 'Ownership', 'empty'],
      [3, 'School code', 'bad_code'],
      [3, 'Opens on', 'bad_date'],
      [3, 'Username', 'empty'],
    ]);
    expect(
      (await importing(await roster('zh-CN', [['第一小学', '小学', '公办', '', '', '2024-09-01', '', '']]))).problems,
    ).toMatchObject([{ column: '学校名称', problem: 'name_taken' }]);
  });

  it('reads dates as people write them, and takes no formula without a result for a text', async () => {
    const named = await importing(
      await roster('zh-CN', [['第七小学', '小学', '公办', '', '', '2024年9月1日 星期日', '', '']]),
    );
    expect(named.created).toMatchObject([{ name: '第七小学' }]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(
      Uint8Array.from(await roster('zh-CN', [['第八小学', '小学', '公办', '', '', '2024-09-01', '', '']])).buffer,
    );
    workbook.worksheets[0]!.getCell('A2').value = { formula: '"第八"&"小学"' };
    expect(await importing(new Uint8Array(await workbook.xlsx.writeBuffer()))).toEqual({
      created: [],
      problems: [{ row: 2, column: '学校名称', problem: 'no_result', value: '="第八"&"小学"' }],
    });
  });

  it('with other headers is refused', async () => {
    const content = await writeTableWorkbook({
      sheets: [{ name: 'sheet', columns: [{ header: '学校', kind: 'text' }], rows: [['第六小学']] }],
    });
    await expect(importing(content)).rejects.toMatchObject({ code: 'roster.row_invalid' });
  });
});
