import { handmadeWorkbook, latin, paths, rezip, sheetOf, type HostileFile } from './handmade-workbook.ts';

export function bombs(): HostileFile[] {
  const bomb = ['workbook.zip_bomb'] as const;
  const large = ['workbook.too_large'] as const;
  const megabytes = (count: number) => Buffer.alloc(count * 1024 * 1024, 0x20);
  const sheetRows = (rows: number, cells: number, cell: string) =>
    sheetOf(Array.from({ length: rows }, (_, row) => `<row r="${row + 1}">${cell.repeat(cells)}</row>`).join(''));
  return [
    { name: '200 : 1', bytes: handmadeWorkbook({}, [{ name: 'xl/media/a.bin', data: megabytes(20) }]), codes: bomb },
    {
      name: '70 MB of stored bytes claimed',
      bytes: rezip(paths.sheet, { declaredLength: 70 * 1024 * 1024 }),
      codes: bomb,
    },
    { name: '4 GB claimed', bytes: rezip(paths.sheet, { declaredLength: 0xfffffffe }), codes: bomb },
    {
      name: 'longer than declared',
      bytes: rezip(paths.sheet, { data: megabytes(30), declaredLength: 100 }),
      codes: bomb,
    },
    { name: 'a little longer than declared', bytes: rezip(paths.sheet, { declaredLength: 10 }), codes: bomb },
    {
      name: 'entries that share their data',
      bytes: handmadeWorkbook({}, [
        { name: 'xl/a.xml', data: 'x'.repeat(100) },
        ...Array.from({ length: 50 }, (_, index) => ({
          name: 'xl/a.xml'.replace('a', `a${index}`),
          localName: 'xl/a.xml',
          data: 'x'.repeat(100),
          sharesDataOf: 7,
        })),
      ]),
      codes: ['workbook.zip_bomb', 'workbook.unsafe_entry'],
    },
    {
      name: '2001 entries',
      bytes: handmadeWorkbook(
        {},
        Array.from({ length: 2001 }, (_, index) => ({ name: `xl/media/${index}.png` })),
      ),
      codes: bomb,
    },
    { name: 'ZIP64', bytes: handmadeWorkbook({}, [], { hasZip64Locator: true }), codes: bomb },
    {
      name: '10 MB and a byte',
      bytes: Buffer.concat([latin('PK\x03\x04'), Buffer.alloc(10 * 1024 * 1024 - 3)]),
      codes: large,
    },
    {
      name: '210 000 cells',
      bytes: handmadeWorkbook({ sheet: sheetRows(2100, 100, '<c><v>1</v></c>') }),
      codes: ['workbook.too_large', 'workbook.zip_bomb'],
    },
    {
      name: 'one long string in every cell',
      bytes: handmadeWorkbook({
        strings: `<sst><si><t>${'长'.repeat(30_000)}</t></si></sst>`,
        sheet: sheetRows(100, 20, '<c t="s"><v>0</v></c>'),
      }),
      codes: large,
    },
    {
      name: 'a ladder of elements',
      bytes: handmadeWorkbook({ sheet: `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}` }),
      codes: ['workbook.unreadable'],
    },
  ];
}
