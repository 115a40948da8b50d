import type { TenantTransaction } from '@huibao/db';
import type { EditionRef } from '../forms/edition.repository.ts';
import { insertFacts, lockFactsAlone } from './fact.repository.ts';
import { listPendingRevisions } from './rollup-year.repository.ts';

/**
 * Counts everything submitted of the year as if it had been accepted: for a transaction that is undone. What is shown
 * so says that it is a preview, and can't enter a report.
 */
export async function acceptPending(trx: TenantTransaction, tenantId: number, edition: EditionRef): Promise<void> {
  // Before looking at what waits: none of it is accepted in the meantime.
  await lockFactsAlone(trx, tenantId);
  await insertFacts(trx, tenantId, await listPendingRevisions(trx, tenantId, edition));
}
