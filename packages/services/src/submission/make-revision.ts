import type { Evaluation } from '@huibao/domain';
import { contentHash } from '../canonical-json.ts';
import type { Scope } from '../use-case.ts';
import { frozenRead } from './read-others.ts';
import type { Judgement } from './judge-submission.ts';
import { moveSubmission } from './move-submission.ts';
import { factsOf, isZeroReport, textsOf, type RevisionDocument } from './revision-document.ts';
import { insertRevision } from './revision.repository.ts';
import type { Submission } from './submission.repository.ts';

export interface SubmittedRevision {
  readonly state: 'submitted';
  readonly revisionNo: number;
}

/** Freezes what was judged as the next revision, and hands it to the reviewer. */
export async function makeRevision(
  scope: Scope,
  submission: Submission,
  judgement: Judgement,
  signOff: RevisionDocument['signOff'],
): Promise<SubmittedRevision> {
  const { trx, actor, now, audit } = scope;
  const document = documentOf(submission, judgement, signOff);
  const no = submission.revisionNo + 1;
  const revision = { no, document, hash: contentHash(document) };
  await insertRevision(trx, actor.tenantId, submission, revision, actor.userId, now);
  await moveSubmission(scope, submission, 'submit', {
    revisionNo: no,
    movedFromIssue: null,
    isZeroReport: document.isZeroReport,
    submittedAt: now,
    reason: null,
    ...progressOf(judgement.evaluation),
    ...(submission.firstSubmittedAt ? {} : { firstSubmittedAt: now }),
  });
  audit({ action: 'submission.submitted', subject: submission.id, detail: { form: document.formCode, revision: no } });
  return { state: 'submitted', revisionNo: no };
}

function documentOf(
  submission: Submission,
  { edition, form, formVersion, evaluation, explanations, reads }: Judgement,
  signOff: RevisionDocument['signOff'],
): RevisionDocument {
  const warned = new Set(
    evaluation.findings.filter((finding) => finding.severity === 'warning').map((finding) => finding.rule),
  );
  return {
    formCode: form.code,
    formVersion,
    year: submission.year,
    period: submission.period,
    unit: { ...submission.unit, id: submission.unitId, name: submission.unitName },
    cells: [...evaluation.cells.values()].filter((cell) => cell.state !== 'missing'),
    findings: evaluation.findings.map(({ rule, severity, cells }) => ({ rule, severity, cells })),
    ...(evaluation.unjudged.length > 0 ? { unjudged: evaluation.unjudged.map(({ code }) => code) } : {}),
    ...(reads.length > 0 ? { reads: reads.map(frozenRead) } : {}),
    explanations: explanations.filter((explanation) => warned.has(explanation.finding)),
    isZeroReport: isZeroReport(form, evaluation.cells),
    signOff,
    facts: factsOf(form, evaluation.cells, edition.elementIds),
    texts: textsOf(form, evaluation.cells, edition.elementIds),
  };
}

/** How far the form is, as the board shows it until it is worked on again. */
export function progressOf({ totals }: Evaluation): { readonly filled: number; readonly required: number } {
  return { filled: totals.filled, required: totals.required };
}
