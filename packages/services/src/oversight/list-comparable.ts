import { isQuotient } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { requireEdition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { listDeliveredYears } from './delivery.repository.ts';

/** What can be compared, and years that have any delivery. */
export const listComparable = defineQuery({
  permission: 'oversight.read',
  input: z.object({ ...editionInput }),
  async run({ trx, actor }, address) {
    const edition = await requireEdition(trx, actor, address);
    return {
      years: await listDeliveredYears(trx, actor.tenantId, edition),
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
