import { constants, inflateSync } from 'node:zlib';
import type { DocumentErrorCode } from '../document-error.ts';
import { RefusedFile } from '../refused-file.ts';
import { refuseDisguise, refusePage } from './disguise.ts';

// What a document can do is named by keys of its objects: those in the file, and those packed into object streams. The
// file is searched as a whole, for readers jump to an object by its offset, be it in what looks like a comment or a
// text. The names are long enough not to come about by chance in what is compressed. Source: ISO 32000-2, 7.3.5, 7.5.7,
// 12.6.4, 12.7.

const findings: readonly (readonly [RegExp, DocumentErrorCode])[] = [
  [/\/JavaScript(?![A-Za-z0-9])|\/XFA\s*(?:\[|\d+\s+\d+\s+R)/, 'file.script'],
  [/\/(?:Launch|ImportData|SubmitForm|GoToE)(?![A-Za-z0-9])/, 'file.launch'],
  [/\/(?:EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])/, 'file.attachment'],
  [/\/Encrypt(?![A-Za-z0-9])/, 'file.encrypted'],
];

const maxUnpacked = 60 * 1024 * 1024;

/** @throws {RefusedFile} by what was found, or because it isn't whole */
export function inspectPdf(bytes: Buffer): void {
  refusePage(bytes.subarray(0, 1024));
  refuseDisguise(bytes);
  const text = withPlainNames(bytes.toString('latin1'));
  refuseFindings(text);
  refuseFindings(withPlainNames(unpackObjects(bytes)));
  if (!/%%EOF/.test(text.slice(-4096)) || !/startxref\s+\d+/.test(text)) throw new RefusedFile('file.damaged');
}

function refuseFindings(objects: string): void {
  const found = findings.find(([pattern]) => pattern.test(objects));
  if (found) throw new RefusedFile(found[1]);
}

/** With `#4a` as the letter that it is: a name may be written so. */
function withPlainNames(objects: string): string {
  return objects.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** All that lies in object streams, wherever something could be read as one. */
function unpackObjects(bytes: Buffer): string {
  // Names as they are written: offsets must stay those of the bytes.
  const text = bytes.toString('latin1');
  const unpacked: string[] = [];
  let size = 0;
  let from = 0;
  for (const { index, 0: keyword } of text.matchAll(/endstream|stream(?:\r\n|\n|\r)/g)) {
    const start = index + keyword.length;
    if (keyword === 'endstream') {
      from = start;
      continue;
    }
    // What was a stream's dictionary may begin as far back as the stream before has ended.
    const dictionary = withPlainNames(text.slice(from, index));
    if (!/\/ObjStm(?![A-Za-z0-9])/.test(dictionary) || !/\/F(?:ilter)?(?![A-Za-z0-9])/.test(dictionary)) continue;
    // Neither does an ordinary program pack objects so, nor could their names be found.
    if (/\/Predictor\s+(?!1\b)/.test(dictionary)) throw new RefusedFile('file.damaged');
    const objects = inflate(bytes.subarray(start), maxUnpacked - size);
    size += objects.length;
    unpacked.push(objects.toString('latin1'));
  }
  return unpacked.join('\n');
}

/** An object stream that can't be looked into isn't one that an ordinary program writes. */
function inflate(stream: Buffer, limit: number): Buffer {
  if (limit <= 0) throw new RefusedFile('file.too_much');
  try {
    return inflateSync(stream, { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    const isLonger = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new RefusedFile(isLonger ? 'file.too_much' : 'file.damaged');
  }
}
