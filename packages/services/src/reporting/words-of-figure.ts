import { formatFigure, noValue, type FigureNode, type IndicatorDefinition, type IndicatorValue } from '@huibao/domain';

/** A figure as the document prints it; a report is Chinese. */
export function wordsOfFigure(
  { attrs }: FigureNode,
  definition: IndicatorDefinition | undefined,
  value: IndicatorValue | undefined,
): string {
  if (!definition || !value) return noValue;
  return formatFigure(value, attrs.format, attrs.unit ?? definition.unit.zh, definition.decimals);
}
