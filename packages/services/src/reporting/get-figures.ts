import { figureKey, figureScopeSchema, type IndicatorValue } from '@huibao/domain';
import { z } from 'zod';
import { rollUpFigures } from '../rollup/figures-of-scopes.ts';
import { defineQuery } from '../use-case.ts';
import { figuresOfReport } from './figures-of-report.ts';
import { readerOfReport } from './reader-of-report.ts';
import { getReport } from './report.repository.ts';

/** As many as one indicator can be of, with last year's: a year has twelve periods at most. */
const mostFigures = 60;

/** What figures of parts of the year, or of last year, would be in a report; what there is none of is left out. */
export const getFigures = defineQuery({
  permission: 'report.read',
  input: z.object({
    reportId: z.uuid(),
    figures: z
      .array(z.object({ indicator: z.string().max(80), scope: figureScopeSchema.optional() }))
      .min(1)
      .max(mostFigures),
  }),
  async run(scope, { reportId, figures }): Promise<readonly IndicatorValue[]> {
    const report = await getReport(scope.trx, scope.actor.tenantId, reportId);
    const known = report.frozen
      ? await figuresOfReport(scope, report, [])
      : await rollUpFigures(await readerOfReport(scope, report.edition), report.edition, figures);
    return figures.flatMap((figure) => known.get(figureKey(figure)) ?? []);
  },
});
