import type { BlockNode } from '@huibao/domain';
import type { ReportView } from '../outputs.ts';
import { figureWords } from './figure-words.ts';

/** A block in words, its figures as they print now. */
export function textOf(block: BlockNode, report: Pick<ReportView, 'indicators'>): string {
  const lines =
    block.type === 'table' ? block.content.map((row) => row.content.flatMap(({ content = [] }) => content)) : [[block]];
  return lines
    .map((cells) =>
      cells
        .map(({ content = [] }) =>
          content
            .map((node) =>
              node.type === 'text'
                ? node.text
                : figureWords(
                    node.attrs,
                    report.indicators.find((one) => one.code === node.attrs.indicator),
                  ),
            )
            .join(''),
        )
        .join('　'),
    )
    .join('\n');
}
