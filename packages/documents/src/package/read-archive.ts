import { packageLimits, type PackageFiles, type PackageRefusal } from '@huibao/domain/package';
import type { DocumentErrorCode } from '../document-error.ts';
import { RefusedFile } from '../refused-file.ts';
import { inflateEntry, readZipDirectory } from '../xlsx/zip/read-zip.ts';
import type { ZipEntry } from '../xlsx/zip/zip-entry.ts';

export type ReadArchive =
  | { readonly ok: true; readonly files: PackageFiles }
  | { readonly ok: false; readonly refusals: readonly PackageRefusal[] };

const limits = {
  /** Forms, the other files, folders of their own, and one file too many, which is refused by its name. */
  entries: packageLimits.forms + 16,
  inflatedBytes: packageLimits.bytes,
  ratio: 200,
};

/** Directories and headers; an archive that is larger holds more than a package may. */
const overhead = 64 * 1024;

/**
 * The texts of an uploaded package, by the names that they have in it. Its directory is judged before anything is
 * unpacked; a folder around all of it, as an archiver adds, is taken off.
 */
export function readPackageArchive(bytes: Uint8Array): ReadArchive {
  if (bytes.length > packageLimits.bytes + overhead) return refusedFor('package.too_large');
  try {
    const entries = readZipDirectory(bytes, limits).filter(({ name }) => !name.endsWith('/'));
    const around = folderAround(entries);
    const strangers = entries.filter(({ name }) => !name.startsWith(around));
    if (strangers.length > 0) return { ok: false, refusals: strangers.map(({ name }) => strangerOf(name)) };
    const read = entries.map((entry) => readEntry(bytes, entry, entry.name.slice(around.length)));
    const refusals = read.flatMap((file) => ('code' in file ? [file] : []));
    if (refusals.length > 0) return { ok: false, refusals };
    return {
      ok: true,
      files: new Map(read.flatMap((file) => ('text' in file ? [[file.name, file.text] as const] : []))),
    };
  } catch (error) {
    if (error instanceof RefusedFile)
      return refusedFor(packageCodes[error.code] ?? 'package.unreadable', error.entry.slice(0, 60));
    throw error;
  }
}

/** The reader of archives speaks of workbooks, which it was made for. */
const packageCodes: Partial<Record<DocumentErrorCode, PackageRefusal['code']>> = {
  'workbook.unsafe_entry': 'package.unsafe_entry',
  'workbook.encrypted': 'package.encrypted',
  'workbook.zip_bomb': 'package.zip_bomb',
};

function refusedFor(code: PackageRefusal['code'], file = ''): ReadArchive {
  const params = code === 'package.too_large' ? { megabytes: packageLimits.bytes / 1024 ** 2 } : {};
  return { ok: false, refusals: [{ code, file, path: '$', params }] };
}

/** The folder in which the programme lies, where it doesn't lie at the root. */
function folderAround(entries: readonly ZipEntry[]): string {
  const names = entries.map(({ name }) => name);
  if (names.includes('programme.json')) return '';
  return /^[^/]+\//.exec(names.find((name) => /^[^/]+\/programme\.json$/.test(name)) ?? '')?.[0] ?? '';
}

/** What an archiver puts beside the folder: `__MACOSX/`. */
function strangerOf(name: string): PackageRefusal {
  const short = name.slice(0, 60);
  return { code: 'package.file_unknown', file: short, path: '$', params: { name: short } };
}

type ReadFile = { readonly name: string; readonly text: string } | PackageRefusal;

function readEntry(bytes: Uint8Array, entry: ZipEntry, name: string): ReadFile {
  const refusal = (code: PackageRefusal['code']): PackageRefusal => ({ code, file: name, path: '$', params: {} });
  try {
    // A mark of byte order is taken off by the decoder.
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(inflateEntry(bytes, entry)) };
  } catch (error) {
    if (error instanceof RefusedFile) return refusal(packageCodes[error.code] ?? 'package.unreadable');
    if (error instanceof TypeError) return refusal('package.not_utf8');
    throw error;
  }
}
