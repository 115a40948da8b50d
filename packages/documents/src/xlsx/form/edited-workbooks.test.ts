import { cellId, cellMap, type Cell } from '@huibao/domain';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { openFormWorkbook, writeFormWorkbook, type FormWorkbook } from '../index.ts';
import { filled, form, identity, unit } from './trial-form.ts';

const fieldsName = '填报表';
const registerName = '法治副校长 名册';

/** Downloads the trial form, lets somebody change it in another program, and reads what they made of it. */
async function edited(
  change: (fields: ExcelJS.Worksheet, register: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void,
  cells: readonly Cell[] = filled,
): Promise<FormWorkbook> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await writeFormWorkbook({
    form,
    identity,
    locale: 'zh-CN',
    cells: cellMap(cells),
    lastYear: null,
    unit,
  });
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  // Without their merges, which ExcelJS leaves behind where it inserts.
  for (const sheet of workbook.worksheets) for (const range of mergesOf(sheet)) sheet.unMergeCells(range);
  change(workbook.getWorksheet(fieldsName)!, workbook.getWorksheet(registerName)!, workbook);
  return (await openFormWorkbook(new Uint8Array(await workbook.xlsx.writeBuffer()))).read(form, unit);
}

/** As Excel does it: cells move with their formats (ExcelJS’s own way leaves those behind). */
function insertColumn(sheet: ExcelJS.Worksheet, at: number): void {
  sheet.eachRow((row) => {
    for (let column = row.cellCount; column >= at; column--) {
      const { value, style } = row.getCell(column);
      Object.assign(row.getCell(column + 1), { value, style });
      Object.assign(row.getCell(column), { value: null, style: {} });
    }
  });
}

const mergesOf = (sheet: ExcelJS.Worksheet): readonly string[] => sheet.model.merges;

const texts = ({ cells }: FormWorkbook): ReadonlyMap<string, string> =>
  new Map(cells.map((cell) => [cellId(cell), cell.text]));

const untouched = await edited(() => undefined);

