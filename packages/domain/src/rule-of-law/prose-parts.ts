import type { FigureFormat } from '../figure/format.ts';
import type { BlockNode, FigureNode, InlineNode, SectionContent } from '../report/definition.ts';

/**
 * A figure of the prose: `unit` as printed here, the indicator's own when absent. Its id in a template
 * is its indicator's code, with what of it is said.
 */
export function figure(
  indicator: string,
  format: FigureFormat = { style: 'exact' },
  unit: string | null = null,
): FigureNode {
  const isCount = format.style === 'answered' || format.style === 'expected';
  const id = isCount ? `figure_${indicator}_${format.style}` : `figure_${indicator}`;
  return { type: 'figure', attrs: { id, indicator, format, unit } };
}

export const tenThousands: FigureFormat = { style: 'approximate', step: '10000' };
export const tens: FigureFormat = { style: 'approximate', step: '10' };
export const percent: FigureFormat = { style: 'percent', decimals: 0 };
export const oneDecimal: FigureFormat = { style: 'percent', decimals: 1 };

export function paragraph(...parts: readonly (string | FigureNode)[]): BlockNode {
  return {
    type: 'paragraph',
    content: parts.map((part): InlineNode => (typeof part === 'string' ? { type: 'text', text: part } : part)),
  };
}

export function doc(...content: readonly BlockNode[]): SectionContent {
  return { type: 'doc', content };
}
