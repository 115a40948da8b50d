import type { DocumentErrorCode } from './document-error.ts';

/**
 * Why a file isn't read, inside this package: the reading process loads nothing of the domain. `DocumentError` is made
 * of it at the package's door.
 */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile';
  readonly code: DocumentErrorCode;
  /** The archive's entry that it is about. */
  readonly entry: string;

  constructor(code: DocumentErrorCode, entry = '') {
    super(code);
    this.code = code;
    this.entry = entry;
  }
}
