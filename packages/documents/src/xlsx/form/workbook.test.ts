import type { Cell, DataElement, UnitTraits } from '@huibao/domain';
import {
  cellId,
  cellMap,
  columnCode,
  contentAt,
  elementsOf,
  expectedCells,
  parseCell,
  registersOf,
} from '@huibao/domain';
import { builtInPackage } from '@huibao/programmes';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFormWorkbook, writeFormWorkbook, type FormWorkbook } from '../index.ts';
import { filled, form, identity, unit, value } from './trial-form.ts';
import type { FormWorkbookInput } from './workbook.ts';

const ruleOfLaw = builtInPackage('rule-of-law').programme;

function inputOf(cells: readonly Cell[], more: Partial<FormWorkbookInput> = {}): FormWorkbookInput {
  return { form, identity, locale: 'zh-CN', cells: cellMap(cells), lastYear: null, unit, ...more };
}

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  return workbook;
}

async function readFormWorkbook(bytes: Uint8Array): Promise<FormWorkbook> {
  return (await openFormWorkbook(bytes)).read(form, unit);
}

const elements = new Map<string, DataElement>([
  ...elementsOf(form).map((element) => [element.code, element] as const),
  ...registersOf(form).flatMap((register) =>
    register.columns.map((column) => [columnCode(register, column), column] as const),
  ),
]);

/** What an import makes of a workbook, by cell id. */
async function imported(bytes: Uint8Array): Promise<ReadonlyMap<string, unknown>> {
  const { cells } = await readFormWorkbook(bytes);
  return new Map(
    cells.flatMap((cell) => {
      const element = elements.get(cell.code);
      return element ? [[cellId(cell), parseCell(element, cell.text)] as const] : [];
    }),
  );
}

