import type { DocumentErrorCode } from '../../document-error.ts';
import type { RawEntry } from './raw-zip.ts';
import { writeRawZip } from './raw-zip.ts';

export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Any of these says what is wrong. */
  readonly codes: readonly DocumentErrorCode[];
}

export const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const rels = (content: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`;
export const rel = (id: string, type: string, target: string, more = '') =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${more}/>`;
export const sheetOf = (data: string) => `<worksheet><sheetData>${data}</sheetData></worksheet>`;

export const paths = {
  types: '[Content_Types].xml',
  root: '_rels/.rels',
  workbook: 'xl/workbook.xml',
  rels: 'xl/_rels/workbook.xml.rels',
  sheet: 'xl/worksheets/sheet1.xml',
  strings: 'xl/sharedStrings.xml',
  styles: 'xl/styles.xml',
} as const;
export type Part = keyof typeof paths;

export const good: Readonly<Record<Part, string>> = {
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

/** The good workbook with one entry described otherwise. */
export function rezip(path: string, change: Partial<RawEntry>): Buffer {
  return writeRawZip(
    Object.entries(paths).map(([part, name]) => ({ name, data: good[part as Part], ...(name === path ? change : {}) })),
  );
}

export const latin = (text: string) => Buffer.from(text, 'latin1');
