import type { BlockNode, ComparedBlock } from '@huibao/domain';
import { useTranslation } from 'react-i18next';

const signs = { same: '', removed: '−', added: '+' } as const;

/** Two texts as one, what went and what came told by a sign, a line and a colour. */
export function ComparedProse({
  blocks,
  wordsOf,
  isSide = false,
}: {
  blocks: readonly ComparedBlock[];
  wordsOf: (block: BlockNode) => string;
  /** One of two beside each other: what the other hasn't is marked, and not struck out. */
  isSide?: boolean;
}) {
  const { t } = useTranslation('reports');
  return (
    <div className={isSide ? 'compared side' : 'compared'} lang="zh-CN">
      {blocks.map(({ kind, block }, index) => (
        <p key={index} className={kind}>
          {kind !== 'same' && (
            <>
              <span aria-hidden>{signs[kind]}</span>
              <span className="visually-hidden">
                {t(kind === 'removed' ? 'difference.before' : 'difference.after')}
              </span>
            </>
          )}{' '}
          {wordsOf(block)}
        </p>
      ))}
    </div>
  );
}
