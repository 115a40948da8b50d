import { ExactDecimal, type Localized, type PivotDefinition, type YearReach } from '@huibao/domain';
import type { PivotHead } from './lay-out-pivot.ts';

export interface PivotCell {
  readonly value: string | null;
  readonly answered: number;
  readonly expected: number;
  /** A figure below its indicator's coverage floor. */
  readonly isPartial: boolean;
  /** So few persons of a district, or what would tell so few: the public isn't shown it. */
  readonly isHidden?: true;
}

export interface PivotMeasureHead {
  readonly key: string;
  readonly label: Localized;
  readonly unit: Localized;
  readonly decimals: number;
  readonly coverageFloor: string;
}

export interface Pivot {
  readonly definition: PivotDefinition;
  readonly measures: readonly PivotMeasureHead[];
  readonly rows: readonly PivotHead[];
  readonly columns: readonly PivotHead[];
  /** How far each of the years goes. */
  readonly reach: readonly YearReach[];
  readonly above: readonly ('year' | 'measure')[];
  /** By row, then by column, totals among them; null where the measure says nothing of the place. */
  readonly cells: readonly (readonly (PivotCell | null)[])[];
}

/** Without heads of whom nobody was asked anything, and sorted as wished; a total stays last. */
export function arrangePivot(
  definition: PivotDefinition,
  { rows, columns, reach, above, cells }: Pick<Pivot, 'rows' | 'columns' | 'reach' | 'above' | 'cells'>,
  measures: readonly PivotMeasureHead[],
): Pivot {
  const isAsked = (cell: PivotCell | null | undefined): boolean =>
    cell !== null && cell !== undefined && (cell.expected > 0 || cell.value !== null);
  const hidesEmpty = (head: PivotHead): boolean =>
    !head.isTotal && (head.at.unit !== undefined || head.at.unitType !== undefined || head.at.option !== undefined);
  const shownColumns = columns.flatMap((column, index) =>
    hidesEmpty(column) && !cells.some((row) => isAsked(row[index])) ? [] : [index],
  );
  const heads = shownColumns.flatMap((index) => columns[index] ?? []);
  const shownRows = rows.flatMap((row, index) => {
    const isShown = !hidesEmpty(row) || cells[index]?.some(isAsked) === true;
    return isShown ? [{ row, cells: shownColumns.map((column) => cells[index]?.[column] ?? null) }] : [];
  });
  const sorted = definition.sort ? sortRows(shownRows, heads, definition.sort) : shownRows;
  return {
    definition,
    measures,
    reach,
    above,
    rows: sorted.map(({ row }) => row),
    columns: heads,
    cells: sorted.map((one) => one.cells),
  };
}

interface Row {
  readonly row: PivotHead;
  readonly cells: readonly (PivotCell | null)[];
}

/** What has no value comes last, in either direction. */
function sortRows(
  rows: readonly Row[],
  columns: readonly PivotHead[],
  { by, isDescending }: NonNullable<PivotDefinition['sort']>,
): readonly Row[] {
  const sign = isDescending ? -1 : 1;
  const sorting = columns.findIndex((column) => column.key === by);
  const valueOf = ({ cells }: Row): string | null => cells[sorting]?.value ?? null;
  const compare = (a: Row, b: Row): number => {
    if (by === 'name') return sign * (a.row.label?.zh ?? '').localeCompare(b.row.label?.zh ?? '', 'zh-CN');
    const [one, other] = [valueOf(a), valueOf(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * new ExactDecimal(one).comparedTo(other);
  };
  return [...rows.filter(({ row }) => !row.isTotal).toSorted(compare), ...rows.filter(({ row }) => row.isTotal)];
}
