import { crc32, deflateRawSync } from 'node:zlib';
import type { ZipFile } from './zip-entry.ts';
import { centralHeader, deflated, endRecord, localHeader } from './zip-entry.ts';

const version = 20;
const utf8Names = 0x0800;
/** 1980-01-01: the same content gives the same bytes. */
const date = 0x0021;

export function writeZip(files: readonly ZipFile[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name, 'utf8');
    const packed = deflateRawSync(file.data);
    const local = Buffer.alloc(localHeader.length);
    local.writeUInt32LE(localHeader.signature, 0);
    describe(local.subarray(4), name, packed, file.data);
    const central = Buffer.alloc(centralHeader.length);
    central.writeUInt32LE(centralHeader.signature, 0);
    central.writeUInt16LE(version, 4);
    describe(central.subarray(6), name, packed, file.data);
    central.writeUInt32LE(offset, 42);
    parts.push(local, name, packed);
    directory.push(central, name);
    offset += local.length + name.length + packed.length;
  }
  const end = Buffer.alloc(endRecord.length);
  end.writeUInt32LE(endRecord.signature, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, part) => sum + part.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** The fields that both headers share, from “version needed” on. */
function describe(header: Buffer, name: Buffer, packed: Uint8Array, data: Uint8Array): void {
  header.writeUInt16LE(version, 0);
  header.writeUInt16LE(utf8Names, 2);
  header.writeUInt16LE(deflated, 4);
  header.writeUInt16LE(0, 6);
  header.writeUInt16LE(date, 8);
  header.writeUInt32LE(crc32(data), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt16LE(name.length, 22);
}
