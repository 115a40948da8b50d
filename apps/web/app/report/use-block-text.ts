import { wordsInPrint, type BlockNode, type Condition, type InlineNode } from '@huibao/domain';
import { readCondition } from '@huibao/i18n';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '../outputs.ts';
import { figureWords } from './figure-words.ts';
import { useLabelOf } from './sentence/use-decide.ts';
import { useFigures, type FiguresOfReport } from './use-figures.ts';

/**
 * A block in words for one text to be held against another: its figures as they print now, and all that may be printed
 * with when it is, so that a condition that was changed shows too.
 */
export function useBlockText(report: FiguresOfReport & Pick<ReportView, 'periods'>): (block: BlockNode) => string {
  const { t, i18n } = useTranslation('reports');
  const labelOf = useLabelOf(report);
  const { find } = useFigures(report);
  const conditionOf = (when: Condition): string => readCondition(when, labelOf, i18n);
  const wordsOf = (node: InlineNode): string => {
    switch (node.type) {
      case 'text':
        return node.text;
      case 'figure':
        return figureWords(node.attrs, find(node.attrs));
      case 'sentence':
        return t('condition.compared', {
          condition: conditionOf(node.attrs.when),
          words: (node.content ?? []).map(wordsOf).join(''),
        });
      case 'quotation':
        return wordsInPrint(node);
      case 'ledgerItem':
        return (node.content ?? []).map(wordsOf).join('');
    }
  };
  return (block) => {
    const lines =
      block.type === 'table'
        ? block.content.map((row) => row.content.flatMap(({ content = [] }) => content))
        : [[block]];
    const words = lines
      .map((cells) => cells.map(({ content = [] }) => content.map(wordsOf).join('')).join('　'))
      .join('\n');
    const { when } = block.attrs;
    return when ? t('condition.comparedBlock', { condition: conditionOf(when), words }) : words;
  };
}
