import {
  evaluateForm,
  HuibaoError,
  rulesReading,
  type CellMap,
  type FormDefinition,
  type Reason,
} from '@huibao/domain';
import { getEdition, type Edition } from '../forms/edition.repository.ts';
import { formsReadBy, formsReading } from '../forms/forms-read.ts';
import { getFormIn } from '../forms/pinned-form.ts';
import type { Scope } from '../use-case.ts';
import { evaluationContext } from './evaluation-context.ts';
import { listStandingForms, type StandingRevision } from './standing-form.repository.ts';
import { getSubmission, listSiblings, type Submission } from './submission.repository.ts';

/**
 * Refuses what would break a rule of a form that stands already and reads this one: a rule across two forms is judged
 * by whichever is submitted last, so that the order of submitting makes no difference. What such a rule only warns of
 * is the reviewer's to see, as a change of what was read.
 */
export async function requireNoContradiction(
  { trx, actor }: Pick<Scope, 'trx' | 'actor'>,
  submission: Submission,
  edition: Edition,
  own: { readonly form: FormDefinition; readonly cells: CellMap },
): Promise<void> {
  const { tenantId } = actor;
  const codes = mayBeBehind(submission)
    ? (await listSiblings(trx, tenantId, submission)).map(({ formCode }) => formCode)
    : formsReading(edition, own.form.code);
  const readers = await listStandingForms(trx, tenantId, submission, codes);
  const reasons: Reason[] = [];
  for (const { revision, submissionId } of readers) {
    if (!revision) continue;
    // It stands under its own issue, which may be another than this form's.
    const reader = await getSubmission(trx, tenantId, submissionId);
    for (const broken of await brokenRules(trx, reader, revision, own, tenantId))
      reasons.push({ code: reader.formCode, ...broken });
  }
  if (reasons.length > 0) throw new HuibaoError('submission.contradicts_form', { count: reasons.length, reasons });
}

/**
 * A first draft goes by the newest issue that its bureau has adopted; what was handed in once may go by an older one,
 * which doesn't know what later ones read of it.
 */
function mayBeBehind({ state, revisionNo }: Submission): boolean {
  return state !== 'draft' || revisionNo > 0;
}

async function brokenRules(
  trx: Scope['trx'],
  reader: Submission,
  revision: StandingRevision,
  own: { readonly form: FormDefinition; readonly cells: CellMap },
  tenantId: number,
): Promise<readonly Pick<Reason, 'place' | 'text'>[]> {
  const edition = await getEdition(trx, reader.edition);
  const { definition: form } = getFormIn(edition, reader, revision.issueNo);
  if (!formsReadBy(edition, form).some((one) => one.form.definition.code === own.form.code)) return [];
  const { context, reads } = await evaluationContext(trx, tenantId, reader, edition, revision.cells, form);
  const { findings } = evaluateForm(form, {
    ...context,
    unit: revision.unit,
    others: (context.others ?? []).map((other) =>
      other.form.code === own.form.code ? { ...other, cells: own.cells } : other,
    ),
  });
  const read = reads.find((one) => one.form.definition.code === own.form.code)?.codes ?? new Set();
  const across = rulesReading(form, read);
  return findings
    .filter(({ kind, rule, severity }) => kind === 'rule' && severity === 'error' && across.has(rule))
    .map(({ message }) => ({ place: form.title, text: message }));
}
