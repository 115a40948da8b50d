import {
  cellId,
  HuibaoError,
  termOf,
  type Cell,
  type FormDefinition,
  type Period,
  type SubmissionState,
} from '@huibao/domain';
import { z } from 'zod';
import type { RevisionDocument } from '../collection/revision-document.ts';
import { getSubmission, loadHistory } from '../collection/submission.repository.ts';
import { listFiles, type Comment, type FileEntry } from '../collection/get-submission.ts';
import { formOf, getEdition } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';
import { defineQuery } from '../use-case.ts';

export interface RevisionSummary {
  readonly no: number;
  readonly state: 'submitted' | 'withdrawn' | 'returned' | 'accepted' | 'reopened';
  readonly submittedAt: string;
  readonly submittedBy: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
}

/** What a reviewer reads: one revision, what it was compared with, and what was said of it. */
export interface RevisionView {
  readonly submissionId: string;
  readonly collectionId: string;
  readonly state: SubmissionState;
  readonly year: number;
  readonly period: Period;
  readonly form: FormDefinition;
  readonly unit: RevisionDocument['unit'];
  readonly revision: RevisionSummary & {
    readonly hash: string;
    readonly signOff: RevisionDocument['signOff'];
    readonly isZeroReport: boolean;
  };
  readonly cells: readonly Cell[];
  readonly lastYear: readonly Cell[] | null;
  readonly findings: RevisionDocument['findings'];
  readonly explanations: RevisionDocument['explanations'];
  /** Cells that differ from the revision that was returned before, with what stood there. */
  readonly changes:
    readonly { readonly cell: string; readonly before: Cell | null; readonly after: Cell | null }[] | null;
  readonly comments: readonly Comment[];
  readonly files: readonly FileEntry[];
  readonly revisions: readonly RevisionSummary[];
  /** Others of the same collection that wait for review: the way on. */
  readonly next: { readonly submissionId: string; readonly unitName: string } | null;
}

export const getRevision = defineQuery({
  permission: 'collection.read',
  input: z.object({ submissionId: z.uuid(), no: z.int().min(1).optional() }),
  async run(scope, { submissionId, no }): Promise<RevisionView> {
    const { trx, actor } = scope;
    const submission = await getSubmission(trx, actor.tenantId, submissionId);
    const wanted = no ?? submission.revisionNo;
    const rows = await trx
      .selectFrom('revisions as r')
      .leftJoin('users as s', (join) =>
        join.onRef('s.tenant_id', '=', 'r.tenant_id').onRef('s.id', '=', 'r.submitted_by'),
      )
      .leftJoin('users as d', (join) =>
        join.onRef('d.tenant_id', '=', 'r.tenant_id').onRef('d.id', '=', 'r.decided_by'),
      )
      .select([
        'r.id',
        'r.no',
        'r.state',
        'r.submitted_at',
        'r.decided_at',
        'r.reason',
        'r.hash',
        's.name as submittedBy',
        'd.name as decidedBy',
      ])
      .where('r.tenant_id', '=', actor.tenantId)
      .where('r.submission_id', '=', submissionId)
      .orderBy('r.no', 'desc')
      .execute();
    const current = rows.find((row) => row.no === wanted);
    if (!current) throw new HuibaoError('submission.not_found');
    const before = rows.find((row) => row.no < wanted && row.state !== 'withdrawn');
    const documents = await trx
      .selectFrom('revisions')
      .select(['id', 'document'])
      .where('tenant_id', '=', actor.tenantId)
      .where('id', 'in', before ? [current.id, before.id] : [current.id])
      .execute();
    const documentOf = (id: string): RevisionDocument =>
      jsonOf<RevisionDocument>(documents.find((row) => row.id === id)?.document);
    const document = documentOf(current.id);
    const comments = await trx
      .selectFrom('review_comments as c')
      .innerJoin('users as u', (join) =>
        join.onRef('u.tenant_id', '=', 'c.tenant_id').onRef('u.id', '=', 'c.written_by'),
      )
      .innerJoin('revisions as r', (join) =>
        join.onRef('r.tenant_id', '=', 'c.tenant_id').onRef('r.id', '=', 'c.revision_id'),
      )
      .select(['c.cell', 'c.text', 'u.name', 'c.written_at', 'r.no'])
      .where('c.tenant_id', '=', actor.tenantId)
      .where('c.submission_id', '=', submissionId)
      .where('r.no', '<=', wanted)
      .orderBy('c.written_at')
      .execute();
    const next = await trx
      .selectFrom('submissions as s')
      .innerJoin('org_units as u', (join) =>
        join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.unit_id'),
      )
      .select(['s.id', 'u.name'])
      .where('s.tenant_id', '=', actor.tenantId)
      .where('s.collection_id', '=', submission.collectionId)
      .where('s.state', '=', 'submitted')
      .where('s.id', '<>', submissionId)
      .orderBy('s.submitted_at')
      .executeTakeFirst();
    const summaries = rows.map((row): RevisionSummary => ({
      no: row.no,
      state: row.state as RevisionSummary['state'],
      submittedAt: row.submitted_at.toISOString(),
      submittedBy: row.submittedBy ?? '',
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decidedBy,
      reason: row.reason,
    }));
    const summary = summaries.find((row) => row.no === wanted);
    if (!summary) throw new HuibaoError('submission.not_found');
    const history = await loadHistory(trx, actor.tenantId, submission);
    const edition = await getEdition(trx, submission.ownerTenantId, submission.editionId);
    return {
      submissionId,
      collectionId: submission.collectionId,
      state: submission.state,
      year: submission.year,
      period: termOf(submission.year, submission.period),
      form: formOf(edition, submission.formCode).definition,
      unit: document.unit,
      revision: { ...summary, hash: current.hash, signOff: document.signOff, isZeroReport: document.isZeroReport },
      cells: document.cells,
      lastYear: history.lastYear && [...history.lastYear.values()],
      findings: document.findings,
      explanations: document.explanations,
      changes: before ? diffCells(documentOf(before.id).cells, document.cells) : null,
      comments: comments.map((row) => ({
        cell: row.cell,
        text: row.text,
        by: row.name,
        at: row.written_at.toISOString(),
        revisionNo: row.no,
      })),
      files: await listFiles(scope, submissionId),
      revisions: summaries,
      next: next ? { submissionId: next.id, unitName: next.name } : null,
    };
  },
});

function diffCells(before: readonly Cell[], after: readonly Cell[]): NonNullable<RevisionView['changes']> {
  const old = new Map(before.map((cell) => [cellId(cell), cell]));
  const current = new Map(after.map((cell) => [cellId(cell), cell]));
  return [...new Set([...current.keys(), ...old.keys()])].flatMap((cell) => {
    const [was, is] = [old.get(cell) ?? null, current.get(cell) ?? null];
    return was?.state === is?.state && was?.value === is?.value ? [] : [{ cell, before: was, after: is }];
  });
}
