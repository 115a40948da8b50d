import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of an archive that may lie about everything. */
export interface RawEntry {
  readonly name: string;
  readonly data?: Uint8Array | string;
  /** Name in the local header, where it differs. */
  readonly localName?: string;
  readonly method?: number;
  readonly flags?: number;
  /** Unix mode: 0o120777 is a symbolic link. */
  readonly mode?: number;
  readonly declaredLength?: number;
  readonly checksum?: number;
  /** Points at the data of an earlier entry. */
  readonly sharesDataOf?: number;
}

export interface RawZip {
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
  readonly hasZip64Locator?: boolean;
  readonly declaredEntries?: number;
  readonly disk?: number;
}

/** Writes an archive byte by byte, as told, right or wrong. */
export function writeRawZip(
  entries: readonly RawEntry[],
  {
    before = Buffer.alloc(0),
    after = Buffer.alloc(0),
    hasZip64Locator = false,
    declaredEntries = entries.length,
    disk = 0,
  }: RawZip = {},
): Buffer {
  const parts: Uint8Array[] = [before];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data ?? '');
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(data) : data;
    const name = Buffer.from(entry.name, 'utf8');
    const localName = Buffer.from(entry.localName ?? entry.name, 'utf8');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(entry.flags ?? 0, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(entry.checksum ?? crc32(data), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(entry.declaredLength ?? data.length, 22);
    local.writeUInt16LE(localName.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(0x0314, 4);
    local.copy(central, 6, 4, 30);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 38);
    central.writeUInt32LE(entry.sharesDataOf === undefined ? offset : (offsets[entry.sharesDataOf] ?? 0), 42);
    offsets.push(offset);
    directory.push(central, name);
    if (entry.sharesDataOf === undefined) {
      parts.push(local, localName, packed);
      offset += local.length + localName.length + packed.length;
    }
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const locator = Buffer.alloc(hasZip64Locator ? 20 : 0);
  if (hasZip64Locator) locator.writeUInt32LE(0x07064b50, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(disk, 4);
  end.writeUInt16LE(declaredEntries, 8);
  end.writeUInt16LE(declaredEntries, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, locator, end, after]);
}
