import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { yearInput } from '../year-input.ts';
import { readComparison, type Comparison } from './read-comparison.ts';

export const compareDistricts = defineQuery({
  permission: 'oversight.read',
  input: z.object({ year: yearInput, indicator: z.string().max(80), per: z.string().max(80).nullable().optional() }),
  run: (scope, question): Promise<Comparison> => readComparison(scope, question),
});
