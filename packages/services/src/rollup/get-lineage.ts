import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { yearInput } from '../year-input.ts';
import { markReporters } from './mark-reporters.ts';
import { listLineage } from './lineage.ts';

/** What stands behind a figure of a year, or of one term or one unit of it. */
export const getLineage = defineQuery({
  permission: 'rollup.read',
  input: z.object({
    year: yearInput,
    indicator: z.string().max(80),
    period: z.int().min(1).max(2).optional(),
    unitId: z.int32().optional(),
  }),
  async run(scope, { year, indicator, period, unitId }) {
    const edition = await findEditionOfYear(scope.trx, scope.actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const definition = edition.indicators.find((one) => one.code === indicator);
    if (!definition) throw new HuibaoError('indicator.not_found');
    const [lineage] = await listLineage(scope, edition, [definition], {
      ...(period === undefined ? {} : { periods: [period] }),
      ...(unitId === undefined ? {} : { unitId }),
    });
    return {
      indicator: definition.code,
      label: definition.label,
      unit: definition.unit,
      version: edition.indicatorVersions.get(indicator)?.version ?? 1,
      ...(await markReporters(scope, edition, definition, lineage)),
    };
  },
});
