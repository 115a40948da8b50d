import type { TenantReader } from '@huibao/db';
import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { countDecisions } from '../decision.repository.ts';

/** How many decisions the page knew of. */
export const seenDecisions = { seenDecisions: z.int32().min(0).exactOptional() };

/**
 * Nobody signs or sends back what they haven't seen: withdrawn, mended and sent on again, a report stands at the same
 * step as before, with another text.
 */
export async function requireSeenDecisions(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
  seen: number | undefined,
): Promise<void> {
  if (seen !== undefined && seen !== (await countDecisions(trx, tenantId, reportId)))
    throw new HuibaoError('report.decided_since');
}
