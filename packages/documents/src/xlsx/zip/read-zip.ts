import { crc32, inflateRawSync } from 'node:zlib';
import { RefusedFile } from '../../refused-file.ts';
import type { ZipEntry } from './zip-entry.ts';
import { centralHeader, deflated, endRecord, localHeader, stored, zip64Locator } from './zip-entry.ts';

export interface ZipLimits {
  readonly entries: number;
  readonly inflatedBytes: number;
  /** Of one entry, inflated to packed. */
  readonly ratio: number;
}

/** Small entries compress well without being bombs. */
const ratioFreeBytes = 1024 * 1024;

/**
 * The directory of an archive, judged before anything is unpacked. Every entry must lie inside the file, apart from the
 * others, under a plain relative name, unencrypted, and say the same in its local header.
 * @throws {RefusedFile} workbook.unreadable, .unsafe_entry, .encrypted, .zip_bomb
 */
export function readZipDirectory(bytes: Uint8Array, limits: ZipLimits): readonly ZipEntry[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(zip);
  if (end >= zip64Locator.length && zip.readUInt32LE(end - zip64Locator.length) === zip64Locator.signature)
    throw new RefusedFile('workbook.zip_bomb');
  const count = zip.readUInt16LE(end + 10);
  const size = zip.readUInt32LE(end + 12);
  const start = zip.readUInt32LE(end + 16);
  const isWhole =
    zip.readUInt16LE(end + 4) === 0 && zip.readUInt16LE(end + 6) === 0 && zip.readUInt16LE(end + 8) === count;
  if (!isWhole || start + size !== end) throw new RefusedFile('workbook.unreadable');
  if (count > limits.entries) throw new RefusedFile('workbook.zip_bomb');

  const entries: ZipEntry[] = [];
  const spans: (readonly [number, number])[] = [];
  let offset = start;
  for (let index = 0; index < count; index++) {
    if (offset + centralHeader.length > end || zip.readUInt32LE(offset) !== centralHeader.signature)
      throw new RefusedFile('workbook.unreadable');
    const { entry, localOffset, next } = readEntry(zip, offset, start);
    entries.push(entry);
    spans.push([localOffset, entry.dataOffset + entry.packedLength]);
    offset = next;
  }
  if (offset !== end) throw new RefusedFile('workbook.unreadable');
  refuseOverlaps(spans);
  refuseDoubles(entries);
  refuseBombs(entries, limits);
  return entries;
}

/** The record stands at the very end, before a comment whose length it states. */
function findEnd(zip: Buffer): number {
  const last = zip.length - endRecord.length;
  for (let offset = last; offset >= 0 && offset >= last - endRecord.maxComment; offset--) {
    if (
      zip.readUInt32LE(offset) === endRecord.signature &&
      offset + endRecord.length + zip.readUInt16LE(offset + 20) === zip.length
    )
      return offset;
  }
  throw new RefusedFile('workbook.unreadable');
}

const encryptedFlags = 0x0001 | 0x0040 | 0x2000;
const unixFileType = 0o170000;
const unixRegular = 0o100000;
const unixFolder = 0o040000;

function readEntry(
  zip: Buffer,
  offset: number,
  directoryStart: number,
): { readonly entry: ZipEntry; readonly localOffset: number; readonly next: number } {
  const flags = zip.readUInt16LE(offset + 8);
  const method = zip.readUInt16LE(offset + 10);
  const packedLength = zip.readUInt32LE(offset + 20);
  const length = zip.readUInt32LE(offset + 24);
  const nameLength = zip.readUInt16LE(offset + 28);
  const next =
    offset + centralHeader.length + nameLength + zip.readUInt16LE(offset + 30) + zip.readUInt16LE(offset + 32);
  const localOffset = zip.readUInt32LE(offset + 42);
  const rawName = zip.subarray(offset + centralHeader.length, offset + centralHeader.length + nameLength);
  const name = rawName.toString('utf8');
  if (flags & encryptedFlags) throw new RefusedFile('workbook.encrypted', name);
  if (isUnsafeName(name) || isSpecialFile(zip, offset)) throw new RefusedFile('workbook.unsafe_entry', name);
  if (method !== stored && method !== deflated) throw new RefusedFile('workbook.unreadable');
  if (localOffset + localHeader.length > directoryStart || zip.readUInt32LE(localOffset) !== localHeader.signature)
    throw new RefusedFile('workbook.unreadable');

  const localNameLength = zip.readUInt16LE(localOffset + 26);
  const localName = zip.subarray(localOffset + localHeader.length, localOffset + localHeader.length + localNameLength);
  if (!localName.equals(rawName) || zip.readUInt16LE(localOffset + 8) !== method)
    throw new RefusedFile('workbook.unsafe_entry', name);
  const dataOffset = localOffset + localHeader.length + localNameLength + zip.readUInt16LE(localOffset + 28);
  if (dataOffset + packedLength > directoryStart) throw new RefusedFile('workbook.unreadable');
  return {
    entry: { name, method, checksum: zip.readUInt32LE(offset + 16), packedLength, length, dataOffset },
    localOffset,
    next,
  };
}

function isUnsafeName(name: string): boolean {
  return (
    name === '' ||
    name.startsWith('/') ||
    /[\\:\0\ufffd]/.test(name) ||
    name.split('/').some((part) => part === '..' || part === '.')
  );
}

/** Links, devices and pipes, as Unix archivers mark them. */
function isSpecialFile(zip: Buffer, offset: number): boolean {
  const mode = zip.readUInt32LE(offset + 38) >>> 16;
  const type = mode & unixFileType;
  return type !== 0 && type !== unixRegular && type !== unixFolder;
}

/** Entries that share data are how a small archive holds a giant one. */
function refuseOverlaps(spans: (readonly [number, number])[]): void {
  let reached = 0;
  for (const [start, end] of spans.sort(([a], [b]) => a - b)) {
    if (start < reached) throw new RefusedFile('workbook.zip_bomb');
    reached = end;
  }
}

/** Two files of one name: what one program checks, another would not read. */
function refuseDoubles(entries: readonly ZipEntry[]): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    if (seen.has(name.toLowerCase())) throw new RefusedFile('workbook.unsafe_entry', name);
    seen.add(name.toLowerCase());
  }
}

function refuseBombs(entries: readonly ZipEntry[], limits: ZipLimits): void {
  let total = 0;
  for (const entry of entries) {
    total += entry.length;
    const isSteep = entry.length > ratioFreeBytes && entry.length > entry.packedLength * limits.ratio;
    if (total > limits.inflatedBytes || isSteep) throw new RefusedFile('workbook.zip_bomb', entry.name);
  }
}

/** An entry's content, which may be no longer than declared. @throws {RefusedFile} workbook.zip_bomb, .unreadable */
export function inflateEntry(bytes: Uint8Array, entry: ZipEntry): Buffer {
  const packed = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.packedLength);
  const data = entry.method === stored ? Buffer.from(packed) : inflate(packed, entry.length);
  if (data.length !== entry.length || crc32(data) !== entry.checksum) throw new RefusedFile('workbook.unreadable');
  return data;
}

function inflate(packed: Uint8Array, length: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(length, 1) });
  } catch (error) {
    const isLonger = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new RefusedFile(isLonger ? 'workbook.zip_bomb' : 'workbook.unreadable');
  }
}
