import type { TenantReader } from '@huibao/db';
import { dayAfter, dayBefore, periodOf, yearBefore, type CellMap, type EvaluationContext } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { listReportedPeriods, type ReportedPeriod } from './revision.repository.ts';
import type { Submission } from './submission.repository.ts';

/** What the same unit reported on this form for other days: the newest revision that stands of each. */
export async function loadHistory(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
): Promise<Pick<EvaluationContext, 'previous' | 'lastYear' | 'earlierThisYear'>> {
  const { startsOn, endsOn } = submission;
  const periods = await listReportedPeriods(trx, tenantId, submission, yearBefore(startsOn));
  const find = (isIt: (one: ReportedPeriod) => boolean): CellMap | null => periods.find(isIt)?.cells ?? null;
  return {
    previous: find((one) => one.endsOn === dayBefore(startsOn)),
    // By the day after its last: of February that is the same day in every year.
    lastYear: find(
      (one) => one.startsOn === yearBefore(startsOn) && dayAfter(one.endsOn) === yearBefore(dayAfter(endsOn)),
    ),
    earlierThisYear: periods.filter((one) => one.editionId === submission.edition.id).map((one) => one.cells),
  };
}

/** What the one evaluator judges a form by. */
export async function evaluationContext(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
  { calendar }: Edition,
  cells: CellMap,
): Promise<EvaluationContext> {
  return {
    cells,
    unit: submission.unit,
    period: periodOf(calendar, submission.year, submission.period),
    year: submission.year,
    ...(await loadHistory(trx, tenantId, submission)),
  };
}
