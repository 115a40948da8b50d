import type { DocumentErrorCode } from './document-error.ts';

/**
 * Why a file isn't read, inside this package: the parsing process loads nothing of the domain. `DocumentError` is made
 * of it at the package's door.
 */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile';
  readonly code: DocumentErrorCode;

  constructor(code: DocumentErrorCode) {
    super(code);
    this.code = code;
  }
}
