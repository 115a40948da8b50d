import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { requirePlatform } from './platform-only.ts';
import { listEntriesOfRequest } from './tenants.repository.ts';

const mostEntries = 100;

/**
 * What a request left in the audit trails, by the id that somebody was told beside `request.failed` (decision 93): as
 * actions, outcomes, tenants and instants. Whom and what it was about, the tenant's own auditor reads.
 */
export const findRequest = defineQuery({
  permission: 'platform.watch',
  input: z.object({
    // As it is read out on the telephone: with spaces, in capitals.
    request: z
      .string()
      .max(80)
      .transform((text) => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toLowerCase())
      .pipe(z.string().regex(/^[0-9a-f]{32}$/)),
  }),
  async run(scope, { request }) {
    await requirePlatform(scope);
    const entries = await listEntriesOfRequest(scope.ctx.watchDb, request, mostEntries);
    return { request, entries: entries.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })) };
  },
});
