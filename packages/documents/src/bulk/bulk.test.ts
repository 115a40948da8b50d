import type { CellContent, FormDefinition } from '@huibao/domain';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../csv/parse-csv.ts';
import { RefusedFile } from '../refused-file.ts';
import { fileOf } from '../streamed-file.ts';
import { parseWorkbook } from '../xlsx/read/parse-workbook.ts';
import type { BulkFile } from './bulk-file.ts';
import { FormNames } from './name-columns.ts';
import { bulkLimits, readBulk, saidBy } from './read-bulk.ts';
import { writeBulkTemplate } from './write-template.ts';

const label = (zh: string, en = zh) => ({ zh, en });
const number = { type: 'integer', flow: 'flow', required: true, min: '0' } as const;
const grades = {
  code: 'grade',
  label: label('年级'),
  options: [1, 2].map((n) => ({ code: `g${n}`, label: label(`${n}年级`) })),
};

function formOf(code: string, no: string, elements: readonly object[]): FormDefinition {
  return {
    code,
    number: label(no),
    title: label(`${no}的全称`),
    shortTitle: label(`${no}简称`),
    instructions: label(''),
    appliesTo: {},
    rules: [],
    sections: [{ code: 'all', title: label(''), blocks: [{ kind: 'fields', title: label(''), elements }] }],
  } as unknown as FormDefinition;
}

const forms = [
  formOf('basics', '表1', [
    { ...number, code: 'pupils', label: label('在籍学生', 'Pupils'), unit: label('人') },
    { ...number, code: 'by_grade', label: label('各年级', 'By grade'), dimension: grades },
    { ...number, code: 'sum', label: label('合计'), calculated: 'pupils' },
  ]),
  formOf('safety', '表2', [{ ...number, code: 'letters', label: label('来信') }]),
];

const names = new FormNames(forms);
const csv = (text: string): BulkFile => saidBy(parseCsv(Buffer.from(text), bulkLimits), names);
const together = (files: readonly BulkFile[]): BulkFile => ({
  entries: files.flatMap(({ entries }) => entries),
  unread: files.flatMap(({ unread: some }) => some),
});

/** Who, which form, which cells with their place. */
const said = ({ entries }: BulkFile) =>
  entries.map(({ unit, form, cells }) => [
    unit.code || unit.name,
    form,
    ...cells.map(({ code, key, ref, text }) => `${ref} ${key === '' ? code : `${code}.${key}`}=${text}`),
  ]);
const unread = (file: BulkFile) => file.unread.map(({ ref, why }) => `${ref} ${why}`);

const content = (value: string): CellContent => ({ state: 'value', value });
const template = () =>
  writeBulkTemplate(
    [
      {
        form: forms[0]!,
        units: [
          { code: '3141000001', name: '一小' },
          { code: '', name: '=二小' },
        ],
        values: [new Map([['pupils', content('12')]]), new Map([['by_grade[g2]', content('7')]])],
      },
      { form: forms[1]!, units: [{ code: '3141000001', name: '一小' }] },
    ],
    { title: '2026年春季', locale: 'zh-CN' },
  );
const read = (bytes: Uint8Array): BulkFile =>
  together([...parseWorkbook(bytes, bulkLimits)].map((sheet) => saidBy(sheet, names)));

