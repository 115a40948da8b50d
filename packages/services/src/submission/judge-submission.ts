import { cellMap, evaluateForm, HuibaoError, type Cell, type Evaluation, type FormDefinition } from '@huibao/domain';
import { formOf, getEdition, type Edition } from '../forms/edition.repository.ts';
import type { Scope } from '../use-case.ts';
import { listDraftCells } from './draft-cell.repository.ts';
import { hasCell } from './find-cell-problem.ts';
import { listExplanations, type Explanation } from './explanation.repository.ts';
import { requireNoContradiction } from './contradictions.ts';
import { evaluationContext } from './evaluation-context.ts';
import type { FormRead } from './read-others.ts';
import { refreshSensitiveCounts } from './sensitive-counts.ts';
import type { Submission } from './submission.repository.ts';

export interface Judgement {
  readonly edition: Edition;
  readonly form: FormDefinition;
  readonly formVersion: number;
  readonly evaluation: Evaluation;
  readonly explanations: readonly Explanation[];
  /** Of other forms, as they stood. */
  readonly reads: readonly FormRead[];
}

/**
 * The check that the browser makes live, made by the same code on what is stored. Refuses errors, and warnings that
 * nobody explained. All forms of the unit's term are locked by the caller: what stands of them is read.
 */
export async function judgeSubmission(scope: Scope, submission: Submission): Promise<Judgement> {
  const { trx, actor } = scope;
  const edition = await getEdition(trx, submission.edition);
  const { definition: form, version } = formOf(edition, submission.formCode);
  await refreshSensitiveCounts(scope, submission, form);
  const drafts = await listDraftCells(trx, actor.tenantId, submission.id);
  // What isn't asked of the unit any more is no part of what it reports.
  const asked = drafts.filter((cell) => hasCell(form, submission.unit, cell));
  const cells = cellMap(asked.map(({ code, key, state, value }): Cell => ({ code, key, state, value })));
  const { context, reads } = await evaluationContext(trx, actor.tenantId, submission, edition, cells);
  const evaluation = evaluateForm(form, context);
  const explanations = await listExplanations(trx, actor.tenantId, submission.id);
  requireSubmittable(evaluation, explanations);
  await requireNoContradiction(scope, submission, edition, { form, cells: evaluation.cells });
  return { edition, form, formVersion: version, evaluation, explanations, reads };
}

function requireSubmittable(evaluation: Evaluation, explanations: readonly Explanation[]): void {
  if (evaluation.totals.errors > 0) throw new HuibaoError('submission.has_errors', { count: evaluation.totals.errors });
  const explained = new Set(explanations.map((explanation) => explanation.finding));
  const unexplained = evaluation.findings.filter(
    (finding) => finding.severity === 'warning' && !explained.has(finding.rule),
  );
  if (unexplained.length > 0) throw new HuibaoError('submission.needs_explanation', { count: unexplained.length });
}
