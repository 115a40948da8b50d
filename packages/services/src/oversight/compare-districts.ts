import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { editionInput } from '../forms/edition-address.ts';
import { readComparison, type Comparison } from './read-comparison.ts';

export const compareDistricts = defineQuery({
  permission: 'oversight.read',
  goesFar: true,
  input: z.object({ ...editionInput, indicator: z.string().max(80), per: z.string().max(80).nullable().optional() }),
  run: (scope, question): Promise<Comparison> => readComparison(scope, question),
});
