import { pivotDefinitionSchema } from '@huibao/domain';
import { defineQuery } from '../use-case.ts';
import type { Pivot } from './arrange-pivot.ts';
import { answerPivot } from './read-pivot.ts';

/** Figures of years, units, terms and options by each other, as a definition lays them out. */
export const pivot = defineQuery({
  permission: 'rollup.read',
  goesFar: true,
  input: pivotDefinitionSchema,
  run: (scope, definition): Promise<Pivot> => answerPivot(scope, definition),
});
