import { canonicalJson } from '../canonical-json.ts';
import type { BlockNode, SectionContent } from './definition.ts';

/** A report's text on its way from one issue of its template to a newer one. */
export interface MergedContent {
  readonly content: SectionContent;
  /** Blocks that came. */
  readonly added: number;
  /** Blocks that nobody had written on, which say now what the newer template says. */
  readonly reworded: number;
  /** Blocks of own words whose template says something else now. */
  readonly kept: number;
  /** Blocks that the template has no more: taken out, or, where they were written on, the report's own from now on. */
  readonly removed: number;
  readonly owned: number;
}

/**
 * Block by block, by their permanent ids: own words stay, what nobody wrote on follows the template, what was taken out
 * of the text stays out, and what comes stands behind what it follows in the newer template.
 */
export function mergeTemplate(current: SectionContent, old: SectionContent, next: SectionContent): MergedContent {
  const [before, after] = [blocksOf(old), blocksOf(next)];
  const counts = { added: 0, reworded: 0, kept: 0, removed: 0, owned: 0 };
  const merged = current.content.flatMap((block): readonly BlockNode[] => {
    const was = before.get(block.attrs.id);
    if (!was) return [block];
    const is = after.get(block.attrs.id);
    const isOwn = canonicalJson(was) !== canonicalJson(block);
    if (!is) {
      counts[isOwn ? 'owned' : 'removed'] += 1;
      return isOwn ? [block] : [];
    }
    if (canonicalJson(was) === canonicalJson(is)) return [block];
    counts[isOwn ? 'kept' : 'reworded'] += 1;
    return [isOwn ? block : is];
  });
  const standing = new Set(merged.map((block) => block.attrs.id));
  let place = 0;
  for (const block of next.content) {
    const { id } = block.attrs;
    if (standing.has(id)) place = merged.findIndex((one) => one.attrs.id === id) + 1;
    else if (!before.has(id)) {
      merged.splice(place, 0, block);
      place += 1;
      counts.added += 1;
    }
  }
  return { content: { ...next, content: merged }, ...counts };
}

function blocksOf({ content }: SectionContent): ReadonlyMap<string, BlockNode> {
  return new Map(content.map((block) => [block.attrs.id, block]));
}
