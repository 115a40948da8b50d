import { z } from 'zod';
import { mostPeriods } from '../calendar/programme-calendar.ts';
import { unitFilterSchema } from '../form/schema.ts';
import { programmeNameSchema } from '../programme/name-schema.ts';
import { measureKey, pivotDimensions, pivotLimits, type PivotDefinition } from './pivot-definition.ts';

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

/** As it stands in an address; undefined for what isn't one. */
export function parsePivotDefinition(text: string): PivotDefinition | undefined {
  try {
    return pivotDefinitionSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
