import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { defineQuery } from '../use-case.ts';
import { readRollup } from './read-rollup.ts';

export const getRollup = defineQuery({
  permission: 'rollup.read',
  input: z.object({ ...editionInput }),
  run: (scope, address) => readRollup(scope, address),
});
