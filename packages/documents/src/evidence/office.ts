import type { DocumentErrorCode } from '../document-error.ts';
import { RefusedFile } from '../refused-file.ts';
import { readXml, type Attributes, type XmlHandler } from '../xlsx/xml/read-xml.ts';
import { inflateEntry, readZipDirectory } from '../xlsx/zip/read-zip.ts';
import type { ZipEntry } from '../xlsx/zip/zip-entry.ts';
import { refuseDisguise } from './disguise.ts';
import { activeContentIn } from './office-xml.ts';
import { inspectPdf } from './pdf.ts';
import { sniffFile, type EvidenceType } from './sniff-file.ts';

const limits = { entries: 5000, inflatedBytes: 100 * 1024 * 1024, ratio: 500 };
/** A workbook behind a document's chart is looked into; one in that isn't taken. */
const maxDepth = 1;
/** Tables in tables, drawings with texts, formulas. */
const maxNesting = 256;

type Named = readonly (readonly [RegExp, DocumentErrorCode])[];

const activeParts: Named = [
  [/vbaproject|vbadata|\/macrosheets\/|\/dialogsheets\/|\/activex\/|\/ctrlprops\/|customui/i, 'file.macro'],
  [/\/embeddings\/.*\.bin$|\/oleobject[^/]*$/i, 'file.ole'],
  [/\/afchunk|\.(?:html?|mht|mhtml|rtf)$/i, 'file.foreign_text'],
  [/\.(?:exe|dll|scr|js|vbs|bat|cmd|ps1|lnk|hta)$/i, 'file.attachment'],
];
/** Last: what they hold has names of its own. */
const outsideParts: Named = [
  [/\/externallinks\/|\/connections\.xml$|\/querytables\/|\/webextensions\//i, 'file.remote'],
];

/** A relationship's type by the last part of its address, the same in the transitional and the strict dialect. */
const activeRelationships: Readonly<Record<string, DocumentErrorCode>> = {
  aFChunk: 'file.foreign_text',
  oleObject: 'file.ole',
  control: 'file.macro',
  vbaProject: 'file.macro',
  attachedToolbars: 'file.macro',
  xlMacrosheet: 'file.macro',
  externalLink: 'file.remote',
  connections: 'file.remote',
};

const mainTypes: Readonly<Record<string, EvidenceType>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml':
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml':
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * A Word or Excel file, by the names of its parts, by what they hold, and by what they relate to. Parts are looked at
 * wherever they lie and whatever they are called.
 * Source: ECMA-376, parts 1 (17.16 fields, 18.14 external data) and 2 (relationships).
 * @throws {RefusedFile}
 */
export function inspectOfficeFile(bytes: Buffer, depth = 0): EvidenceType {
  const entries = translated(() => readZipDirectory(bytes, limits));
  const isRelation = ({ name }: ZipEntry): boolean => name.endsWith('.rels');
  const read = (entry: ZipEntry): Buffer => translated(() => inflateEntry(bytes, entry));
  refuseNamed(entries, activeParts);
  for (const entry of entries) if (!isRelation(entry)) inspectPart(entry.name, read(entry), depth);
  for (const entry of entries) if (isRelation(entry)) readPart(read(entry), { open: refuseRelationship });
  refuseNamed(entries, outsideParts);
  const types = entries.find(({ name }) => name === '[Content_Types].xml');
  const type = types && mainTypeIn(read(types));
  if (!type) throw new RefusedFile('file.type_refused');
  return type;
}

function refuseNamed(entries: readonly ZipEntry[], named: Named): void {
  const found = named.find(([pattern]) => entries.some(({ name }) => pattern.test(`/${name}`)));
  if (found) throw new RefusedFile(found[1]);
}

function inspectPart(name: string, part: Buffer, depth: number): void {
  // A drawing beside its picture: office programs run nothing in it.
  if (/\/media\/[^/]+\.svg$/i.test(name)) return;
  if (isXml(part)) return readPart(part, activeContentIn());
  const kind = sniffFile(part);
  if (kind === 'office' && depth >= maxDepth) throw new RefusedFile('file.attachment');
  if (kind === 'office') inspectOfficeFile(part, depth + 1);
  else if (kind === 'pdf') inspectPdf(part);
  else if (part.subarray(0, 8).toString('latin1') === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')
    throw new RefusedFile('file.ole');
  else refuseDisguise(part);
}

/** With or without a mark of the order of bytes; in another encoding than UTF-8 it is refused as unreadable. */
function isXml(part: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?\s*<|^\xff\xfe|^\xfe\xff/.test(part.subarray(0, 64).toString('latin1'));
}

/** Whither a link may lead that its reader clicks on; one to another machine's share would hand over their name. */
const linkable = /^(?:https?|mailto|ftp|tel):|^file:\/\/\/[a-z]:|^[a-z]:[\\/]|^#|^(?!\\\\|\/\/)[^:]*$/i;

function refuseRelationship(name: string, attributes: Attributes): void {
  if (name !== 'Relationship') return;
  const type = (attributes.get('Type') ?? '').split('/').at(-1) ?? '';
  const code = activeRelationships[type];
  if (code) throw new RefusedFile(code);
  if (attributes.get('TargetMode') !== 'External') return;
  if (type !== 'hyperlink' || !linkable.test(attributes.get('Target') ?? '')) throw new RefusedFile('file.remote');
}

/** Macros make it another type. */
function mainTypeIn(types: Buffer): EvidenceType | undefined {
  let type: EvidenceType | undefined;
  readPart(types, {
    open(_, attributes) {
      const declared = attributes.get('ContentType') ?? '';
      if (/macroenabled/i.test(declared)) throw new RefusedFile('file.macro');
      type ??= mainTypes[declared];
    },
  });
  return type;
}

function readPart(part: Buffer, handler: XmlHandler): void {
  translated(() => readXml(part, handler, maxNesting));
}

/** The readers of archives and XML speak of workbooks, which they were made for. */
const fileCodes: Partial<Record<DocumentErrorCode, DocumentErrorCode>> = {
  'workbook.zip_bomb': 'file.too_much',
  'workbook.unsafe_entry': 'file.disguised',
  'workbook.encrypted': 'file.encrypted',
  'workbook.unreadable': 'file.damaged',
};

function translated<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = error instanceof RefusedFile ? fileCodes[error.code] : undefined;
    throw code ? new RefusedFile(code) : error;
  }
}
