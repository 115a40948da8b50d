import { cellId, cellKeySchema, periodsOf, type Period, type ProgrammeCalendar } from '@huibao/domain';
import { z } from 'zod';
import { getEdition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { listCellChanges } from './draft-cell.repository.ts';
import { originOf } from './prefill/origin-of-prefill.ts';
import { listReportedPeriods } from './revision.repository.ts';
import { getSubmission } from './submission.repository.ts';

/** As many as the side panel has room for. */
const periodsShown = 4;

/** One cell's changes, newest first, and its values of the periods before: the side panel's history. */
export const getCellHistory = defineQuery({
  permission: 'submission.read',
  input: z.object({ submissionId: z.uuid(), code: z.string().max(80), key: cellKeySchema }),
  async run({ trx, actor }, { submissionId, code, key }) {
    const submission = await getSubmission(trx, actor.tenantId, submissionId);
    const { calendar } = await getEdition(trx, submission.edition);
    const changes = await listCellChanges(trx, actor.tenantId, submissionId, { code, key }, { limit: 20 });
    const before = periodsBefore(calendar, submission.year, submission.period);
    const reported = await listReportedPeriods(
      trx,
      actor.tenantId,
      submission,
      before[0]?.period.startsOn ?? submission.startsOn,
    );
    return {
      changes: changes.map(({ version, state, value, source, fileName, at, by }) => ({
        version,
        state,
        value,
        source,
        /** From which programme's form it was filled in. */
        origin: originOf({ source, fileName }),
        at: at.toISOString(),
        by,
      })),
      periods: before.map(({ year, period }) => {
        const { cells } =
          reported.find((one) => one.startsOn === period.startsOn && one.endsOn === period.endsOn) ?? {};
        const cell = cells?.get(cellId({ code, key }));
        return { year, period, state: cell?.state ?? ('missing' as const), value: cell?.value ?? '' };
      }),
    };
  },
});

/** Oldest first, by the same calendar. */
function periodsBefore(
  calendar: ProgrammeCalendar,
  year: number,
  ordinal: number,
): readonly { readonly year: number; readonly period: Period }[] {
  const years = Array.from({ length: periodsShown + 1 }, (_, back) => year - periodsShown + back);
  return years
    .flatMap((one) => periodsOf(calendar, one).map((period) => ({ year: one, period })))
    .filter((one) => one.year < year || one.period.ordinal < ordinal)
    .slice(-periodsShown);
}
