import { figureScopeSchema, HuibaoError, yearName, type FigureRef, type Localized } from '@huibao/domain';
import { z } from 'zod';
import { scopesOf } from '../rollup/figures-of-scopes.ts';
import { lineageOfFigures } from '../rollup/lineage-of-figures.ts';
import { readStoredLineage, type IndicatorLineage } from '../rollup/lineage.ts';
import { markReporters, type MarkedLineage } from '../rollup/mark-reporters.ts';
import { defineQuery } from '../use-case.ts';
import { listReportLineage } from './lineage.repository.ts';
import { readerOfReport } from './reader-of-report.ts';
import { getReport } from './report.repository.ts';

interface ReportLineage extends MarkedLineage {
  readonly isFrozen: boolean;
  readonly periodNames: readonly Localized[];
  /** The year that it is of. */
  readonly yearName: Localized;
}

/** Behind a figure of a report: the stored lineage where it is issued, the live one before. */
export const getReportLineage = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid(), indicator: z.string().max(80), scope: figureScopeSchema.optional() }),
  async run(scope, { reportId, ...asked }): Promise<ReportLineage> {
    const { trx, actor } = scope;
    const report = await getReport(trx, actor.tenantId, reportId);
    const figure: FigureRef = asked;
    const reader = await readerOfReport(scope, report.edition);
    if (!report.edition.indicators.some(({ code }) => code === figure.indicator))
      throw new HuibaoError('indicator.not_found');
    const found = await scopesOf(reader, report.edition).find(figure.scope);
    const definition = found?.edition.indicators.find(({ code }) => code === figure.indicator);
    const { edition } = found ?? report;
    const lineage: IndicatorLineage | undefined =
      !found || !definition
        ? undefined
        : report.frozen
          ? readStoredLineage(edition, definition, await listReportLineage(trx, actor.tenantId, reportId, figure))
          : (await lineageOfFigures(reader, report.edition, [figure]))[0];
    return {
      periodNames: edition.calendar.periods.map((one) => one.label),
      yearName: yearName(edition.year),
      isFrozen: report.frozen !== null,
      ...(definition ? await markReporters(scope, edition, definition, lineage) : { rows: [], reporters: [] }),
    };
  },
});
