import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { definePreview } from '../use-case.ts';
import { acceptPending } from './accept-pending.ts';
import { previewRollupAfter } from './read-rollup.ts';

/** The year's page with what is submitted and not yet reviewed counted, too. */
export const previewRollup = definePreview({
  permission: 'rollup.read',
  input: z.object({ ...editionInput }),
  run: (scope, address) =>
    previewRollupAfter(scope, address, (edition) => acceptPending(scope.trx, scope.actor.tenantId, edition)),
});
