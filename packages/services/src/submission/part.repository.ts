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

interface PartsGiven extends Pick<PartGiven, 'tenantId' | 'userId' | 'part' | 'since'> {
  readonly submissionIds: readonly string[];
}

const takingParts = defineStatement(
  (_, { tenantId, submissionIds, userId, part, since }: PartsGiven) =>
    sql<{ submission_id: string; part: SubmissionPart }>`
    with taken as (
      insert into submission_parts (tenant_id, submission_id, user_id, unit_id, part, since)
      select s.tenant_id, s.id, ${userId}::uuid, s.unit_id, ${part}, ${since}::timestamptz
      from submissions s where s.tenant_id = ${tenantId}::int and s.id = any(${submissionIds}::uuid[])
      on conflict do nothing returning submission_id, part
    )
    select submission_id, part from taken
    -- A divided database sees what was taken just now, one PostgreSQL doesn't: one row for each in both.
    union
    select submission_id, part from submission_parts
    where tenant_id = ${tenantId} and submission_id = any(${submissionIds}::uuid[]) and user_id = ${userId}`,
);

/**
 * The person's part in submissions: this one from now on, unless they have one already. The key allows a person one in
 * each. Answers the parts that they have, one for each. A workflow or a set-up command is nobody, and may take any.
 */
export async function takeSubmissionParts(
  trx: TenantTransaction,
  tenantId: number,
  submissions: readonly Participation['submission'][],
  { actor, part, since }: Omit<Participation, 'submission'>,
): Promise<readonly SubmissionPart[]> {
  if (actor.role === 'system') return submissions.map(() => part);
  const rows = await takingParts.run(trx, {
    tenantId,
    submissionIds: submissions.map(({ id }) => id),
    userId: actor.userId,
    part,
    since,
  });
  return rows.map((row) => row.part);
}

/** The same for a statement that goes on: a table `standing` of one row, the part that they have. */
export function partStanding({ tenantId, submissionId, unitId, userId, part, since }: PartGiven): RawBuilder<unknown> {
  return sql`taken as (
      insert into submission_parts (tenant_id, submission_id, user_id, unit_id, part, since)
      values (${tenantId}, ${submissionId}, ${userId}, ${unitId}, ${part}, ${since})
      on conflict do nothing returning part
    ), standing as (
      select part from taken
      -- As above: one row.
      union
      select part from submission_parts
      where tenant_id = ${tenantId} and submission_id = ${submissionId} and user_id = ${userId}
    )`;
}

/** And of who is nobody. */
export function partOfNobody(part: SubmissionPart): RawBuilder<unknown> {
  return sql`standing as (select ${sql.lit(part)}::text as part)`;
}
