import type { TenantReader } from '@huibao/db';
import type { RevisionDocument } from '../submission/revision-document.ts';
import { jsonOf } from '../json-column.ts';

export interface OriginRevision {
  readonly id: string;
  readonly issueNo: number;
  readonly state: string;
  readonly document: RevisionDocument;
  readonly hash: string;
  readonly submittedAt: Date;
  readonly submittedBy: string;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
}

export async function findOriginRevision(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
  no: number,
): Promise<OriginRevision | undefined> {
  const row = await trx
    .selectFrom('revisions as r')
    .leftJoin('users as p', (join) =>
      join.onRef('p.tenant_id', '=', 'r.tenant_id').onRef('p.id', '=', 'r.submitted_by'),
    )
    .leftJoin('users as d', (join) => join.onRef('d.tenant_id', '=', 'r.tenant_id').onRef('d.id', '=', 'r.decided_by'))
    .select([
      'r.id',
      'r.issue_no',
      'r.document',
      'r.hash',
      'r.state',
      'r.submitted_at',
      'r.decided_at',
      'p.name as submittedBy',
      'd.name as decidedBy',
    ])
    .where('r.tenant_id', '=', tenantId)
    .where('r.submission_id', '=', submissionId)
    .where('r.no', '=', no)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      issueNo: row.issue_no,
      state: row.state,
      document: jsonOf<RevisionDocument>(row.document),
      hash: row.hash,
      submittedAt: row.submitted_at,
      submittedBy: row.submittedBy ?? '',
      decidedAt: row.decided_at,
      decidedBy: row.decidedBy,
    }
  );
}

export interface OriginComment {
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** What reviewers wrote to the cell, oldest first. */
export async function listOriginComments(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
  cell: string,
): Promise<readonly OriginComment[]> {
  const rows = await trx
    .selectFrom('review_comments as c')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'c.tenant_id').onRef('u.id', '=', 'c.written_by'))
    .select(['c.text', 'u.name', 'c.written_at'])
    .where('c.tenant_id', '=', tenantId)
    .where('c.submission_id', '=', submissionId)
    .where('c.cell', '=', cell)
    .orderBy('c.written_at')
    .execute();
  return rows.map((row) => ({ text: row.text, by: row.name ?? '', at: row.written_at.toISOString() }));
}
