import { parsePivotDefinition, type PivotDefinition } from '@huibao/domain';
import type { MeasureList } from '../outputs.ts';

export const chartShapes = ['bar', 'line', 'none'] as const;

export type ChartShape = (typeof chartShapes)[number];

/** All that the page shows, as it stands in its address: to be bookmarked and sent on. */
export interface AnalysisState {
  readonly definition: PivotDefinition;
  readonly chart: ChartShape;
  /** The measure in the chart: the first, unless said. */
  readonly charted: string | null;
}

/** Undefined where the address asks for no table, or for none that there is. */
export function readAddress(search: URLSearchParams): AnalysisState | undefined {
  const definition = parsePivotDefinition(search.get('definition') ?? '');
  return (
    definition && {
      definition,
      chart: chartShapes.find((shape) => shape === search.get('chart')) ?? 'bar',
      charted: search.get('charted'),
    }
  );
}

export function addressOf({ definition, chart, charted }: AnalysisState): string {
  return `?${new URLSearchParams({ definition: JSON.stringify(definition), ...(chart === 'bar' ? {} : { chart }), ...(charted ? { charted } : {}) })}`;
}

/** As many as stand well beside each other. */
const measuresShownFirst = 3;

export function firstDefinition({ programme, year, groups, isSplittable }: MeasureList): PivotDefinition | undefined {
  const measures = groups.flatMap((group) => group.measures);
  const chosen = measures.slice(0, measuresShownFirst);
  return chosen.length > 0
    ? {
        programme,
        years: [year],
        measures: chosen.map((one) => one.measure),
        rows: 'unit',
        columns: isSplittable ? 'term' : 'none',
      }
    : undefined;
}

/** The same thing asked for, however it is sorted. */
export function isSameTable(
  { sort: _one, ...definition }: PivotDefinition,
  { sort: _other, ...view }: PivotDefinition,
): boolean {
  return stable(definition) === stable(view);
}

/** In one order of names: the database keeps JSON in an order of its own. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
