import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateText } from '../read/date-text.ts';
import { numberText, percentText } from '../read/number-text.ts';
import { readTableWorkbook, writeTableWorkbook } from '../index.ts';

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  return workbook;
}

describe('a table as a workbook', () => {
  it('has numbers as numbers, per cents as per cents, and the rest as text', async () => {
    const bytes = await writeTableWorkbook({
      sheets: [
        {
          name: '汇总:1/2',
          title: '山阳区',
          columns: [
            { header: '学校', kind: 'text', width: 30 },
            { header: '人次', kind: 'number' },
            { header: '覆盖率', kind: 'percent' },
          ],
          rows: [
            ['塔南路小学', '1234567.50', '12.5'],
            [null, '—', '100'],
            ['12', '12345678901234567890', null],
          ],
        },
        { name: '汇总:1/2', columns: [], rows: [] },
      ],
    });
    const workbook = await open(bytes);
    const [sheet, second] = workbook.worksheets;
    expect([sheet?.name, second?.name]).toEqual(['汇总 1 2', '汇总 1 2 2']);
    expect(sheet?.getCell('A1').value).toBe('山阳区');
    expect([
      sheet?.getCell('B3').value,
      sheet?.getCell('C3').value,
      sheet?.getCell('B3').numFmt,
      sheet?.getCell('C3').numFmt,
    ]).toEqual([1234567.5, 0.125, '#,##0.00', '0.0%']);
    expect([sheet?.getCell('B4').value, sheet?.getCell('A5').value, sheet?.getCell('B5').value]).toEqual([
      '—',
      '12',
      '12345678901234567890',
    ]);
    expect((await readTableWorkbook(bytes)).rows).toEqual([
      ['山阳区'],
      ['学校', '人次', '覆盖率'],
      ['塔南路小学', '1234567.5', '12.5%'],
      ['', '—', '100%'],
      ['12', '12345678901234567890'],
    ]);
  });

  it('has no cell that does anything, in whatever column', async () => {
    const payloads = [
      '=1+1',
      '+1+1',
      '-1+1',
      '@SUM(1)',
      '\t=1',
      '\r=1',
      "=cmd|'/C calc'!A0",
      '=HYPERLINK("http://x")',
      '＝1+1',
      '=IMPORTXML(1)',
      '"=1',
      ';=1',
    ];
    for (const kind of ['text', 'number', 'percent'] as const) {
      const workbook = await open(
        await writeTableWorkbook({
          sheets: [
            { name: '=1', title: '=1', columns: [{ header: '=1', kind }], rows: payloads.map((payload) => [payload]) },
          ],
        }),
      );
      workbook.worksheets[0]?.eachRow((row) =>
        row.eachCell((cell) => {
          expect(cell.type).toBe(ExcelJS.ValueType.String);
          if (row.number > 2) expect(cell.value).toBe(payloads[row.number - 3]);
        }),
      );
    }
  });

  it('gives back any text', async () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(' a ', '\n', '\r\n', '\0', '\ufffe', '\ud800', '_x005F_', '𠮷'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            anyText,
            anyText.map((given) => `|${given}`),
          ),
          { minLength: 1, maxLength: 200 },
        ),
        async (rows) => {
          const bytes = await writeTableWorkbook({
            sheets: [
              {
                name: '表',
                columns: [
                  { header: 'a', kind: 'text' },
                  { header: 'b', kind: 'text' },
                ],
                rows,
              },
            ],
          });
          expect((await readTableWorkbook(bytes)).rows.slice(1)).toEqual(rows);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is the first sheet that can be seen, blank rows kept', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('藏', { state: 'hidden' }).getCell('A1').value = '不读';
    const sheet = workbook.addWorksheet('名单');
    sheet.getCell('A1').value = '学校';
    sheet.getCell('B3').value = 7;
    sheet.getCell('C3').value = { text: '链接', hyperlink: 'http://example.com' };
    sheet.getCell('D3').value = { error: '#DIV/0!' };
    expect((await readTableWorkbook(new Uint8Array(await workbook.xlsx.writeBuffer()))).rows).toEqual([
      ['学校'],
      [],
      ['', '7', '链接', '#DIV/0!'],
    ]);
  });
});

describe('a stored number', () => {
  it.each([
    ['0.30000000000000004', '0.3'],
    ['1E3', '1000'],
    ['1e-7', '0.0000001'],
    ['-0', '0'],
    ['-0.10', '-0.1'],
    ['1e21', '1000000000000000000000'],
    ['9007199254740991', '9007199254740991'],
    ['123456789012.34', '123456789012.34'],
    ['NaN', undefined],
    ['', undefined],
    ['0x1', undefined],
  ])('%s reads %s', (stored, printed) => {
    expect(numberText(stored)).toBe(printed);
  });

  it('keeps every decimal of up to 15 digits, and shifts per cents exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), fc.nat(12), (digits, places) => {
        const sign = digits < 0n ? '-' : '';
        const padded = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
        const trim = (given: string) => (given.includes('.') ? given.replace(/\.?0+$/, '') : given);
        const at = padded.length - places;
        const plain = trim(places === 0 ? padded : `${padded.slice(0, at)}.${padded.slice(at)}`);
        expect(numberText(String(Number(sign + plain)))).toBe(digits === 0n ? '0' : sign + plain);
        const percent = numberText(`${sign}${plain}e2`);
        if (places >= 2) expect(percentText(String(Number(sign + plain)))).toBe(percent);
      }),
    );
  });

  it('reads a date in both calendars of spreadsheets', () => {
    expect([1, 59, 61, 45329, 45329.5].map((serial) => dateText(serial, false))).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
      '2024-02-07',
      '2024-02-07 12:00:00',
    ]);
    expect(dateText(0, true)).toBe('1904-01-01');
    expect(dateText(0.5, false)).toBe('12:00:00');
    expect([-1, Number.NaN, 1e9].map((serial) => dateText(serial, false))).toEqual([undefined, undefined, undefined]);
  });
});
