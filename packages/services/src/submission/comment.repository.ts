import type { TenantReader, TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';

/** What a reviewer said of one cell of a revision. */
export interface Comment {
  readonly cell: string;
  readonly text: string;
  readonly by: string;
  readonly at: string;
  readonly revisionNo: number;
  /** When that revision was decided. */
  readonly decidedAt: Date | null;
}

/** By revision, newest first, and within one in the order in which they were written. */
export async function listComments(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
): Promise<readonly Comment[]> {
  const rows = await trx
    .selectFrom('review_comments as c')
    .innerJoin('revisions as r', (join) =>
      join.onRef('r.tenant_id', '=', 'c.tenant_id').onRef('r.id', '=', 'c.revision_id'),
    )
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'c.tenant_id').onRef('u.id', '=', 'c.written_by'))
    .select(['c.cell', 'c.text', 'u.name', 'c.written_at', 'r.no', 'r.decided_at'])
    .where('c.tenant_id', '=', tenantId)
    .where('c.submission_id', '=', submissionId)
    .orderBy('r.no', 'desc')
    .orderBy('c.written_at')
    .execute();
  return rows.map((row) => ({
    cell: row.cell,
    text: row.text,
    by: row.name,
    at: row.written_at.toISOString(),
    revisionNo: row.no,
    decidedAt: row.decided_at,
  }));
}

/**
 * How many places each of the unit's submissions came back with. Sent back by its leader it has none: those of an
 * earlier return are no longer what is asked.
 */
export async function countReturnedComments(
  trx: TenantReader,
  tenantId: number,
  unitId: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('review_comments as k')
    .innerJoin('revisions as r', (join) =>
      join.onRef('r.tenant_id', '=', 'k.tenant_id').onRef('r.id', '=', 'k.revision_id'),
    )
    .innerJoin('submissions as s', (join) =>
      join
        .onRef('s.tenant_id', '=', 'k.tenant_id')
        .onRef('s.id', '=', 'k.submission_id')
        .onRef('s.revision_no', '=', 'r.no')
        .onRef('s.decided_at', '=', 'r.decided_at'),
    )
    .select(['s.id', sql<number>`count(distinct k.cell)::int`.as('count')])
    .where('k.tenant_id', '=', tenantId)
    .where('k.unit_id', '=', unitId)
    .where('s.state', '=', 'returned')
    .groupBy('s.id')
    .execute();
  return new Map(rows.map((row) => [row.id, row.count]));
}

export async function insertComments(
  trx: TenantTransaction,
  tenantId: number,
  submission: { readonly id: string; readonly unitId: number },
  revisionId: string,
  comments: readonly { readonly cell: string; readonly text: string }[],
  writtenBy: string,
  writtenAt: Date,
): Promise<void> {
  if (comments.length === 0) return;
  await trx
    .insertInto('review_comments')
    .values(
      comments.map((comment) => ({
        tenant_id: tenantId,
        id: uuid(),
        submission_id: submission.id,
        revision_id: revisionId,
        unit_id: submission.unitId,
        cell: comment.cell,
        text: comment.text,
        written_by: writtenBy,
        written_at: writtenAt,
      })),
    )
    .execute();
}
