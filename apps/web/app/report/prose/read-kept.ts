import { sectionContentSchema, upcastContent, type StoredContent } from '@huibao/domain';
import type { KeptProse } from './kept-prose.ts';

/** What a browser kept, if it is a text still; of no use where nothing was left, so fetched by who finds something. */
export function readKept(text: string): readonly KeptProse[] {
  const kept: unknown = JSON.parse(text === '' ? 'null' : text);
  if (typeof kept !== 'object' || kept === null || !('version' in kept) || !('content' in kept)) return [];
  // It may have been kept before blocks had ids.
  const content = sectionContentSchema.safeParse({ ...upcastContent(kept.content as StoredContent), version: 2 });
  return typeof kept.version === 'number' && content.success ? [{ version: kept.version, content: content.data }] : [];
}
