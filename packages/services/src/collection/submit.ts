import {
  cellMap,
  evaluateForm,
  HuibaoError,
  phaseOf,
  transition,
  type Cell,
  type Evaluation,
  type FormDefinition,
  type SubmissionEvent,
  type SubmissionState,
} from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { contentHash } from '../canonical-json.ts';
import { formOf, getEdition, type Edition } from '../forms/edition.repository.ts';
import { refreshSensitiveCounts } from './sensitive-counts.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { factsOf, isZeroReport, textsOf, type RevisionDocument } from './revision-document.ts';
import { requireEditable } from './save-cells.ts';
import { listDraftCells } from './draft-cell.repository.ts';
import { evaluationContext, lockSubmission, type Submission } from './submission.repository.ts';

const submissionId = z.object({ submissionId: z.uuid() });

/** The reporter's submit: a revision for review, or, where the unit has a leader's step, a request to confirm. */
export const submitSubmission = defineMutation({
  permission: 'submission.fill',
  input: submissionId,
  async run(scope, input) {
    const submission = await lockSubmission(scope.trx, scope.actor.tenantId, input.submissionId, 'update');
    requireEditable(submission, scope.now);
    const judged = await judge(scope, submission);
    requireSubmittable(judged.evaluation, judged.explanations);
    if (submission.hasHeadStep) {
      await setState(scope, submission, 'request_confirmation', {
        confirming_by: scope.actor.userId,
        ...counts(judged.evaluation),
      });
      scope.audit({
        action: 'submission.confirmation_requested',
        subject: submission.id,
        detail: { form: submission.formCode },
      });
      return { state: 'confirming' as const, revisionNo: submission.revisionNo };
    }
    return makeRevision(scope, submission, judged, { reporter: scope.actor.userName, head: null });
  },
});

/** The leader's confirmation: what was checked becomes the revision. */
export const confirmSubmission = defineMutation({
  permission: 'submission.confirm',
  input: submissionId,
  async run(scope, input) {
    const { trx, actor } = scope;
    const submission = await lockSubmission(trx, actor.tenantId, input.submissionId, 'update');
    if (submission.state !== 'confirming')
      throw new HuibaoError(
        submission.state === 'submitted' ? 'submission.already_submitted' : 'submission.wrong_state',
      );
    const judged = await judge(scope, submission);
    requireSubmittable(judged.evaluation, judged.explanations);
    const reporter = await trx
      .selectFrom('submissions as s')
      .innerJoin('users as u', (join) =>
        join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.confirming_by'),
      )
      .select('u.name')
      .where('s.tenant_id', '=', actor.tenantId)
      .where('s.id', '=', submission.id)
      .executeTakeFirst();
    return makeRevision(scope, submission, judged, { reporter: reporter?.name ?? '', head: actor.userName });
  },
});

/** The leader sends it back to the reporter with a reason. */
export const declineConfirmation = defineMutation({
  permission: 'submission.confirm',
  input: submissionId.extend({ reason: z.string().trim().min(1).max(500) }),
  async run(scope, { submissionId: id, reason }) {
    const submission = await lockSubmission(scope.trx, scope.actor.tenantId, id, 'update');
    if (submission.state !== 'confirming') throw new HuibaoError('submission.wrong_state');
    await setState(scope, submission, 'return', { reason });
    scope.audit({ action: 'submission.confirmation_declined', subject: id, detail: {} });
    return { state: 'returned' as const };
  },
});

/** Takes a submission back before anybody reviewed it. */
export const withdrawSubmission = defineMutation({
  permission: 'submission.fill',
  input: submissionId,
  async run(scope, input) {
    const { trx, actor, now } = scope;
    const submission = await lockSubmission(trx, actor.tenantId, input.submissionId, 'update');
    // It would become a draft that can be neither mended nor submitted; the bureau can still return it.
    if (phaseOf(submission.window, now) === 'closed') throw new HuibaoError('collection.closed');
    const state = await setState(scope, submission, 'withdraw', {});
    if (submission.state === 'submitted') {
      await trx
        .updateTable('revisions')
        .set({ state: 'withdrawn', decided_by: actor.userId, decided_at: now })
        .where('tenant_id', '=', actor.tenantId)
        .where('submission_id', '=', submission.id)
        .where('no', '=', submission.revisionNo)
        .execute();
    }
    scope.audit({
      action: 'submission.withdrawn',
      subject: submission.id,
      detail: { revision: submission.revisionNo },
    });
    return { state };
  },
});

interface Judged {
  readonly edition: Edition;
  readonly form: FormDefinition;
  readonly formVersion: number;
  readonly evaluation: Evaluation;
  readonly explanations: readonly { readonly finding: string; readonly text: string }[];
}

