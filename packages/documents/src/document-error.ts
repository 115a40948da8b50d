import type { ErrorCode, ErrorParams } from '@huibao/domain';
import { HuibaoError } from '@huibao/domain';

/** Why bytes from outside are refused. A subset of the product's error codes, so callers need no translation. */
export type DocumentErrorCode = Exclude<
  Extract<ErrorCode, `workbook.${string}` | `file.${string}`>,
  /** These are the use-case's to raise, when it compares a workbook's identity with what it expects. */
  | `workbook.other_${string}`
  /** And these where a file is kept. */
  | 'file.not_found'
  | 'file.lost'
  | 'file.corrupted'
  | 'file.store_away'
  | 'file.infected'
  | 'file.scanner_away'
>;

export class DocumentError extends HuibaoError {
  declare readonly code: DocumentErrorCode;

  constructor(code: DocumentErrorCode, params: ErrorParams = {}) {
    super(code, params);
  }
}
