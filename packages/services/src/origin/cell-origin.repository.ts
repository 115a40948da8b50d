import type { TenantReader } from '@huibao/db';
import type { Cell, CellState } from '@huibao/domain';
import type { RevisionDocument } from '../collection/revision-document.ts';
import { jsonOf } from '../json-column.ts';

export interface OriginRevision {
  readonly id: string;
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

export interface OriginChange {
  readonly state: CellState;
  readonly value: string;
  readonly by: string;
  readonly at: string;
  readonly source: string;
  readonly fileName: string | null;
}

/** More than anybody asks of one cell. */
const mostChanges = 20;

/** Up to an instant, newest first. */
export async function listOriginChanges(
  trx: TenantReader,
  tenantId: number,
  submissionId: string,
  { code, key }: Pick<Cell, 'code' | 'key'>,
  until: Date,
): Promise<readonly OriginChange[]> {
  const rows = await trx
    .selectFrom('cell_changes as h')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'h.tenant_id').onRef('u.id', '=', 'h.changed_by'))
    .select(['h.state', 'h.value', 'h.source', 'h.file_name', 'h.changed_at', 'u.name'])
    .where('h.tenant_id', '=', tenantId)
    .where('h.submission_id', '=', submissionId)
    .where('h.code', '=', code)
    .where('h.key', '=', key)
    .where('h.changed_at', '<=', until)
    .orderBy('h.version', 'desc')
    .limit(mostChanges)
    .execute();
  return rows.map((row) => ({
    state: row.state as CellState,
    value: row.value,
    by: row.name ?? '',
    at: row.changed_at.toISOString(),
    source: row.source,
    fileName: row.file_name,
  }));
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
