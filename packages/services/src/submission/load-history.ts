import type { TenantReader } from '@huibao/db';
import { termOf, type CellMap, type EvaluationContext } from '@huibao/domain';
import { listReportedTerms } from './revision.repository.ts';
import type { Submission } from './submission.repository.ts';

/** What the same unit reported on this form in other terms: the newest revision that stands in each. */
export async function loadHistory(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
): Promise<Pick<EvaluationContext, 'previous' | 'lastYear' | 'earlierThisYear'>> {
  const { year, period } = submission;
  const terms = await listReportedTerms(trx, tenantId, submission, 2 * year + period - 2);
  const at = (y: number, p: number): CellMap | null => terms.get(2 * y + p) ?? null;
  const earlier = Array.from({ length: period - 1 }, (_, index) => at(year, index + 1)).filter(
    (cells) => cells !== null,
  );
  const previous = period > 1 ? at(year, period - 1) : at(year - 1, 2);
  return { previous, lastYear: at(year - 1, period), earlierThisYear: earlier };
}

/** What the one evaluator judges a form by. */
export async function evaluationContext(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  cells: CellMap,
): Promise<EvaluationContext> {
  return {
    cells,
    unit: submission.unit,
    period: termOf(submission.year, submission.period),
    year: submission.year,
    ...(await loadHistory(trx, tenantId, submission)),
  };
}
