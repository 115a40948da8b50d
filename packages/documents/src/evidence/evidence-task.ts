import type { EvidenceType } from './sniff-file.ts';

/** What the reading process is asked of an evidence file, and answers. */
export interface EvidenceTask {
  readonly kind: 'evidence';
}

export interface EvidenceAnswer {
  readonly mediaType: EvidenceType;
}
