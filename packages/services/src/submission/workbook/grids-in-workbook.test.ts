import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFormWorkbook, writeFormWorkbook, type FormWorkbook } from '@huibao/documents/xlsx';
import { cellId, cellMap, expectedCells, type Cell, type UnitTraits } from '@huibao/domain';
import { statutoryForm as form } from '@huibao/testing/statutory';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';

const unit: UnitTraits = { kind: 'section', schoolType: null, ownership: null, sectionCode: 'office' };
const identity = {
  form: form.code,
  formVersion: '1',
  unitId: '7',
  unitName: '办公室',
  submissionId: '9',
  collectionId: '3',
  year: 2025,
  periodOrdinal: 1,
  periodLabel: '2025年',
};
// The workbook that LibreOffice saved holds 规章 too, which could be typed then.
const filled = expectedCells(form, unit)
  .filter(({ element, option }) => element.calculated === undefined || option?.fixed !== undefined)
  .flatMap(({ element, option }, index): readonly Cell[] =>
    option?.fixed === undefined
      ? [{ code: element.code, key: option?.code ?? '', state: 'value', value: String(index + 1) }]
      : [],
  );

const write = (): Promise<Uint8Array> =>
  writeFormWorkbook({ form, identity, locale: 'zh-CN', cells: cellMap(filled), lastYear: null, unit });

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  return workbook;
}

async function edited(edit: (workbook: ExcelJS.Workbook) => void): Promise<FormWorkbook> {
  const workbook = await open(await write());
  edit(workbook);
  return read(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

async function read(bytes: Uint8Array): Promise<FormWorkbook> {
  return (await openFormWorkbook(bytes)).read(form, unit);
}

const answers = ({ cells }: FormWorkbook) => new Map(cells.map((cell) => [cellId(cell), cell.text]));
const whole = new Map(filled.map((cell) => [cellId(cell), cell.value]));
const requests = (workbook: ExcelJS.Workbook): ExcelJS.Worksheet =>
  workbook.getWorksheet('收到和处理政府信息公开申请情况') ?? workbook.addWorksheet();

/** The row of a sheet whose hidden address is this. */
function rowOf(sheet: ExcelJS.Worksheet, address: string): number {
  return (sheet.getColumn(1).values as unknown[]).indexOf(address);
}

describe('grids in a workbook', () => {
  it('stand on a sheet for each section, and no sheet of fields beside them', async () => {
    const workbook = await open(await write());
    expect(workbook.worksheets.filter(({ state }) => state === 'visible').map(({ name }) => name)).toEqual([
      '主动公开政府信息情况',
      '收到和处理政府信息公开申请情况',
      '政府信息公开行政复议、行政诉讼情况',
    ]);
  });

  it('have their heads merged as on paper, and their sums worked out', async () => {
    const sheet = requests(await open(await write()));
    const first = rowOf(sheet, '#grid:requests') + 2;
    const text = (row: number, column: number) => sheet.getCell(row, column).text;
    const isOne = (row: number, column: number, other: readonly [number, number]) =>
      sheet.getCell(row, column).master === sheet.getCell(...other).master;
    expect([text(first, 2), text(first, 5), text(first + 1, 6), text(first + 2, 10), text(first + 1, 11)]).toEqual([
      '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
      '申请人情况',
      '法人或其他组织',
      '其他',
      '总计',
    ]);
    expect([
      isOne(first, 2, [first + 2, 4]),
      isOne(first, 5, [first, 11]),
      isOne(first + 1, 5, [first + 2, 5]),
      isOne(first + 1, 6, [first + 1, 10]),
      isOne(first + 1, 6, [first + 2, 6]),
    ]).toEqual([true, true, true, true, false]);
    const refused = rowOf(sheet, 'element:refused_1');
    expect([text(refused, 2), text(refused, 3), text(refused, 4)]).toEqual([
      '三、本年度办理结果',
      '（三）不予公开',
      '1.属于国家秘密 *',
    ]);
    expect([isOne(refused, 3, [refused + 7, 3]), isOne(refused, 2, [refused - 2, 2])]).toEqual([true, true]);
    const own = [...'123456'].reduce((sum, _, index) => sum + Number(sheet.getCell(refused, 5 + index).value), 0);
    expect(sheet.getCell(refused, 11).value).toBe(own);
  });

  it('come back as they went out', async () => {
    const back = await read(await write());
    expect(answers(back)).toEqual(whole);
    expect(back.ignored).toEqual([]);
  });

  it('come back from LibreOffice cell for cell, their heads merged as they were', async () => {
    // What LibreOffice 7.4 made of this workbook (`soffice --convert-to xlsx`): no test needs one itself.
    const saved = new Uint8Array(await readFile(join(import.meta.dirname, 'grids-saved-by-libreoffice.xlsx')));
    const back = await read(saved);
    expect(answers(back)).toEqual(whole);
    expect([back.identity, back.ignored]).toEqual([identity, []]);
    const mergesOf = (workbook: ExcelJS.Workbook) =>
      workbook.worksheets.map(({ name, model }) => [name, [...model.merges].toSorted()]);
    expect(mergesOf(await open(saved))).toEqual(mergesOf(await open(await write())));
  });

  it('are found again where somebody sorts lines, renames the sheet and puts a column between', async () => {
    const back = await edited((workbook) => {
      const sheet = requests(workbook);
      const row = rowOf(sheet, 'element:received');
      for (let column = 1; column <= 11; column += 1) {
        const [one, other] = [sheet.getCell(row, column), sheet.getCell(row + 1, column)];
        [one.value, other.value] = [other.value, one.value];
      }
      sheet.name = '我的表';
      const other = workbook.getWorksheet('主动公开政府信息情况');
      other?.spliceColumns(4, 0, [null, null, null, null, null, null, null, '记一笔']);
    });
    expect(answers(back)).toEqual(whole);
    expect(back.ignored).toEqual([{ sheet: '主动公开政府信息情况', ref: 'D8', text: '记一笔' }]);
  });

  it('tell of what was written below them, and refuse what says a cell twice', async () => {
    const below = await edited((workbook) => {
      const sheet = requests(workbook);
      sheet.getCell(sheet.rowCount + 2, 5).value = 7;
    });
    expect(below.ignored.map(({ text }) => text)).toEqual(['7']);
    const twice = edited((workbook) => {
      const sheet = requests(workbook);
      sheet.getCell(rowOf(sheet, 'element:received'), 1).value = 'element:carried_in';
    });
    await expect(twice).rejects.toMatchObject({ code: 'workbook.unreadable' });
  });
});
