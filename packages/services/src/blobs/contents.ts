import type { StreamedFile } from '@huibao/documents/streamed-file';

/** Whose bytes, and which. */
export interface BlobName {
  readonly tenantId: number;
  /** Hexadecimals. */
  readonly sha256: string;
}

/** One place where bytes lie, by their names. Both do the same, and each may be asked again after it failed. */
export interface Contents {
  /** Whole, or not at all; harmless where they are already. */
  readonly put: (name: BlobName, file: StreamedFile) => Promise<void>;
  /** In their order. @throws {MissingContent} before the first, where there are none */
  readonly read: (name: BlobName) => AsyncIterable<Uint8Array>;
  /** Harmless where there are none. */
  readonly remove: (name: BlobName) => Promise<void>;
}

/** The row says that it is there, and it isn't. */
export class MissingContent extends Error {
  constructor({ tenantId, sha256 }: BlobName) {
    super(`the bytes ${tenantId}/${sha256} are missing`);
  }
}

export const nameOf = ({ tenantId, sha256 }: BlobName): string => `${tenantId}/${sha256}`;
