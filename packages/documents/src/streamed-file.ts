import { createHash } from 'node:crypto';

/** Bytes that can be gone through, more than once, without being held whole. */
export interface StreamedFile {
  /** Bytes. */
  readonly size: number;
  /** Of the bytes, hexadecimals. */
  readonly sha256: string;
  readonly pieces: () => AsyncIterable<Uint8Array>;
}

/** Of bytes that are in memory already. */
export function fileOf(bytes: Uint8Array): StreamedFile {
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    async *pieces() {
      if (bytes.length > 0) yield await Promise.resolve(bytes);
    },
  };
}

/** All of it at once, of what isn't large. */
export async function bytesOf({ pieces }: Pick<StreamedFile, 'pieces'>): Promise<Buffer> {
  const held: Uint8Array[] = [];
  for await (const piece of pieces()) held.push(piece);
  return Buffer.concat(held);
}
