import { executePrepared, type TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';
import type { Submission } from './submission.repository.ts';

export type SubmissionPart = 'reporting' | 'reviewing';

/**
 * The person's part in a submission: this one from now on, unless they have one already. The key allows a person one.
 * Answers the part that they have.
 */
export async function takeSubmissionPart(
  trx: TenantTransaction,
  tenantId: number,
  submission: Pick<Submission, 'id' | 'unitId'>,
  { userId, part }: { readonly userId: string; readonly part: SubmissionPart },
  since: Date,
): Promise<SubmissionPart | undefined> {
  const asked = sql<{ part: SubmissionPart }>`
    with taken as (
      insert into submission_parts (tenant_id, submission_id, user_id, unit_id, part, since)
      values (${tenantId}, ${submission.id}, ${userId}, ${submission.unitId}, ${part}, ${since})
      on conflict do nothing returning part)
    select part from taken
    union all
    select part from submission_parts
    where tenant_id = ${tenantId} and submission_id = ${submission.id} and user_id = ${userId}`;
  const [row] = await executePrepared(trx, asked);
  return row?.part;
}
