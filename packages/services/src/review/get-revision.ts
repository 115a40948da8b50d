import {
  HuibaoError,
  periodOf,
  phaseOf,
  type Cell,
  type FormDefinition,
  type JudgedRule,
  type Period,
  type SubmissionState,
} from '@huibao/domain';
import { z } from 'zod';
import { differences, type CellDifference } from '../submission/cell-differences.ts';
import { listComments, type Comment } from '../submission/comment.repository.ts';
import { listTold, type Told } from '../submission/prefill/list-told.ts';
import { listFiles, type FileEntry } from '../submission/file.repository.ts';
import { loadHistory } from '../submission/load-history.ts';
import type { RevisionDocument } from '../submission/revision-document.ts';
import { listRevisions, loadDocuments, type Revision, type RevisionState } from '../submission/revision.repository.ts';
import { getSubmission } from '../submission/submission.repository.ts';
import { getEdition } from '../forms/edition.repository.ts';
import { getFormIn } from '../forms/pinned-form.ts';
import { defineQuery } from '../use-case.ts';
import { readViews, type BrokenRule, type ReadView } from './read-view.ts';
import { findNextToReview } from './next-to-review.repository.ts';
import { rulesJudged } from './rules-judged.ts';

export interface RevisionSummary {
  readonly no: number;
  readonly state: RevisionState;
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
  /** Whether who sends it back must say until when it may be mended. */
  readonly isClosed: boolean;
  readonly year: number;
  /** Its name. */
  readonly programme: string;
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
  /** Those of rules, in words and with the values that they were judged by. */
  readonly judged: readonly JudgedRule[];
  /** Codes of what took more than the bounds allow. */
  readonly unjudged: readonly string[];
  readonly explanations: RevisionDocument['explanations'];
  /** Cells that differ from the revision that was returned before, with what stood there. */
  readonly changes: readonly CellDifference[] | null;
  /** Other forms that it was judged by: what was read, and what stands of them now. */
  readonly reads: readonly ReadView[];
  /** Rules across forms that wouldn't be met by what stands now, and were when it was submitted. */
  readonly brokenNow: readonly BrokenRule[];
  /** What other programmes say now of its cells, for the same days. */
  readonly told: readonly Told[];
  readonly comments: readonly Comment[];
  readonly files: readonly FileEntry[];
  readonly revisions: readonly RevisionSummary[];
  /** Others of the same collection that wait for review: the way on. */
  readonly next: { readonly submissionId: string; readonly unitName: string } | null;
}

export const getRevision = defineQuery({
  permission: 'collection.read',
  input: z.object({ submissionId: z.uuid(), no: z.int32().min(1).optional() }),
  async run({ trx, actor, now }, { submissionId, no }): Promise<RevisionView> {
    const { tenantId } = actor;
    const submission = await getSubmission(trx, tenantId, submissionId);
    const wanted = no ?? submission.revisionNo;
    const revisions = await listRevisions(trx, tenantId, submissionId);
    const current = revisions.find((revision) => revision.no === wanted);
    const before = revisions.find((revision) => revision.no < wanted && revision.state !== 'withdrawn');
    const ids = [current, before].flatMap((revision) => (revision ? [revision.id] : []));
    const documents = current ? await loadDocuments(trx, tenantId, ids) : new Map<string, RevisionDocument>();
    const document = current && documents.get(current.id);
    if (!current || !document) throw new HuibaoError('submission.not_found');
    const earlier = before && documents.get(before.id);
    const comments = await listComments(trx, tenantId, submissionId);
    const history = await loadHistory(trx, tenantId, submission);
    const edition = await getEdition(trx, submission.edition);
    const form = getFormIn(edition, submission, current.issueNo).definition;
    return {
      submissionId,
      collectionId: submission.collectionId,
      state: submission.state,
      isClosed: phaseOf(submission.window, now) === 'closed',
      year: submission.year,
      programme: edition.programmeName,
      period: periodOf(edition.calendar, submission.year, submission.period),
      form,
      unit: document.unit,
      revision: {
        ...summaryOf(current),
        hash: current.hash,
        signOff: document.signOff,
        isZeroReport: document.isZeroReport,
      },
      cells: document.cells,
      lastYear: history.lastYear && [...history.lastYear.values()],
      findings: document.findings,
      judged: await rulesJudged(trx, tenantId, submission, edition, form, document),
      unjudged: document.unjudged ?? [],
      explanations: document.explanations,
      changes: earlier ? differences(earlier.cells, document.cells) : null,
      ...(await readViews(trx, tenantId, submission, edition, current, document)),
      told: await listTold(trx, tenantId, submission, form),
      comments: comments.filter((comment) => comment.revisionNo <= wanted).sort((a, b) => a.at.localeCompare(b.at)),
      files: await listFiles(trx, tenantId, submissionId),
      revisions: revisions.map(summaryOf),
      next: (await findNextToReview(trx, tenantId, submission)) ?? null,
    };
  },
});

function summaryOf({ no, state, submittedAt, submittedBy, decidedAt, decidedBy, reason }: Revision): RevisionSummary {
  return {
    no,
    state,
    submittedAt: submittedAt.toISOString(),
    submittedBy,
    decidedAt: decidedAt?.toISOString() ?? null,
    decidedBy,
    reason,
  };
}
