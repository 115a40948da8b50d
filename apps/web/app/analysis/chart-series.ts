import { measureKey } from '@huibao/domain';
import type { Pivot, PivotHead } from '../outputs.ts';

export interface ChartSeries {
  readonly name: string;
  /** For the eye only: figures themselves stay decimal text, in the table beside. */
  readonly values: readonly (number | null)[];
  readonly isPartial: readonly boolean[];
}

export interface ChartData {
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  /** What the chart leaves out for want of room. */
  readonly omitted: number;
}

const most = { categories: 60, series: 6 } as const;

type Labels = (head: PivotHead) => string;

/**
 * One measure of a pivot, without its totals. Rows lie along the axis and columns are told apart by colour; a line runs
 * along time, so terms and years take the axis where they are columns.
 */
export function chartOf(
  pivot: Pivot,
  measure: string,
  isLine: boolean,
  labels: { readonly row: Labels; readonly column: Labels },
): ChartData {
  const isShown = (head: PivotHead): boolean =>
    !head.isTotal && (head.at.measure === undefined || head.at.measure === measure);
  const pick = (heads: readonly PivotHead[]): readonly number[] => {
    const shown = heads.flatMap((head, index) => (isShown(head) ? [index] : []));
    return shown.length > 0
      ? shown
      : heads.flatMap((head, index) => (head.at.measure === undefined || head.at.measure === measure ? [index] : []));
  };
  const [rows, columns] = [pick(pivot.rows), pick(pivot.columns)];
  const { definition } = pivot;
  const isAlongColumns =
    definition.rows === 'measure' ||
    (isLine && columns.length > 1 && (definition.columns === 'term' || definition.columns === 'year'));
  const [along, across] = isAlongColumns ? [columns, rows] : [rows, columns];
  const [alongLabel, acrossLabel] = isAlongColumns ? [labels.column, labels.row] : [labels.row, labels.column];
  const heads = (isColumns: boolean): readonly PivotHead[] => (isColumns ? pivot.columns : pivot.rows);
  const nameAt = (isColumns: boolean, label: Labels, index: number): string => {
    const head = heads(isColumns)[index];
    return head ? label(head) : '';
  };
  const categories = along.slice(0, most.categories);
  const series = across.slice(0, most.series);
  return {
    categories: categories.map((index) => nameAt(isAlongColumns, alongLabel, index)),
    series: series.map((index) => {
      const cells = categories.map(
        (at) => (isAlongColumns ? pivot.cells[index]?.[at] : pivot.cells[at]?.[index]) ?? null,
      );
      return {
        name: nameAt(!isAlongColumns, acrossLabel, index),
        values: cells.map((cell) => (typeof cell?.value === 'string' ? Number(cell.value) : null)),
        isPartial: cells.map((cell) => cell?.isPartial ?? false),
      };
    }),
    omitted: along.length - categories.length + across.length - series.length,
  };
}

/** What the chart is of: the measure chosen, if the table has it. */
export function chartedMeasure(pivot: Pivot, charted: string | null): Pivot['measures'][number] | undefined {
  return (
    pivot.measures.find(({ key }) => key === charted) ??
    pivot.measures.find(({ key }) => key === pivot.definition.measures.map(measureKey)[0])
  );
}
