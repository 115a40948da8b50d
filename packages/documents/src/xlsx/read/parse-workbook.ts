import { RefusedFile } from '../../refused-file.ts';
import { inflateEntry, readZipDirectory } from '../zip/read-zip.ts';
import type { ParsedSheet, ParseLimits } from './parsed-workbook.ts';
import { readPackage } from './package.ts';
import { readSharedStrings, readSheet } from './sheet.ts';
import { readStyles } from './styles.ts';

/** One long shared string named by every cell would otherwise multiply. */
const maxTextUnits = 20_000_000;
/** Cells that only carry a style. */
const blanksPerCell = 10;

/**
 * Every filled cell of a workbook, sheet by sheet. Runs in a process of its own: see `reading.child.ts`.
 * @throws {RefusedFile} maybe after some sheets
 */
export function* parseWorkbook(bytes: Uint8Array, limits: ParseLimits): Generator<ParsedSheet> {
  const entries = new Map(readZipDirectory(bytes, limits).map((entry) => [entry.name, entry]));
  const readPart = (path: string) => {
    const entry = entries.get(path);
    return entry && inflateEntry(bytes, entry);
  };
  const parts = readPackage(readPart);
  const strings =
    parts.sharedStrings === undefined ? [] : readSharedStrings(readPart(parts.sharedStrings) ?? Buffer.alloc(0));
  const styles = parts.styles === undefined ? undefined : readPart(parts.styles);
  const kinds = styles ? readStyles(styles) : [];

  let filled = 0;
  let blank = 0;
  let units = 0;
  const count = (text: string) => {
    units += text.length;
    if (text === '') blank += 1;
    else filled += 1;
    if (filled > limits.cells || blank > limits.cells * blanksPerCell || units > maxTextUnits)
      throw new RefusedFile('workbook.too_large');
  };
  for (const { name, isHidden, path } of parts.sheets) {
    const sheet = readPart(path);
    if (!sheet) throw new RefusedFile('workbook.unreadable');
    yield { name, isHidden, cells: readSheet(sheet, { strings, kinds, is1904: parts.is1904, count }) };
  }
}
