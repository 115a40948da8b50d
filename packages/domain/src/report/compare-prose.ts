import { canonicalJson } from '../canonical-json.ts';
import { longestId, type BlockNode, type SectionContent } from './definition.ts';

/** One block of two texts side by side. */
export interface ComparedBlock {
  readonly kind: 'same' | 'removed' | 'added';
  readonly block: BlockNode;
}

/** From one text to another, block by block, in reading order. */
export function compareProse(before: SectionContent, after: SectionContent): readonly ComparedBlock[] {
  const pairs = alignedBlocks(before.content, after.content);
  const compared: ComparedBlock[] = [];
  let [left, right] = [0, 0];
  for (const [a, b] of [...pairs, [before.content.length, after.content.length] as const]) {
    for (const block of before.content.slice(left, a)) compared.push({ kind: 'removed', block });
    for (const block of after.content.slice(right, b)) compared.push({ kind: 'added', block });
    const block = after.content[b];
    if (block) compared.push({ kind: 'same', block });
    [left, right] = [a + 1, b + 1];
  }
  return compared;
}

/** Whenever each was written. */
export function isSameProse(a: SectionContent, b: SectionContent): boolean {
  return canonicalJson(a.content) === canonicalJson(b.content);
}

/**
 * Two texts that grew from one, as one: who changed a block alone is followed; where both did, both blocks stand,
 * theirs first, for a person to make one of them. A block that one changed is never lost by the other's taking it out.
 */
export function mergeProse(base: SectionContent, theirs: SectionContent, mine: SectionContent): SectionContent {
  const inTheirs = new Map(alignedBlocks(base.content, theirs.content));
  const inMine = new Map(alignedBlocks(base.content, mine.content));
  // What both kept anchors the stretches between, in which each side may have written.
  const anchors = base.content.flatMap((_block, at) => {
    const [a, b] = [inTheirs.get(at), inMine.get(at)];
    return a === undefined || b === undefined ? [] : [[at, a, b] as const];
  });
  const merged: BlockNode[] = [];
  let [fromBase, fromTheirs, fromMine] = [0, 0, 0];
  const end = [base.content.length, theirs.content.length, mine.content.length] as const;
  for (const [at, a, b] of [...anchors, end]) {
    const stretch = (content: readonly BlockNode[], from: number, to: number): SectionContent => ({
      type: 'doc',
      version: 2,
      content: content.slice(from, to),
    });
    merged.push(
      ...mergeStretch(
        stretch(base.content, fromBase, at),
        stretch(theirs.content, fromTheirs, a),
        stretch(mine.content, fromMine, b),
      ),
    );
    const block = theirs.content[a];
    if (block) merged.push(block);
    [fromBase, fromTheirs, fromMine] = [at + 1, a + 1, b + 1];
  }
  return { type: 'doc', version: 2, content: withOwnIds(merged) };
}

/** Where both wordings of a block stand, the second is a block of its own. */
function withOwnIds(blocks: readonly BlockNode[]): readonly BlockNode[] {
  const known = new Set(blocks.map(({ attrs }) => attrs.id));
  const used = new Set<string>();
  return blocks.map((block) => {
    let { id } = block.attrs;
    for (let no = 2; used.has(id); no += 1) {
      const other = `${block.attrs.id.slice(0, longestId - 4)}~${no}`;
      if (!known.has(other)) id = other;
    }
    used.add(id);
    return id === block.attrs.id ? block : withId(block, id);
  });
}

function withId<Block extends BlockNode>(block: Block, id: string): Block {
  return { ...block, attrs: { ...block.attrs, id } };
}

function mergeStretch(base: SectionContent, theirs: SectionContent, mine: SectionContent): readonly BlockNode[] {
  if (isSameProse(base, mine) || isSameProse(theirs, mine)) return theirs.content;
  if (isSameProse(base, theirs)) return mine.content;
  const known = new Set([...base.content, ...theirs.content].map(canonicalJson));
  return [...theirs.content, ...mine.content.filter((block) => !known.has(canonicalJson(block)))];
}

/** The longest row of blocks that both texts have, as pairs of places. */
function alignedBlocks(a: readonly BlockNode[], b: readonly BlockNode[]): readonly (readonly [number, number])[] {
  const [left, right] = [a.map(canonicalJson), b.map(canonicalJson)];
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
