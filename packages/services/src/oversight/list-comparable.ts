import { HuibaoError, isQuotient } from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { yearInput } from '../year-input.ts';
import { listDeliveredYears } from './delivery.repository.ts';

/** What can be compared, and years that have any delivery. */
export const listComparable = defineQuery({
  permission: 'oversight.read',
  input: z.object({ year: yearInput }),
  async run({ trx, actor }, { year }) {
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    return {
      years: await listDeliveredYears(trx, actor.tenantId),
      groups: edition.indicatorGroups,
      indicators: edition.indicators
        .filter((one) => one.operator.op !== 'list')
        .map(({ code, group, label, unit, comparable, operator }) => ({
          code,
          group,
          label,
          unit,
          comparable,
          isRatio: isQuotient(operator),
        })),
    };
  },
});