describe('a form as a workbook', () => {
  it('comes back as it went out', async () => {
    const bytes = await writeFormWorkbook(inputOf(filled, { lastYear: cellMap(filled) }));
    expect((await readFormWorkbook(bytes)).identity).toEqual(identity);
    const back = await imported(bytes);
    for (const cell of filled) {
      if (['total', 'proof'].includes(cell.code)) expect(back.has(cellId(cell))).toBe(false);
      else
        expect(back.get(cellId(cell)), cellId(cell)).toEqual({
          ok: true,
          content: { state: cell.state, value: cell.value },
        });
    }
    expect([...back.keys()]).toHaveLength(filled.length - 2);
  });

  it('says of a register’s column by what of its row it is asked', async () => {
    const asking: typeof form = {
      ...form,
      sections: form.sections.map((section) => ({
        ...section,
        blocks: section.blocks.map((block) =>
          block.kind === 'register'
            ? {
                ...block,
                register: {
                  ...block.register,
                  columns: block.register.columns.map((column) =>
                    column.code === 'since' ? { ...column, when: 'done && row.hours > 0' } : column,
                  ),
                },
              }
            : block,
        ),
      })),
    };
    const workbook = await open(await writeFormWorkbook(inputOf(filled, { form: asking })));
    const texts = workbook.worksheets.flatMap((sheet) => {
      const own: string[] = [];
      sheet.eachRow((row) => row.eachCell((cell) => own.push(cell.text)));
      return own;
    });
    expect(texts.filter((text) => text.includes('是否填报'))).toEqual([
      '法治副校长/名册：聘任日期（是否填报，看：“是否完成”、“课时”）',
    ]);
  });

  it('names sheet and cell of every text, empty ones too, and only what concerns the unit', async () => {
    const { cells } = await readFormWorkbook(await writeFormWorkbook(inputOf([])));
    expect(cells.map((cell) => cellId(cell))).toEqual([
      'sessions',
      'persons[pupil]',
      'persons[staff]',
      'share',
      'funds',
      'ratio',
      'done',
      'level',
      'approved',
      'name',
      'story',
      'deputies',
    ]);
    expect(cells[0]).toMatchObject({ sheet: '填报表', ref: 'E7', text: '' });
    expect(cells.at(-1)).toMatchObject({ sheet: '法治副校长 名册', code: 'deputies', text: '' });
  });

  it('is one that another program reads: locked but for the answers, without a formula, its keys very hidden', async () => {
    const workbook = await open(await writeFormWorkbook(inputOf(filled)));
    expect(workbook.worksheets.map((sheet) => [sheet.name, sheet.state])).toEqual([
      ['填报表', 'visible'],
      ['法治副校长 名册', 'visible'],
      ['_choices', 'veryHidden'],
      ['_huibao', 'veryHidden'],
    ]);
    const unlocked: string[] = [];
    for (const sheet of workbook.worksheets) {
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.type, cell.address).not.toBe(ExcelJS.ValueType.Formula);
          expect(cell.type, cell.address).not.toBe(ExcelJS.ValueType.Hyperlink);
        }),
      );
    }
    const main = workbook.getWorksheet('填报表');
    main?.getColumn(5).eachCell((cell) => {
      const { protection }: { readonly protection?: Partial<ExcelJS.Protection> } = cell;
      if (protection?.locked === false) unlocked.push(cell.address);
    });
    expect(unlocked).toEqual(['E7', 'E8', 'E9', 'E11', 'E12', 'E13', 'E14', 'E15', 'E16', 'E17', 'E18']);
    expect(main?.getCell('E7').value).toBe(27);
    expect(main?.getCell('E11').value).toBe(0.985);
    expect(main?.getCell('E17').numFmt).toBe('@');
    expect(main?.getCell('E7').dataValidation).toMatchObject({ type: 'whole', operator: 'between' });
    expect(main?.getCell('E15').dataValidation).toMatchObject({ type: 'list', formulae: [`'_choices'!$B$1:$B$2`] });
    expect(main?.getCell('E8').dataValidation.type).toBe('custom');
  });

  it('takes what a clerk types in another program', async () => {
    const workbook = await open(await writeFormWorkbook(inputOf(filled)));
    const main = workbook.getWorksheet('填报表');
    const register = workbook.getWorksheet('法治副校长 名册');
    if (!main || !register) throw new Error('sheets are missing');
    main.getCell('E7').value = '１２３';
    main.getCell('E8').value = { formula: '0.1+0.2', result: 0.1 + 0.2 };
    main.getCell('E12').value = { richText: [{ text: '1,2' }, { text: '34.50' }] };
    main.getCell('E14').value = false;
    main.getCell('E16').value = new Date('2026-02-06T00:00:00Z');
    main.getCell('E17').value = null;
    register.getCell('C8').value = '新增';
    register.getCell('E8').value = 12;
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const { cells } = await readFormWorkbook(bytes);
    const textAt = (ref: string, sheet = '填报表') =>
      cells.find((cell) => cell.sheet === sheet && cell.ref === ref)?.text;
    expect([textAt('E7'), textAt('E8'), textAt('E12'), textAt('E14'), textAt('E16'), textAt('E17')]).toEqual([
      '１２３',
      '0.3',
      '1,234.50',
      'FALSE',
      '2026-02-06',
      '',
    ]);
    const added = cells.filter((cell) => cell.ref.endsWith('8') && cell.sheet === '法治副校长 名册');
    expect(added.map((cell) => [cell.code, cell.text])).toEqual([
      ['deputies.person', '新增'],
      ['deputies.since', ''],
      ['deputies.hours', '12'],
    ]);
    expect(new Set(added.map((cell) => cell.key)).size).toBe(1);
    expect((await readFormWorkbook(bytes)).cells).toEqual(cells);
  });

  it('says that a register has nothing, and reads it', async () => {
    const nothing = await readFormWorkbook(await writeFormWorkbook(inputOf([value('deputies', 'nothing')])));
    expect(nothing.cells.find((cell) => cell.code === 'deputies')?.text).toBe('nothing');
  });

  it('finds the cells again when rows were moved, and makes another record of a copied row', async () => {
    const workbook = await open(await writeFormWorkbook(inputOf(filled)));
    const main = workbook.getWorksheet('填报表');
    const register = workbook.getWorksheet('法治副校长 名册');
    if (!main || !register) throw new Error('sheets are missing');
    for (const column of ['A', 'C', 'D', 'E'])
      register.getCell(`${column}9`).value = register.getCell(`${column}7`).value;
    const moved = [7, 11].map((row) => [main.getCell(`A${row}`).value, main.getCell(`E${row}`).value] as const);
    for (const [index, row] of [11, 7].entries())
      [main.getCell(`A${row}`).value, main.getCell(`E${row}`).value] = moved[index] ?? [null, null];
    const { cells } = await readFormWorkbook(new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect(cells.find((cell) => cell.code === 'sessions')).toMatchObject({ ref: 'E11' });
    const people = cells.filter((cell) => cell.code === 'deputies.person');
    expect(people.map((cell) => cell.text)).toEqual(['𠮷田', '𠮷田']);
    expect(new Set(people.map((cell) => cell.key)).size).toBe(2);
  });

  it('keeps any answer of any type', async () => {
    const characters = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .map((given) => given.trim())
      .filter((given) => given !== '');
    const words = fc.oneof(
      characters,
      fc.constantFrom(
        '=1+1',
        '+86',
        '-5',
        '@a',
        '\tx',
        '_x0041_',
        '_x000D_',
        '１２３',
        '𠮷',
        '㐂',
        '👨‍👩‍👧',
        '\u202eabc',
        'a\u200db',
        '<&>"\'',
        ']]>',
        '#REF!',
        'TRUE',
        '1e5',
        '007',
      ),
    );
    const decimal = (digits: number) =>
      fc
        .tuple(fc.bigInt({ min: -999_999_999n, max: 999_999_999n }), fc.nat(10 ** digits - 1))
        .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(digits, '0')}`);
    const date = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((given) => given.toISOString().slice(0, 10));
    const answers = fc.record({
      ratio: decimal(4),
      funds: decimal(2),
      approved: date,
      name: words,
      person: words,
      story: words,
      sessions: fc.nat(1000).map(String),
    });
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        const cells = [
          ...Object.entries(given)
            .filter(([code]) => code !== 'person')
            .map(([code, answer]) => value(code, answer)),
          value('deputies.person', given.person, 'row-1'),
        ];
        const { cells: texts } = await readFormWorkbook(await writeFormWorkbook(inputOf(cells)));
        for (const cell of cells) {
          const element = elements.get(cell.code);
          const printed = texts.find((candidate) => cellId(candidate) === cellId(cell))?.text ?? '';
          if (['name', 'story', 'deputies.person'].includes(cell.code)) expect(printed).toBe(cell.value);
          else if (element)
            expect(parseCell(element, printed), `${cell.code} ${printed}`).toMatchObject({
              ok: !(cell.code === 'approved' && cell.value > '2030-12-31'),
              ...(cell.code === 'approved'
                ? {}
                : { content: { state: 'value', value: cell.value.replace(/^-(?=0\.0*$)/, '') } }),
            });
        }
      }),
      { numRuns: 25 },
    );
  });

  it('has a remark beside each answer that reads as one: after a full stop comes no semicolon', async () => {
    const bytes = await writeFormWorkbook({
      form: ruleOfLaw.forms.find(({ code }) => code === 'campaigns')!,
      identity,
      locale: 'zh-CN',
      cells: cellMap([]),
      lastYear: null,
      unit,
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
    const remarks: string[] = [];
    workbook.worksheets[0]!.eachRow((row) => remarks.push(row.getCell(7).text));
    expect(remarks).toContain('年初尚未整改到位的，两个学期填同一个数。范围：≥ 0');
    expect(remarks.filter((remark) => remark.includes('。；'))).toEqual([]);
  });

  it('exists for every form of the built-in programme, in both languages, of parts in one after the other', async () => {
    for (const [no, definition] of ruleOfLaw.forms.entries()) {
      const traits: UnitTraits = {
        ...unit,
        ...(definition.appliesTo.sectionCodes
          ? {
              kind: 'section',
              sectionCode: definition.appliesTo.sectionCodes[0] ?? null,
              schoolType: null,
              ownership: null,
            }
          : {}),
      };
      const locales = ['zh-CN', 'en'] as const;
      for (const locale of locales.filter((_, index) => definition.part === undefined || index === no % 2)) {
        const opened = await openFormWorkbook(
          await writeFormWorkbook({
            form: definition,
            identity: { ...identity, form: definition.code },
            locale,
            cells: cellMap([]),
            lastYear: null,
            unit: traits,
          }),
        );
        const { cells } = opened.read(definition, traits);
        const writable = expectedCells(definition, traits).filter(
          ({ element }) =>
            element.calculated === undefined &&
            element.fromSensitiveRegister === undefined &&
            element.type !== 'attachment',
        );
        expect(cells.map((cell) => cellId(cell)).sort()).toEqual(
          [...writable.map((cell) => cell.cellId), ...registersOf(definition).map((register) => register.code)].sort(),
        );
        expect(
          cells.every((cell) => contentAt(cellMap([]), cell.code, cell.key).state === 'missing' && cell.text === ''),
        ).toBe(true);
      }
    }
  });
});