/** Row 7 is the first field, and the first record. */
describe('a workbook that somebody has rearranged', () => {
  it('knows what it held when it was made', () => {
    expect([...untouched.base!.keys()]).toEqual(
      filled.map((cell) => cellId(cell)).filter((id) => !['total', 'proof'].includes(id)),
    );
    expect(untouched.base!.get('story')).toMatchObject({ state: 'value', value: '第一行\n@第二行' });
    expect(untouched.ignored).toEqual([]);
  });

  it('is read by its heads where a column was inserted before this term’s', async () => {
    const inserted = await edited((fields) => {
      insertColumn(fields, 5);
      fields.getCell('E6').value = '我的备注';
      fields.getCell('E7').value = '12';
    });
    expect(texts(inserted)).toEqual(texts(untouched));
    expect(inserted.cells.find((cell) => cell.code === 'sessions')?.ref).toBe('F7');
    expect(inserted.ignored).toEqual([
      { sheet: fieldsName, ref: 'E6', text: '我的备注' },
      { sheet: fieldsName, ref: 'E7', text: '12' },
    ]);
  });

  it('is read where a column was inserted before all, or a register’s columns changed places', async () => {
    const moved = await edited((fields, register) => {
      insertColumn(fields, 1);
      register.eachRow((row, number) => {
        if (number < 6) return;
        const [since, hours] = [row.getCell(4), row.getCell(5)].map(({ value, style }) => ({ value, style }));
        Object.assign(row.getCell(4), hours);
        Object.assign(row.getCell(5), since);
      });
    });
    expect(texts(moved)).toEqual(texts(untouched));
  });

  it.each([
    ['deleted', (register: ExcelJS.Worksheet) => void register.spliceColumns(4, 1)],
    ['renamed', (register: ExcelJS.Worksheet) => void (register.getCell('D6').value = '开始日期')],
  ])('is refused by name where a column was %s', async (_, change) => {
    await expect(edited((_fields, register) => change(register))).rejects.toMatchObject({
      code: 'workbook.column_missing',
      params: { sheet: registerName, column: '聘任日期 *' },
    });
  });

  it('is refused by name where the column of this term was renamed, or stands there twice', async () => {
    const rename = edited((fields) => void (fields.getCell('E4').value = '本学期数'));
    await expect(rename).rejects.toMatchObject({
      code: 'workbook.column_missing',
      params: { sheet: fieldsName, column: '本期' },
    });
    const twice = edited((fields) => void (fields.getCell('H4').value = '本期'));
    await expect(twice).rejects.toMatchObject({ code: 'workbook.column_twice' });
  });

  it('is read where a sheet was renamed, and refused by name where it is gone', async () => {
    const renamed = await edited((fields, register) => {
      fields.name = '数据';
      register.name = '名单';
    });
    expect(texts(renamed)).toEqual(texts(untouched));
    await expect(edited((_, register, workbook) => workbook.removeWorksheet(register.id))).rejects.toMatchObject({
      code: 'workbook.sheet_missing',
      params: { sheet: registerName },
    });
  });

  it('has the records of rows beyond the prepared ones, and of rows inserted between', async () => {
    const many = (_: ExcelJS.Worksheet, register: ExcelJS.Worksheet): void => {
      for (let row = 8; row < 60; row++) register.getCell(`C${row}`).value = `第${row}人`;
      register.insertRow(20, ['', '', '插入的人', '2025-09-01', 3]);
    };
    const read = await edited(many);
    const people = read.cells.filter((cell) => cell.code === 'deputies.person');
    expect(people).toHaveLength(54);
    expect(new Set(people.map((cell) => cell.key)).size).toBe(54);
    expect(people.map((cell) => cell.text)).toContain('插入的人');
    const added = people.filter(({ ref }) => Number(ref.slice(1)) > 40);
    expect(added.map((cell) => cell.key)).toEqual(added.map((cell) => cell.key).toSorted());
    expect(people.at(-1)?.text).toBe('第59人');
    await edited((_, register) => {
      const { protection }: { readonly protection?: Partial<ExcelJS.Protection> } = register.getCell('D3000');
      expect(protection?.locked).toBe(false);
    });
  });

  it('names what nobody asked for, by its place', async () => {
    const read = await edited((fields, register) => {
      fields.getCell('E40').value = '合计 1200';
      register.getCell('H9').value = '待核实';
    });
    expect(read.ignored).toEqual([
      { sheet: fieldsName, ref: 'E40', text: '合计 1200' },
      { sheet: registerName, ref: 'H9', text: '待核实' },
    ]);
  });

  it('names a sheet that was added or copied, by the range it fills', async () => {
    const read = await edited((_fields, _register, workbook) => {
      const copy = workbook.addWorksheet(`${registerName} (2)`);
      copy.getCell('B3').value = '姓名';
      copy.getCell('D9').value = 12;
      workbook.addWorksheet('空表');
      workbook.addWorksheet('备忘').getCell('A1').value = '下周补';
    });
    expect(texts(read)).toEqual(texts(untouched));
    expect(read.ignored).toEqual([
      { sheet: `${registerName} (2)`, ref: 'B3:D9', text: '姓名' },
      { sheet: '备忘', ref: 'A1', text: '下周补' },
    ]);
  });

  it('names a formula without a result, one in error, a number that lost digits, one merged, one kept as a text', async () => {
    const read = await edited((fields, register) => {
      fields.getCell('E9').value = '12';
      fields.mergeCells('E9:E10');
      fields.getCell('E7').value = { formula: '600+600' };
      fields.getCell('E8').value = { formula: '1/0', result: { error: '#DIV/0!' } };
      fields.getCell('E12').value = '1,158';
      register.getCell('C7').value = 110_108_199_001_011_230;
    });
    const flawed = new Map(read.cells.flatMap((cell) => (cell.flaw ? [[cell.ref, [cell.flaw, cell.text]]] : [])));
    expect(Object.fromEntries(flawed)).toEqual({
      E7: ['no_result', '=600+600'],
      E8: ['formula_error', '#DIV/0!'],
      E9: ['merged', '12'],
      E12: ['number_as_text', '1,158'],
      C7: ['lost_digits', '110108199001011000'],
    });
  });

  it('of an earlier make is read, and doesn’t know what it held', async () => {
    const earlier = await edited((_fields, _register, workbook) => {
      const layout = workbook.getWorksheet('_huibao')!;
      layout.getCell('B1').value = '1';
      for (let row = 5; row < 200; row++) layout.getRow(row).values = [];
    });
    expect(earlier.base).toBeNull();
    expect(texts(earlier)).toEqual(texts(untouched));
  });
});
