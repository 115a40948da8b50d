import { ExactDecimal, formatFigure, noValue, type FigureFormat, type FigureNode } from '@huibao/domain';
import type { ChoosableIndicator } from './figure-catalogue.ts';

/** A report is a Chinese document, whatever the reader's language. */
export function figureWords(
  attrs: Pick<FigureNode['attrs'], 'format' | 'unit'>,
  indicator: Pick<ChoosableIndicator, 'unit' | 'decimals' | 'value'> | undefined,
): string {
  if (!indicator?.value) return noValue;
  return formatFigure(indicator.value, attrs.format, attrs.unit ?? indicator.unit.zh, indicator.decimals);
}

export interface FormatChoice {
  readonly format: FigureFormat;
  readonly preview: string;
}

/** The ways in which a figure may be printed, each once, the indicator's own first. None says more than is true. */
export function formatChoices(
  indicator: ChoosableIndicator,
  unit: string | null,
  steps: readonly string[] = stepsOf(indicator.value?.value ?? null),
): readonly FormatChoice[] {
  const formats: FigureFormat[] = [indicator.format];
  const { value } = indicator;
  if (value && value.texts.length > 0) for (const most of [3, 5, 10, 20]) formats.push({ style: 'list', most });
  const isShare = indicator.format.style === 'percent' || indicator.format.style === 'permille';
  if (isShare) for (const decimals of [0, 1, 2]) formats.push({ style: 'percent', decimals });
  if (indicator.format.style === 'permille') formats.push({ style: 'permille', decimals: 1 });
  if (!isShare) {
    formats.push({ style: 'exact' });
    for (const step of steps) formats.push({ style: 'approximate', step }, { style: 'over', step });
    formats.push({ style: 'chinese' });
  }
  const seen = new Set<string>();
  return formats.flatMap((format) => {
    const preview = figureWords({ format, unit }, indicator);
    if (seen.has(preview)) return [];
    seen.add(preview);
    return [{ format, preview }];
  });
}

/** Powers of ten to stand on: the two largest below the number, from 10 up. */
function stepsOf(value: string | null): readonly string[] {
  if (value === null) return [];
  const whole = new ExactDecimal(value).truncated().abs().toFixed();
  return [whole.length - 1, whole.length - 2].filter((power) => power >= 1).map((power) => `1${'0'.repeat(power)}`);
}

export function isSameFormat(a: FigureFormat, b: FigureFormat): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
