import { readPackage, writePackage, packageLimits } from '@huibao/domain/package';
import { builtInPackage } from '@huibao/programmes';
import { describe, expect, it } from 'vitest';
import { writeRawZip, type RawEntry, type RawZip } from '../xlsx/hostile/raw-zip.ts';
import { readPackageArchive, writePackageArchive } from './index.ts';

const files = writePackage(builtInPackage('rule-of-law'));
const archive = writePackageArchive(files);
const entries: readonly RawEntry[] = [...files].map(([name, data]) => ({ name, data }));

function refusalOf(bytes: Uint8Array): readonly string[] {
  const read = readPackageArchive(bytes);
  return read.ok ? [] : read.refusals.map(({ code, file }) => `${code} ${file}`);
}

describe('a package as one file', () => {
  it('comes back as its files, and is written as the same bytes again', () => {
    const read = readPackageArchive(archive);
    expect(read.ok && [...read.files]).toEqual([...files]);
    const taken = readPackage(read.ok ? read.files : new Map());
    expect(taken.ok && Buffer.compare(writePackageArchive(writePackage(taken.package)), archive)).toBe(0);
  });

  it('is stored, with the same date everywhere: its bytes are those of its files', () => {
    const zip = Buffer.from(archive);
    expect(zip.readUInt16LE(8)).toBe(0);
    // 1980-01-01 00:00, as DOS writes it.
    expect([zip.readUInt16LE(10), zip.readUInt16LE(12)]).toEqual([0, 0x21]);
    expect(zip.includes(files.get('programme.json') ?? '')).toBe(true);
  });

  it('may be compressed, have folders of their own, and a folder around it', () => {
    const around = entries.map((entry) => ({ ...entry, name: `法治政府/${entry.name}` }));
    const read = readPackageArchive(writeRawZip([{ name: '法治政府/' }, { name: '法治政府/forms/' }, ...around]));
    expect(read.ok && [...read.files]).toEqual([...files]);
  });
});

describe('an archive is judged before it is unpacked', () => {
  const more = (entry: RawEntry, zip: RawZip = {}): Buffer => writeRawZip([...entries, entry], zip);
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'package.unreadable '],
    ['not an archive', Buffer.from('{}'), 'package.unreadable '],
    ['one cut off', archive.subarray(0, archive.length - 40), 'package.unreadable '],
    ['one that is too large', new Uint8Array(packageLimits.bytes * 2), 'package.too_large '],
    ['a bomb', more({ name: 'bomb.json', data: Buffer.alloc(64 * 1024 ** 2) }), 'package.zip_bomb bomb.json'],
    [
      'a bomb that lies',
      more({ name: 'bomb.json', data: Buffer.alloc(8 * 1024 ** 2), declaredLength: 10 }),
      'package.zip_bomb bomb.json',
    ],
    ['entries that share their data', more({ name: 'programme.json', sharesDataOf: 0 }), 'package.zip_bomb '],
    [
      'a thousand entries',
      writeRawZip(Array.from({ length: 1000 }, (_, index) => ({ name: `forms/f${index}.json` }))),
      'package.zip_bomb ',
    ],
    ['ZIP64', writeRawZip(entries, { hasZip64Locator: true }), 'package.zip_bomb '],
    ['a climbing name', more({ name: '../../etc/passwd' }), 'package.unsafe_entry ../../etc/passwd'],
    ['a name from the root', more({ name: '/etc/passwd' }), 'package.unsafe_entry /etc/passwd'],
    ['a name of a drive', more({ name: 'C:\\x.json' }), 'package.unsafe_entry C:\\x.json'],
    ['a NUL in a name', more({ name: 'programme.json\0.txt' }), 'package.unsafe_entry programme.json\0.txt'],
    ['a link', more({ name: 'link.json', mode: 0o120777, data: '/etc/passwd' }), 'package.unsafe_entry link.json'],
    ['a name twice', more({ name: 'programme.json', data: '{}' }), 'package.unsafe_entry programme.json'],
    ['a name twice, in capitals', more({ name: 'PROGRAMME.json', data: '{}' }), 'package.unsafe_entry PROGRAMME.json'],
    ['another name in the local header', more({ name: 'a.json', localName: 'b.json' }), 'package.unsafe_entry a.json'],
    ['a password', more({ name: 'secret.json', flags: 1 }), 'package.encrypted secret.json'],
    [
      'what lies beside its folder',
      writeRawZip([...entries.map((entry) => ({ ...entry, name: `a/${entry.name}` })), { name: '__MACOSX/._a' }]),
      'package.file_unknown __MACOSX/._a',
    ],
    ['a wrong checksum', more({ name: 'wrong.json', data: '{}', checksum: 1 }), 'package.unreadable wrong.json'],
    [
      'what isn’t UTF-8',
      more({ name: 'gbk.json', data: Buffer.from([0x22, 0xb7, 0xa8, 0x22]) }),
      'package.not_utf8 gbk.json',
    ],
  ])('%s', (_title, bytes, refusal) => {
    expect(refusalOf(bytes)).toContain(refusal);
  });
});
