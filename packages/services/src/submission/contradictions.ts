import {
  evaluateForm,
  HuibaoError,
  periodOf,
  rulesReading,
  type CellMap,
  type FormDefinition,
  type Reason,
} from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { formsReading } from '../forms/forms-read.ts';
import { findFormIn } from '../forms/pinned-form.ts';
import type { Scope } from '../use-case.ts';
import { loadHistory } from './load-history.ts';
import type { Submission } from './submission.repository.ts';
import { listStandingForms, type StandingRevision } from './standing-form.repository.ts';
import { othersOf, readForms } from './read-others.ts';

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
  const readers = await listStandingForms(trx, tenantId, submission, formsReading(edition, own.form.code));
  const reasons: Reason[] = [];
  for (const { revision, submissionId, ownerTenantId, formCode } of readers) {
    const form = revision && findFormIn(edition, { ownerTenantId, formCode }, revision.issueNo)?.definition;
    if (!form) continue;
    const reader = { ...submission, id: submissionId, ownerTenantId, formCode };
    for (const message of await brokenRules(trx, reader, edition, { form, revision }, own, tenantId))
      reasons.push({ code: formCode, place: form.title, text: message });
  }
  const [first] = reasons;
  if (first) throw new HuibaoError('submission.contradicts_form', { count: reasons.length, reasons });
}

async function brokenRules(
  trx: Scope['trx'],
  submission: Submission,
  edition: Edition,
  reader: { readonly form: FormDefinition; readonly revision: StandingRevision },
  own: { readonly form: FormDefinition; readonly cells: CellMap },
  tenantId: number,
): Promise<readonly FormDefinition['rules'][number]['message'][]> {
  const { form, revision } = reader;
  const reads = await readForms(trx, tenantId, submission, edition, form);
  const others = await othersOf(trx, tenantId, submission, reads);
  const { findings } = evaluateForm(form, {
    cells: revision.cells,
    unit: revision.unit,
    period: periodOf(edition.calendar, submission.year, submission.period),
    year: submission.year,
    ...(await loadHistory(trx, tenantId, submission)),
    others: others.map((other) => (other.form.code === own.form.code ? { ...other, cells: own.cells } : other)),
  });
  const read = reads.find((one) => one.form.definition.code === own.form.code)?.codes ?? new Set();
  const across = rulesReading(form, read);
  return findings
    .filter(({ kind, rule, severity }) => kind === 'rule' && severity === 'error' && across.has(rule))
    .map(({ message }) => message);
}
