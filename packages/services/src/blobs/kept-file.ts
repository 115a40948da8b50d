import type { BlobName } from './contents.ts';

/** A file as a row has it: its bytes are opened once that row's transaction is over. */
export interface KeptFile {
  readonly name: string;
  readonly mediaType: string;
  readonly blob: BlobName;
}
