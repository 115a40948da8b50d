import type { TenantReader } from '@huibao/db';
import { periodOf, type CellMap, type EvaluationContext, type FormDefinition } from '@huibao/domain';
import { formOf, getEdition, type Edition } from '../forms/edition.repository.ts';
import { loadHistories, loadHistory } from './load-history.ts';
import { othersOf, readForms, type FormRead } from './read-others.ts';
import type { Submission } from './submission.repository.ts';

/**
 * What the one evaluator judges a form by, and what of it was read of other forms.
 *
 * @param form as the submission is pinned to it, or as an earlier revision was made under
 */
export async function evaluationContext(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  edition: Edition,
  cells: CellMap,
  form: FormDefinition = formOf(edition, submission.formCode).definition,
): Promise<{ readonly context: EvaluationContext; readonly reads: readonly FormRead[] }> {
  const reads = await readForms(trx, tenantId, submission, edition, form);
  return {
    reads,
    context: {
      cells,
      unit: submission.unit,
      period: periodOf(edition.calendar, submission.year, submission.period),
      year: submission.year,
      ...(await loadHistory(trx, tenantId, submission)),
      ...(reads.length > 0 ? { others: await othersOf(trx, tenantId, submission, reads) } : {}),
    },
  };
}

/** What is around the cells of many forms of one collection, by submission: `evaluationContext` but for their own. */
export async function contextsOf(
  trx: TenantReader,
  tenantId: number,
  submissions: readonly Submission[],
): Promise<ReadonlyMap<string, Omit<EvaluationContext, 'cells' | 'unit' | 'year'>>> {
  const histories = await loadHistories(trx, tenantId, submissions);
  const contexts = new Map<string, Omit<EvaluationContext, 'cells' | 'unit' | 'year'>>();
  for (const one of submissions) {
    const edition = await getEdition(trx, one.edition);
    const reads = await readForms(trx, tenantId, one, edition, formOf(edition, one.formCode).definition);
    contexts.set(one.id, {
      period: periodOf(edition.calendar, one.year, one.period),
      ...(histories.get(one.id) ?? noHistory),
      ...(reads.length > 0 ? { others: await othersOf(trx, tenantId, one, reads) } : {}),
    });
  }
  return contexts;
}

const noHistory = { previous: null, lastYear: null, earlierThisYear: [] };
