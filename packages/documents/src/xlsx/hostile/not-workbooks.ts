import { randomBytes } from 'node:crypto';
import type { DocumentErrorCode } from '../../document-error.ts';
import { handmadeWorkbook, latin, paths, rel, rels, types, type HostileFile } from './handmade-workbook.ts';
import { writeRawZip } from './raw-zip.ts';

export function notWorkbooks(): HostileFile[] {
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
