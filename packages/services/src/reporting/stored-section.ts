import { storedContent, upcastContent, type Numbering, type StoredContent } from '@huibao/domain';
import type { SectionText } from './section.repository.ts';

/** A section as it is signed and frozen: in the shape in which it was written. */
export interface StoredSection {
  readonly code: string;
  readonly heading: string;
  readonly level: number;
  /** Absent: the heading has its number in its words. */
  readonly numbering?: Exclude<Numbering, 'literal'>;
  readonly content: StoredContent;
}

export function toStored({ code, heading, level, numbering, content }: SectionText): StoredSection {
  return {
    code,
    heading,
    level,
    ...(numbering === 'literal' ? {} : { numbering }),
    content: storedContent(content),
  };
}

export function fromStored({ content, ...section }: StoredSection): SectionText {
  return { ...section, numbering: section.numbering ?? 'literal', content: upcastContent(content) };
}
