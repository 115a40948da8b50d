/** The parts of the ZIP format (APPNOTE 6.3.10) that office files use. Little-endian throughout. */
export const localHeader = { signature: 0x04034b50, length: 30 } as const;
export const centralHeader = { signature: 0x02014b50, length: 46 } as const;
export const endRecord = { signature: 0x06054b50, length: 22, maxComment: 0xffff } as const;
export const zip64Locator = { signature: 0x07064b50, length: 20 } as const;

export const stored = 0;
export const deflated = 8;

/** A file as the directory declares it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  /** Bytes in the archive. */
  readonly packedLength: number;
  /** Bytes when inflated, as declared: a liar is found out by `inflateEntry`. */
  readonly length: number;
  /** Where its data begins. */
  readonly dataOffset: number;
}
