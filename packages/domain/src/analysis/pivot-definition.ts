import type { UnitFilter } from '../org-unit.ts';

/** What a pivot can be laid out by. `none` leaves an axis with the whole alone. */
export const pivotDimensions = ['unit', 'unitType', 'term', 'year', 'measure', 'option', 'none'] as const;

export type PivotDimension = (typeof pivotDimensions)[number];

/** What whole-year figures from below can be laid out by. */
export function isOfDeliveries(dimension: PivotDimension): boolean {
  return dimension !== 'unitType' && dimension !== 'term' && dimension !== 'option';
}

/** An indicator of the year, or an element that is taken as it stands: added up, counted, or the latest. */
export type PivotMeasure = { readonly indicator: string } | { readonly element: string };

export interface PivotSort {
  /** `name`, or the key of a column. */
  readonly by: string;
  readonly isDescending: boolean;
}

/** A pivot as it is asked for, put in an address, and kept as a view. */
export interface PivotDefinition {
  /** Its name in the line: years are its. */
  readonly programme: string;
  readonly years: readonly number[];
  readonly measures: readonly PivotMeasure[];
  readonly rows: PivotDimension;
  /** Several years or measures that are on neither axis stand side by side above the columns. */
  readonly columns: PivotDimension;
  readonly terms?: readonly number[];
  /** Which units count, beyond what each indicator itself says. */
  readonly units?: UnitFilter;
  readonly sort?: PivotSort;
}

export const pivotLimits = { years: 4, measures: 12 } as const;

/** Of the indicator or the element, by which its key says it. */
export function codeOfMeasure(key: string): string {
  return key.replace(/^element:/, '');
}

/** An indicator and an element may be called the same. */
export function measureKey(measure: PivotMeasure): string {
  return 'indicator' in measure ? measure.indicator : `element:${measure.element}`;
}
