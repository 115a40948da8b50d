import type { SectionContent } from '@huibao/domain';

/** A section's prose of paragraphs with these words. */
export function proseOf(...words: readonly string[]): SectionContent {
  return {
    type: 'doc',
    version: 2,
    content: words.map((text, place) => ({
      type: 'paragraph',
      attrs: { id: `p${place}` },
      content: [{ type: 'text', text }],
    })),
  };
}
