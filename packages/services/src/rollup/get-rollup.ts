import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { yearInput } from '../year-input.ts';
import { readRollup } from './read-rollup.ts';

export const getRollup = defineQuery({
  permission: 'rollup.read',
  input: z.object({ year: yearInput }),
  run: (scope, { year }) => readRollup(scope, year),
});
