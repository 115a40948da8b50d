import type { DocumentErrorCode } from '../document-error.ts';
import type { EvidenceType } from '../evidence/sniff-file.ts';
import type { ParsedSheet, ParseLimits } from '../xlsx/read/parsed-workbook.ts';

/** What a reading process can be asked of a file; JSON, sent before the file. */
export type ReadingTask =
  | { readonly kind: 'workbook'; readonly limits: ParseLimits; readonly milliseconds: number }
  | { readonly kind: 'evidence'; readonly milliseconds: number };

interface Answers {
  readonly workbook: { readonly sheets: readonly ParsedSheet[] };
  readonly evidence: { readonly mediaType: EvidenceType };
}

export type AnswerOf<Task extends ReadingTask> = Answers[Task['kind']];

/** What the process answers, as JSON. */
export type ReadingAnswer = Answers[keyof Answers] | { readonly refused: DocumentErrorCode };
