import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { draft, sentCopy } from '../../sample-document.ts';
import { writeDocumentTables } from './write.ts';

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  return workbook;
}

it('has a sheet for each table, named by its title or the heading above it, heads merged and figures as numbers', async () => {
  const [plain, merged] = (await open(writeDocumentTables(sentCopy))).worksheets;
  expect([plain?.name, merged?.name]).toEqual(['（1）旁听庭审', '收到和处理政府信息公开申请情况']);
  expect(plain?.getCell('A1').value).toBe('焦作市山阳区教育局关于2024年度法治政府建设情况的报告');
  const cells = (sheet: ExcelJS.Worksheet | undefined, row: number) =>
    ['A', 'B', 'C', 'D'].map((column) => sheet?.getCell(`${column}${row}`)).map((cell) => cell?.value ?? null);
  expect([3, 4, 5, 6].map((row) => cells(plain, row))).toEqual([
    ['学校', '春季场次', '覆盖率', null],
    ['塔南路小学\n（东校区）', 12, 0.985, null],
    ['焦作市第十八中学（完全中学，含两个校区）', 3, null, null],
    ['𠮷祥小学', 1203, '—', null],
  ]);
  expect([plain?.getCell('C4').numFmt, plain?.getCell('B6').numFmt]).toEqual(['0.0%', '0']);
  expect(merged?.model.merges).toEqual(['A1:D1', 'A2:D2', 'A3:A4', 'B3:C3', 'D3:D4', 'A6:A7']);
  // What a merged cell covers has its value for a program that reads it.
  expect([5, 6, 7].map((row) => cells(merged, row))).toEqual([
    ['本年新收', 3, 1, 4],
    ['本年度办理结果', 2, 1, 3],
    ['本年度办理结果', 1, 0, 1],
  ]);
  expect(merged?.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 });
});

it('says over each table in what state the document is', async () => {
  const superseded = { ...sentCopy, stamp: '已由山教〔2025〕9号更正' };
  const noteOf = async (given: typeof sentCopy) =>
    (await open(writeDocumentTables(given))).worksheets[1]?.getCell('A2').value;
  expect([await noteOf(draft), await noteOf(superseded)]).toEqual(['草稿', superseded.stamp]);
});

it('is not made of a document without tables', () => {
  const blocks = sentCopy.blocks.filter(({ kind }) => kind === 'paragraph');
  expect(() => writeDocumentTables({ ...sentCopy, blocks })).toThrow(
    expect.objectContaining({ code: 'report.no_tables' }),
  );
});

it('has no cell that does anything', async () => {
  const payload = '=HYPERLINK("http://x")';
  const blocks = [{ kind: 'table', header: [payload], rows: [[payload], ['-1+1']] }] as const;
  const [sheet] = (await open(writeDocumentTables({ ...sentCopy, blocks }))).worksheets;
  expect([2, 3, 4].map((row) => [sheet?.getCell(row, 1).type, sheet?.getCell(row, 1).value])).toEqual([
    [ExcelJS.ValueType.String, payload],
    [ExcelJS.ValueType.String, payload],
    [ExcelJS.ValueType.String, '-1+1'],
  ]);
});
