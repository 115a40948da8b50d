import type { TenantReader } from '@huibao/db';
import { dayAfter, dayBefore, yearBefore, type CellMap, type ReportedBefore } from '@huibao/domain';
import { listReportedPeriods, listReportedPeriodsOfUnits, type ReportedPeriod } from './revision.repository.ts';
import type { Submission } from './submission.repository.ts';

/** What the same unit reported on this form for other days: the newest revision that stands of each. */
export async function loadHistory(
  trx: TenantReader,
  tenantId: number,
  submission: Submission,
): Promise<ReportedBefore> {
  return historyOf(submission, await listReportedPeriods(trx, tenantId, submission, yearBefore(submission.startsOn)));
}

/** The same of many, by id: those of one form in one collection are asked for at once. */
export async function loadHistories(
  trx: TenantReader,
  tenantId: number,
  submissions: readonly Submission[],
): Promise<ReadonlyMap<string, ReportedBefore>> {
  const histories = new Map<string, ReportedBefore>();
  const alike = Map.groupBy(submissions, (one) => `${one.collectionId} ${one.ownerTenantId} ${one.formCode}`);
  for (const group of alike.values()) {
    const [first] = group;
    if (!first) continue;
    const units = group.map(({ unitId }) => unitId);
    const periods = await listReportedPeriodsOfUnits(trx, tenantId, first, units, yearBefore(first.startsOn));
    for (const one of group) histories.set(one.id, historyOf(one, periods.get(one.unitId) ?? []));
  }
  return histories;
}

function historyOf({ startsOn, endsOn, edition }: Submission, periods: readonly ReportedPeriod[]): ReportedBefore {
  const find = (isIt: (one: ReportedPeriod) => boolean): CellMap | null => periods.find(isIt)?.cells ?? null;
  return {
    previous: find((one) => one.endsOn === dayBefore(startsOn)),
    // By the day after its last: of February that is the same day in every year.
    lastYear: find(
      (one) => one.startsOn === yearBefore(startsOn) && dayAfter(one.endsOn) === yearBefore(dayAfter(endsOn)),
    ),
    earlierThisYear: periods.filter((one) => one.editionId === edition.id).map((one) => one.cells),
  };
}
