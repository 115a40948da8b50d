import type { IndicatorDefinition } from '../indicator/definition.ts';
import type { ReportTemplate } from '../report/definition.ts';
import type { DraftParts } from './draft-parts.ts';

/**
 * The parts that change where an indicator is called otherwise: the indicators, with what is set against it, and the
 * report's template, with its figures, conditions and balances. They are saved together or not at all.
 */
export function renameIndicator(parts: DraftParts, from: string, to: string): DraftParts {
  const { indicators } = parts.get('indicators.json') as { readonly indicators: readonly IndicatorDefinition[] };
  const template = parts.get('template.json') as ReportTemplate;
  const renamed = indicators.map((indicator) => {
    const { scale } = indicator;
    const own = indicator.code === from ? { ...indicator, code: to } : indicator;
    return typeof scale === 'object' && scale.per === from ? { ...own, scale: { ...scale, per: to } } : own;
  });
  const changed = inTemplate(template, from, to) as ReportTemplate;
  return new Map<string, unknown>([
    ['indicators.json', { indicators: renamed }],
    ...(changed === template ? [] : [['template.json', changed] as const]),
  ]);
}

/** Figures and conditions name an indicator by this key; a balance lists codes on its two sides. */
function inTemplate(value: unknown, from: string, to: string, key = ''): unknown {
  if (value === from && ['indicator', 'left', 'right'].includes(key)) return to;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => inTemplate(item, from, to, key));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, inTemplate(item, from, to, name)] as const);
  const isSame = entries.every(([name, item]) => item === (value as Readonly<Record<string, unknown>>)[name]);
  return isSame ? value : Object.fromEntries(entries);
}

/** Where the report's template and other indicators use one: codes of sections, balances and indicators. */
export function usesOfIndicator(parts: DraftParts, code: string): readonly string[] {
  const template = parts.get('template.json') as ReportTemplate;
  const { indicators } = parts.get('indicators.json') as { readonly indicators: readonly IndicatorDefinition[] };
  const isUsedIn = (value: unknown): boolean => inTemplate(value, code, `${code}_`) !== value;
  return [
    ...new Set(
      [...template.sections, ...(template.overview ?? [])]
        .filter(isUsedIn)
        .map((section) => section.heading || section.code),
    ),
    ...(template.balances ?? []).filter(isUsedIn).map((balance) => balance.label.zh),
    ...indicators
      .filter(({ scale }) => typeof scale === 'object' && scale.per === code)
      .map((indicator) => indicator.label.zh),
  ];
}
