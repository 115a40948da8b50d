import { executePrepared, type Actor, type TenantTransaction } from '@huibao/db';
import { sql, type RawBuilder } from 'kysely';
import type { Submission } from './submission.repository.ts';

export type SubmissionPart = 'reporting' | 'reviewing';

/** Whose part in which submission, and from when. */
interface Participation {
  readonly submission: Pick<Submission, 'id' | 'unitId'>;
  readonly actor: Pick<Actor, 'userId' | 'role'>;
  readonly part: SubmissionPart;
  readonly since: Date;
}

/**
 * The person's part in a submission: this one from now on, unless they have one already. The key allows a person one.
 * Answers the part that they have.
 */
export async function takeSubmissionPart(
  trx: TenantTransaction,
  tenantId: number,
  participation: Participation,
): Promise<SubmissionPart | undefined> {
  const asked = sql<{ part: SubmissionPart }>`with ${partStanding(tenantId, participation)} select part from standing`;
  const [row] = await executePrepared(trx, asked);
  return row?.part;
}

/**
 * The same for a statement that goes on: a table `standing` of one row, the part that they have. A workflow or a set-up
 * command is nobody, and may take any.
 */
export function partStanding(
  tenantId: number,
  { submission, actor: { userId, role }, part, since }: Participation,
): RawBuilder<unknown> {
  if (role === 'system') return sql`standing as (select ${part}::text as part)`;
  return sql`taken as (
      insert into submission_parts (tenant_id, submission_id, user_id, unit_id, part, since)
      values (${tenantId}, ${submission.id}, ${userId}, ${submission.unitId}, ${part}, ${since})
      on conflict do nothing returning part
    ), standing as (
      select part from taken
      union all
      select part from submission_parts
      where tenant_id = ${tenantId} and submission_id = ${submission.id} and user_id = ${userId}
    )`;
}
