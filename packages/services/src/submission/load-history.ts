import type { TenantReader } from '@huibao/db';
import { dayAfter, dayBefore, yearBefore, type CellMap, type ReportedBefore } from '@huibao/domain';
import { listReportedPeriods, type ReportedPeriod } from './revision.repository.ts';
import type { Submission } from './submission.repository.ts';

/** What the same unit reported on this form for other days: the newest revision that stands of each. */
export async function loadHistory(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
): Promise<ReportedBefore> {
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
