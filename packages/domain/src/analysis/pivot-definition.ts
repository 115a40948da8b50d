import { z } from 'zod';
import { mostPeriods } from '../calendar/programme-calendar.ts';
import { programmeNameSchema } from '../programme/name.ts';
import { unitFilterSchema } from '../form/schema.ts';
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

const measureSchema = z.union([
  z.strictObject({ indicator: z.string().min(1).max(80) }),
  z.strictObject({ element: z.string().min(1).max(80) }),
]);

export const pivotDefinitionSchema: z.ZodType<PivotDefinition> = z
  .strictObject({
    programme: programmeNameSchema,
    years: z.array(z.int().min(2000).max(2100)).min(1).max(pivotLimits.years).refine(hasNoRepeats),
    measures: z
      .array(measureSchema)
      .min(1)
      .max(pivotLimits.measures)
      .refine((measures) => hasNoRepeats(measures.map(measureKey))),
    rows: z.enum(pivotDimensions),
    columns: z.enum(pivotDimensions),
    terms: z.array(z.int().min(1).max(mostPeriods)).min(1).refine(hasNoRepeats).exactOptional(),
    units: unitFilterSchema.exactOptional(),
    sort: z.strictObject({ by: z.string().max(300), isDescending: z.boolean() }).exactOptional(),
  })
  .refine(({ rows, columns }) => rows !== columns || rows === 'none', { path: ['columns'] });

function hasNoRepeats(items: readonly (string | number)[]): boolean {
  return new Set(items).size === items.length;
}

/** An indicator and an element may be called the same. */
/** Of the indicator or the element, by which its key says it. */
export function codeOfMeasure(key: string): string {
  return key.replace(/^element:/, '');
}

export function measureKey(measure: PivotMeasure): string {
  return 'indicator' in measure ? measure.indicator : `element:${measure.element}`;
}

/** As it stands in an address; undefined for what isn't one. */
export function parsePivotDefinition(text: string): PivotDefinition | undefined {
  try {
    return pivotDefinitionSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
