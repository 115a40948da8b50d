import { HuibaoError, type Localized } from '@huibao/domain';
import { z } from 'zod';
import { listLineage, readStoredLineage, type IndicatorLineage } from '../rollup/lineage.ts';
import { markReporters, type MarkedLineage } from '../rollup/mark-reporters.ts';
import { defineQuery } from '../use-case.ts';
import { listReportLineage } from './lineage.repository.ts';
import { readerOfReport } from './reader-of-report.ts';
import { getReport } from './report.repository.ts';

interface ReportLineage extends MarkedLineage {
  readonly isFrozen: boolean;
  readonly periodNames: readonly Localized[];
}

/** Behind a figure of a report: the stored lineage where it is issued, the live one before. */
export const getReportLineage = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid(), indicator: z.string().max(80) }),
  async run(scope, { reportId, indicator }): Promise<ReportLineage> {
    const { trx, actor } = scope;
    const report = await getReport(trx, actor.tenantId, reportId);
    const definition = report.edition.indicators.find((one) => one.code === indicator);
    if (!definition) throw new HuibaoError('indicator.not_found');
    const mark = async (lineage: IndicatorLineage | undefined): Promise<ReportLineage> => ({
      periodNames: report.edition.calendar.periods.map((one) => one.label),
      isFrozen: report.frozen !== null,
      ...(await markReporters(scope, report.edition, definition, lineage)),
    });
    const reader = await readerOfReport(scope, report.edition);
    if (!report.frozen) return mark((await listLineage(reader, report.edition, [definition]))[0]);
    const stored = await listReportLineage(trx, actor.tenantId, reportId, indicator);
    return mark(readStoredLineage(report.edition, definition, stored));
  },
});
