import type { BlockNode, ComparedBlock } from '@huibao/domain';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';

const signs = { same: '', removed: '−', added: '+' } as const;

/** Two texts as one, what went and what came told by a sign, a line and a colour, down to the words. */
export function ComparedProse({
  blocks,
  wordsOf,
  isSide = false,
  twins = blocks,
}: {
  blocks: readonly ComparedBlock[];
  wordsOf: (block: BlockNode) => string;
  /** One of two beside each other: what the other hasn't is marked, and not struck out. */
  isSide?: boolean;
  /** Where a block's other wording is looked for: all blocks, where only one side is shown. */
  twins?: readonly ComparedBlock[];
}) {
  const { t } = useTranslation('reports');
  return (
    <div className={isSide ? 'prose-diff one-side' : 'prose-diff'} lang="zh-CN">
      {blocks.map((one, index) => {
        const { kind, block } = one;
        const twin = twinOf(twins, one);
        const words = wordsOf(block);
        return (
          <p key={index} className={kind}>
            {kind !== 'same' && (
              <Fragment>
                <span aria-hidden>{signs[kind]} </span>
                <span className="visually-hidden">
                  {t(kind === 'removed' ? 'difference.before' : 'difference.after')}
                </span>
              </Fragment>
            )}
            <Marked words={words} other={twin ? wordsOf(twin.block) : null} />
          </p>
        );
      })}
    </div>
  );
}

/** The other wording of a changed block: in a stretch of changes, the one in the same place. */
function twinOf(blocks: readonly ComparedBlock[], one: ComparedBlock): ComparedBlock | undefined {
  if (one.kind === 'same') return undefined;
  const at = blocks.indexOf(one);
  let start = at;
  while (start > 0 && blocks[start - 1]?.kind !== 'same') start -= 1;
  let end = at;
  while (end < blocks.length && blocks[end]?.kind !== 'same') end += 1;
  const stretch = blocks.slice(start, end);
  const place = stretch.filter(({ kind }) => kind === one.kind).indexOf(one);
  return stretch.filter(({ kind }) => kind !== one.kind)[place];
}

/** What differs between the common beginning and the common end. */
function Marked({ words, other }: { words: string; other: string | null }) {
  if (other === null) return words;
  const most = Math.min(words.length, other.length);
  let head = 0;
  while (head < most && words[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < most - head && words[words.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1;
  const to = words.length - tail;
  return (
    <>
      {words.slice(0, head)}
      {head < to && <mark>{words.slice(head, to)}</mark>}
      {words.slice(to)}
    </>
  );
}
