import { cellMap, evaluateForm, periodOf, type Cell, type FormDefinition, type SubmissionState } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { formsReadBy } from '../forms/forms-read.ts';
import type { QueryScope } from '../use-case.ts';
import { listDraftCells } from './draft-cell.repository.ts';
import { hasCell } from './find-cell-problem.ts';
import { loadHistory } from './load-history.ts';
import { othersOf, readForms, type FormRead } from './read-others.ts';
import { getSubmission, type Submission } from './submission.repository.ts';

/** Another form of the unit's term, as whoever fills in a form that reads it sees it. */
export interface OtherView {
  readonly form: FormDefinition;
  /** What is read of it. */
  readonly codes: readonly string[];
  /** Null where this unit isn't asked it. */
  readonly submissionId: string | null;
  readonly state: SubmissionState | null;
  /** Of the revision that stands; null where none does. Only these judge at submit. */
  readonly cells: readonly Cell[] | null;
  /** What is drafted of it while nothing stands: a preview. */
  readonly draft: readonly Cell[] | null;
  readonly previous: readonly Cell[] | null;
  readonly lastYear: readonly Cell[] | null;
  readonly earlierThisYear: readonly (readonly Cell[])[];
}

export async function listOthers(
  scope: QueryScope,
  submission: Submission,
  edition: Edition,
  form: FormDefinition,
): Promise<readonly OtherView[]> {
  const { trx, actor } = scope;
  const reads = await readForms(trx, actor.tenantId, submission, edition, form);
  const others = await othersOf(trx, actor.tenantId, submission, reads);
  const views: OtherView[] = [];
  for (const [index, other] of others.entries()) {
    const read = reads[index];
    if (!read) continue;
    const { standing } = read;
    views.push({
      form: other.form,
      codes: [...read.codes],
      submissionId: standing?.submissionId ?? null,
      state: standing?.state ?? null,
      cells: other.cells && [...other.cells.values()],
      draft: await draftOf(scope, edition, read),
      previous: other.previous && [...other.previous.values()],
      lastYear: other.lastYear && [...other.lastYear.values()],
      earlierThisYear: other.earlierThisYear.map((cells) => [...cells.values()]),
    });
  }
  return views;
}

/** With what is calculated of it; what it reads of yet other forms is missing in it. */
async function draftOf(
  { trx, actor }: QueryScope,
  edition: Edition,
  { form: { definition: form }, standing }: FormRead,
): Promise<readonly Cell[] | null> {
  if (!standing || standing.revision || standing.state === 'retired') return null;
  const submission = await getSubmission(trx, actor.tenantId, standing.submissionId);
  const drafts = await listDraftCells(trx, actor.tenantId, submission.id);
  const asked = drafts.filter((cell) => hasCell(form, submission.unit, cell));
  const { period, year } = submission;
  const { cells } = evaluateForm(form, {
    cells: cellMap(asked.map(({ code, key, state, value }): Cell => ({ code, key, state, value }))),
    unit: submission.unit,
    period: periodOf(edition.calendar, year, period),
    year,
    ...(await loadHistory(trx, actor.tenantId, submission)),
    others: formsReadBy(edition, form).map((other) => ({ form: other.form.definition, cells: null, ...nothingBefore })),
  });
  return [...cells.values()].filter((cell) => cell.state !== 'missing');
}

const nothingBefore = { previous: null, lastYear: null, earlierThisYear: [] };