async function edited(edit: (workbook: ExcelJS.Workbook) => void): Promise<BulkFile> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(template()).buffer);
  edit(workbook);
  return read(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

describe('a workbook of many units', () => {
  it('comes back as it went out: a sheet a form, a row a unit, blanks saying nothing', () => {
    const file = read(template());
    expect(said(file)).toEqual([
      ['3141000001', 'basics', 'C4 pupils=12'],
      ['=二小', 'basics', 'E4 by_grade.g2=7'.replace('E4', 'E5')],
    ]);
    expect(file.unread).toEqual([]);
  });

  it('is read with columns moved and sheets renamed, and tells of a column and a row that nobody knows', async () => {
    const file = await edited((workbook) => {
      const sheet = workbook.worksheets[0]!;
      sheet.name = '我的表';
      sheet.spliceColumns(3, 0, [null, '记一笔', null, '随手写', null]);
      sheet.getCell('D6').value = 5;
      workbook.addWorksheet('说明').getCell('A1').value = '请尽快填报';
    });
    expect(said(file).map((entry) => entry.slice(0, 3))).toEqual([
      ['3141000001', 'basics', 'D4 pupils=12'],
      ['=二小', 'basics', 'F5 by_grade.g2=7'],
    ]);
    expect(unread(file)).toEqual(['D6 no_unit', 'C4 unknown_column', 'A1 unknown_sheet']);
  });

  it('is found by the names of form and items where somebody made it without codes', async () => {
    const file = await edited((workbook) => {
      workbook.removeWorksheet(workbook.worksheets[1]!.id);
      workbook.addWorksheet('表2').addRows([
        ['学校', '来信'],
        ['一小', 9],
      ]);
    });
    expect(said(file).at(-1)).toEqual(['一小', 'safety', 'B2 letters=9']);
  });

  it('takes the first of two columns of one item, and says so', async () => {
    const file = await edited((workbook) => {
      const sheet = workbook.worksheets[1]!;
      sheet.getCell('D3').value = 'letters';
      sheet.getCell('C4').value = 1;
      sheet.getCell('D4').value = 2;
    });
    expect(said(file).at(-1)).toEqual(['3141000001', 'safety', 'C4 letters=1']);
    expect(unread(file)).toContain('D3 column_twice');
  });
});

describe('a row a value', () => {
  it('is read by codes or names, in any order of columns', () => {
    const file = csv(
      '数值,指标,表,单位,分类\r\n12,pupils,basics,3141000001,\r\n"1,200",各年级,表1,3141000001,g1\n7,By grade,表1简称,一小,2年级',
    );
    expect(said(file)).toEqual([
      ['3141000001', 'basics', 'A2 pupils=12', 'A3 by_grade.g1=1,200'],
      ['一小', 'basics', 'A4 by_grade.g2=7'],
    ]);
  });

  it('tells by place what names nothing', () => {
    const rows = [
      'a,nowhere,pupils,,1',
      'a,basics,nothing,,1',
      'a,basics,by_grade,g9,1',
      'a,basics,sum,,1',
      ',basics,pupils,,1',
    ];
    expect(unread(csv(`unit,form,element,option,value\n${rows.join('\n')}`))).toEqual([
      'B2 unknown_form',
      'C3 unknown_element',
      'D4 unknown_option',
      'C5 unknown_element',
      'A6 no_unit',
    ]);
  });

  it('is read in the encodings that offices’ programs write', () => {
    const text = '单位;表;指标;数值\n一小;表2;来信;3';
    // 单位;表;指标;数值 and so on in GB 18030.
    const gb = Buffer.from('b5a5cebb3bb1ed3bd6b8b1ea3bcafdd6b50ad2bbd0a13bb1ed323bc0b4d0c53b33', 'hex');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const bytes of [gb, utf16, Buffer.from(`\ufeff${text}`)])
      expect(said(saidBy(parseCsv(bytes, bulkLimits), names))).toEqual([['一小', 'safety', 'D2 letters=3']]);
  });

  it('refuses what is no table, and what goes beyond measure', async () => {
    const refusalOf = (bytes: Uint8Array, cells = bulkLimits.cells): string => {
      try {
        parseCsv(bytes, { ...bulkLimits, cells });
        return 'read';
      } catch (error) {
        if (error instanceof RefusedFile) return error.code;
        throw error;
      }
    };
    expect([
      refusalOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])),
      refusalOf(Buffer.from('unit,form\n"never closed')),
      refusalOf(Buffer.from('"a"b,c')),
      refusalOf(Buffer.from('a,b,c\n'.repeat(5)), 10),
    ]).toEqual(['workbook.not_a_table', 'workbook.unreadable', 'workbook.unreadable', 'workbook.too_large']);
    // Through the process apart, as everything from outside.
    const told = Promise.resolve({ forms, take: () => undefined });
    await expect(readBulk(fileOf(Buffer.from('%PDF-1.7\0')), told)).rejects.toMatchObject({
      code: 'workbook.not_a_table',
    });
    await expect(readBulk(fileOf(Buffer.alloc(0)), told)).rejects.toMatchObject({ code: 'workbook.empty' });
  });

  it('is told sheet by sheet, also where it is known only later to whom, and though a later sheet is refused', async () => {
    const files: BulkFile[] = [];
    const told = { forms, take: (file: BulkFile) => files.push(file) };
    await readBulk(fileOf(template()), Promise.resolve(told));
    expect(files).toHaveLength(2);
    expect(together(files)).toEqual(read(template()));

    const before = files.splice(0);
    const late = Promise.withResolvers<typeof told>();
    const reading = readBulk(fileOf(template()), late.promise);
    // Another file is through by the same reader: the first one's sheets are there.
    await readBulk(fileOf(template()), Promise.resolve({ forms, take: () => undefined }));
    late.resolve(told);
    await reading;
    expect(files).toEqual(before);

    files.splice(0);
    const [first] = parseWorkbook(template(), bulkLimits);
    const limits = { ...bulkLimits, cells: first?.cells.length ?? 0 };
    await expect(readBulk(fileOf(template()), Promise.resolve(told), { limits })).rejects.toMatchObject({
      code: 'workbook.too_large',
    });
    expect(files).toEqual(before.slice(0, 1));
    await expect(readBulk(fileOf(template()), Promise.reject(new Error('the term is away')))).rejects.toThrow(
      'the term is away',
    );
  });
});
