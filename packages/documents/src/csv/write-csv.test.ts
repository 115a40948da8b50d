import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { writeCsv } from './write-csv.ts';

const columns = [
  { header: '学校', kind: 'text' as const },
  { header: '人次', kind: 'number' as const },
];

/** By another program's reading of RFC 4180. */
async function read(bytes: Uint8Array): Promise<unknown[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'huibao-csv-'));
  await writeFile(join(folder, 'a.csv'), bytes);
  const sheet = await new ExcelJS.Workbook().csv.readFile(join(folder, 'a.csv'), { map: (value: unknown) => value });
  await rm(folder, { recursive: true });
  const rows: unknown[][] = [];
  sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
}

describe('a table as CSV', () => {
  it('is UTF-8 with its mark, in lines that end in CR LF, quoted where it must be', async () => {
    const bytes = writeCsv({
      columns,
      rows: [
        ['实验,中学', '1204.5'],
        ['他说“好”"', null],
        ['两\n行', '—'],
      ],
    });
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('学校,人次\r\n"实验,中学",1204.5\r\n"他说“好”""",\r\n"两\n行",—\r\n');
    expect(await read(bytes)).toEqual([
      ['学校', '人次'],
      ['实验,中学', '1204.5'],
      ['他说“好”"', ''],
      ['两\n行', '—'],
    ]);
  });

  it('has nothing that a program for tables would run, and leaves negative numbers numbers', async () => {
    const payloads = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '＝1+1',
      '=HYPERLINK("http://x","y")',
      "=cmd|'/C calc'!A0",
    ];
    const rows = await read(writeCsv({ columns, rows: payloads.map((payload) => [payload, payload]) }));
    for (const [index, payload] of payloads.entries()) {
      // In a column of numbers −1 is one.
      expect(rows[index + 1]).toEqual([`'${payload}`, payload === '-1' ? '-1' : `'${payload}`]);
    }
    expect(new TextDecoder().decode(writeCsv({ columns: [{ header: '=1', kind: 'text' }], rows: [] }))).toBe("'=1\r\n");
  });
});