/** The check that the browser makes live, made by the same code on what is stored. */
async function judge(scope: Scope, submission: Submission): Promise<Judged> {
  const { trx, actor } = scope;
  const edition = await getEdition(trx, submission.ownerTenantId, submission.editionId);
  const { definition: form, version } = formOf(edition, submission.formCode);
  await refreshSensitiveCounts(scope, submission, form);
  const cells = cellMap(
    (await listDraftCells(trx, actor.tenantId, submission.id)).map(({ code, key, state, value }): Cell => ({
      code,
      key,
      state,
      value,
    })),
  );
  const evaluation = evaluateForm(form, await evaluationContext(trx, actor.tenantId, submission, cells));
  const explanations = await trx
    .selectFrom('explanations')
    .select(['finding', 'text'])
    .where('tenant_id', '=', actor.tenantId)
    .where('submission_id', '=', submission.id)
    .orderBy('finding')
    .execute();
  return { edition, form, formVersion: version, evaluation, explanations };
}

function requireSubmittable(evaluation: Evaluation, explanations: readonly { readonly finding: string }[]): void {
  if (evaluation.totals.errors > 0) throw new HuibaoError('submission.has_errors', { count: evaluation.totals.errors });
  const explained = new Set(explanations.map((one) => one.finding));
  const open = evaluation.findings.filter(
    (finding) => finding.severity === 'warning' && !explained.has(finding.rule),
  ).length;
  if (open > 0) throw new HuibaoError('submission.needs_explanation', { count: open });
}

function counts(evaluation: Evaluation): { filled: number; required: number } {
  return { filled: evaluation.totals.filled, required: evaluation.totals.required };
}

async function makeRevision(
  scope: Scope,
  submission: Submission,
  judged: Judged,
  signOff: RevisionDocument['signOff'],
): Promise<{ state: 'submitted'; revisionNo: number }> {
  const { trx, actor, now, audit } = scope;
  const { edition, form, evaluation, explanations } = judged;
  const warned = new Set(
    evaluation.findings.filter((finding) => finding.severity === 'warning').map((finding) => finding.rule),
  );
  const zero = isZeroReport(form, evaluation.cells);
  const document: RevisionDocument = {
    formCode: form.code,
    formVersion: judged.formVersion,
    year: submission.year,
    period: submission.period,
    unit: { ...submission.unit, id: submission.unitId, name: submission.unitName },
    cells: [...evaluation.cells.values()].filter((cell) => cell.state !== 'missing'),
    findings: evaluation.findings.map(({ rule, severity, cells }) => ({ rule, severity, cells })),
    explanations: explanations.filter((one) => warned.has(one.finding)),
    isZeroReport: zero,
    signOff,
    facts: factsOf(form, evaluation.cells, edition.elementIds),
    texts: textsOf(form, evaluation.cells, edition.elementIds),
  };
  const no = submission.revisionNo + 1;
  await trx
    .insertInto('revisions')
    .values({
      tenant_id: actor.tenantId,
      id: uuid(),
      submission_id: submission.id,
      unit_id: submission.unitId,
      no,
      document: JSON.stringify(document),
      hash: contentHash(document),
      state: 'submitted',
      submitted_by: actor.userId,
      submitted_at: now,
    })
    .execute();
  await setState(scope, submission, 'submit', {
    revision_no: no,
    is_zero_report: zero,
    submitted_at: now,
    reason: null,
    ...counts(evaluation),
    ...(submission.firstSubmittedAt ? {} : { first_submitted_at: now }),
  });
  audit({ action: 'submission.submitted', subject: submission.id, detail: { form: form.code, revision: no } });
  return { state: 'submitted', revisionNo: no };
}

type SubmissionUpdate = Partial<{
  revision_no: number;
  is_zero_report: boolean;
  submitted_at: Date;
  first_submitted_at: Date;
  decided_at: Date;
  decided_by: string;
  confirming_by: string;
  reason: string | null;
  filled: number;
  required: number;
}>;

/** Moves the state machine, or refuses; the row is locked by the caller. */
export async function setState(
  { trx, actor }: Scope,
  submission: Submission,
  event: SubmissionEvent,
  update: SubmissionUpdate,
): Promise<SubmissionState> {
  const next = transition(submission.state, event);
  if (!next)
    throw new HuibaoError(
      submission.state === 'submitted' && event === 'submit'
        ? 'submission.already_submitted'
        : 'submission.wrong_state',
    );
  await trx
    .updateTable('submissions')
    .set({ ...update, state: next })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', submission.id)
    .execute();
  return next;
}
