import { z } from 'zod';
import { definePreview } from '../use-case.ts';
import { yearInput } from '../year-input.ts';
import { acceptPending } from './accept-pending.ts';
import { previewRollupAfter } from './read-rollup.ts';

/** The year's page with what is submitted and not yet reviewed counted, too. */
export const previewRollup = definePreview({
  permission: 'rollup.read',
  input: z.object({ year: yearInput }),
  run: (scope, { year }) => previewRollupAfter(scope, year, () => acceptPending(scope.trx, scope.actor.tenantId, year)),
});
