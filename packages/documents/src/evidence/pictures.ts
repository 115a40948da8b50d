import { crc32 } from 'node:zlib';
import { RefusedFile } from '../refused-file.ts';
import { refuseDisguise, refusePage } from './disguise.ts';

// The frame of each format is walked from its first byte to its end: what isn't whole isn't a picture, and what stands
// behind the end is looked at as a file of its own. Pixels aren't decoded; browsers do that, within these bounds.

/** Width times height: a phone's largest photographs have a hundred million. */
const maxPixels = 120_000_000;
const maxSide = 30_000;
const head = 1024;

function damaged(): never {
  throw new RefusedFile('file.damaged');
}

function judge(bytes: Buffer, end: number, width: number, height: number): void {
  if (width === 0 || height === 0) damaged();
  if (width > maxSide || height > maxSide || width * height > maxPixels) throw new RefusedFile('file.too_many_pixels');
  refusePage(bytes.subarray(0, head));
  const behind = bytes.subarray(end);
  refusePage(behind);
  refuseDisguise(behind);
}

/** Chunks of length, type, data and checksum, from IHDR by way of IDAT to IEND. Source: PNG, third edition, part 5. */
export function inspectPng(bytes: Buffer): void {
  let offset = 8;
  let isFirst = true;
  let hasData = false;
  let [width, height] = [0, 0];
  for (;;) {
    if (offset + 12 > bytes.length) pageOrDamaged(bytes);
    const length = bytes.readUInt32BE(offset);
    const end = offset + 12 + length;
    if (end > bytes.length) pageOrDamaged(bytes);
    const type = bytes.toString('latin1', offset + 4, offset + 8);
    if (crc32(bytes.subarray(offset + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) pageOrDamaged(bytes);
    if (isFirst !== (type === 'IHDR') || (isFirst && length !== 13)) damaged();
    if (isFirst) [width, height] = [bytes.readUInt32BE(offset + 8), bytes.readUInt32BE(offset + 12)];
    isFirst = false;
    hasData ||= type === 'IDAT';
    offset = end;
    if (type === 'IEND') break;
  }
  if (!hasData) damaged();
  judge(bytes, offset, width, height);
}

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const hasNoLength = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Segments that each begin with a marker, and after a start of scan what is coded. Source: ITU-T T.81, annex B. */
export function inspectJpeg(bytes: Buffer): void {
  let offset = 2;
  let hasScan = false;
  let [width, height] = [0, 0];
  for (;;) {
    if (bytes[offset] !== 0xff) pageOrDamaged(bytes);
    // Any number of these may stand before a marker.
    while (bytes[offset] === 0xff) offset += 1;
    const marker = bytes[offset];
    offset += 1;
    if (marker === undefined || marker === 0 || marker === startOfImage) pageOrDamaged(bytes);
    if (marker === endOfImage) break;
    if (hasNoLength(marker)) continue;
    if (offset + 2 > bytes.length) pageOrDamaged(bytes);
    const length = bytes.readUInt16BE(offset);
    if (length < 2 || offset + length > bytes.length) pageOrDamaged(bytes);
    if (isFrame(marker)) {
      if (length < 8) damaged();
      [height, width] = [bytes.readUInt16BE(offset + 3), bytes.readUInt16BE(offset + 5)];
    }
    offset += length;
    if (marker === startOfScan) {
      hasScan = true;
      offset = endOfScan(bytes, offset);
    }
  }
  if (!hasScan) damaged();
  judge(bytes, offset, width, height);
}

/** Where the next marker stands: within what is coded, 0xff is followed by a zero or a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let offset = bytes.indexOf(0xff, from);
  while (offset !== -1) {
    const next = bytes[offset + 1];
    if (next === undefined) break;
    if (next !== 0 && !hasNoLength(next)) return offset;
    offset = bytes.indexOf(0xff, offset + 1);
  }
  return damaged();
}

/** Chunks within a RIFF of a stated length. Source: RFC 9649. */
export function inspectWebp(bytes: Buffer): void {
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length || end < 20) pageOrDamaged(bytes);
  let [width, height] = [0, 0];
  let hasData = false;
  for (let offset = 12; offset < end;) {
    if (offset + 8 > end) pageOrDamaged(bytes);
    const type = bytes.toString('latin1', offset, offset + 4);
    const length = bytes.readUInt32LE(offset + 4);
    const start = offset + 8;
    if (!/^[\x20-\x7e]{4}$/.test(type) || start + length > end) pageOrDamaged(bytes);
    if (type === 'VP8 ' || type === 'VP8L' || type === 'ANMF') hasData = true;
    const size = sizeInWebp(bytes, type, start, length);
    if (size) [width, height] = [Math.max(width, size[0]), Math.max(height, size[1])];
    offset = start + length + (length % 2);
  }
  if (!hasData) pageOrDamaged(bytes);
  judge(bytes, end, width, height);
}

function sizeInWebp(bytes: Buffer, type: string, start: number, length: number): readonly [number, number] | null {
  if (type === 'VP8X' && length >= 10) return [bytes.readUIntLE(start + 4, 3) + 1, bytes.readUIntLE(start + 7, 3) + 1];
  if (type === 'VP8 ' && length >= 10 && bytes.readUIntBE(start + 3, 3) === 0x9d012a)
    return [bytes.readUInt16LE(start + 6) & 0x3fff, bytes.readUInt16LE(start + 8) & 0x3fff];
  if (type === 'VP8L' && length >= 5 && bytes[start] === 0x2f) {
    const bits = bytes.readUInt32LE(start + 1);
    return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  }
  return null;
}

/** Of what isn't a picture at all, what it is says more than that it isn't whole. */
function pageOrDamaged(bytes: Buffer): never {
  refusePage(bytes.subarray(0, head));
  refuseDisguise(bytes.subarray(head));
  return damaged();
}
