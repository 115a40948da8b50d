import { defineStatement, type Actor, type TenantTransaction } from '@huibao/db';
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

/** What `partStanding` is given. */
export interface PartGiven {
  readonly tenantId: number;
  readonly submissionId: string;
  readonly unitId: number;
  readonly userId: string;
  readonly part: SubmissionPart;
  readonly since: Date;
}

export function partGiven(tenantId: number, { submission, actor, part, since }: Participation): PartGiven {
  return { tenantId, submissionId: submission.id, unitId: submission.unitId, userId: actor.userId, part, since };
}

const takingPart = defineStatement<PartGiven, { part: SubmissionPart }>(
  (_, given) => sql`with ${partStanding(given)} select part from standing`,
);

/**
 * The person's part in a submission: this one from now on, unless they have one already. The key allows a person one.
 * Answers the part that they have. A workflow or a set-up command is nobody, and may take any.
 */
export async function takeSubmissionPart(
  trx: TenantTransaction,
  tenantId: number,
  participation: Participation,
): Promise<SubmissionPart | undefined> {
  if (participation.actor.role === 'system') return participation.part;
  const [row] = await takingPart.run(trx, partGiven(tenantId, participation));
  return row?.part;
}

/** The same for a statement that goes on: a table `standing` of one row, the part that they have. */
export function partStanding({ tenantId, submissionId, unitId, userId, part, since }: PartGiven): RawBuilder<unknown> {
  return sql`taken as (
      insert into submission_parts (tenant_id, submission_id, user_id, unit_id, part, since)
      values (${tenantId}, ${submissionId}, ${userId}, ${unitId}, ${part}, ${since})
      on conflict do nothing returning part
    ), standing as (
      select part from taken
      union all
      select part from submission_parts
      where tenant_id = ${tenantId} and submission_id = ${submissionId} and user_id = ${userId}
    )`;
}

/** And of who is nobody. */
export function partOfNobody(part: SubmissionPart): RawBuilder<unknown> {
  return sql`standing as (select ${sql.lit(part)}::text as part)`;
}
