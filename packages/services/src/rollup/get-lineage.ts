import { HuibaoError, mostPeriods } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { requireEdition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { markReporters } from './mark-reporters.ts';
import { listLineage } from './lineage.ts';

/** What stands behind a figure of a year, or of one term or one unit of it. */
export const getLineage = defineQuery({
  permission: 'rollup.read',
  input: z.object({
    ...editionInput,
    indicator: z.string().max(80),
    period: z.int().min(1).max(mostPeriods).optional(),
    unitId: z.int32().optional(),
    /** Of a tenant with bureaus below: of its own schools and sections alone. */
    isOwnAlone: z.boolean().optional(),
  }),
  async run(scope, { indicator, period, unitId, isOwnAlone = false, ...address }) {
    const edition = await requireEdition(scope.trx, scope.actor, address);
    const definition = edition.indicators.find((one) => one.code === indicator);
    if (!definition) throw new HuibaoError('indicator.not_found');
    const [lineage] = await listLineage({ ...scope, isOwnAlone }, edition, [definition], {
      ...(period === undefined ? {} : { periods: [period] }),
      ...(unitId === undefined ? {} : { unitId }),
    });
    return {
      indicator: definition.code,
      label: definition.label,
      unit: definition.unit,
      version: edition.indicatorVersions.get(indicator)?.version ?? 1,
      periodNames: edition.calendar.periods.map((one) => one.label),
      ...(await markReporters(scope, edition, definition, lineage)),
    };
  },
});
