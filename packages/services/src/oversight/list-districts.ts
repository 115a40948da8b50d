import { isTooLate, spanOf, statutoryDays } from '@huibao/domain';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { requireEdition } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { listDeliveriesOfYear } from './delivery.repository.ts';
import { listDistrictsOfYear } from './district.repository.ts';

/** Every bureau of the city, and how its report of the year stands. */
export const listDistricts = defineQuery({
  permission: 'oversight.read',
  input: z.object({ ...editionInput }),
  async run({ trx, actor, now }, address) {
    const edition = await requireEdition(trx, actor, address);
    const { year, calendar } = edition;
    const districts = await listDistrictsOfYear(trx, actor.tenantId, spanOf(calendar, year));
    const deliveries = await listDeliveriesOfYear(trx, actor.tenantId, edition);
    const dueOn = statutoryDays(year, calendar).report;
    const isLate = (at: Date): boolean => isTooLate(dueOn, at);
    return {
      programme: edition.programmeName,
      year,
      dueOn,
      isOverdue: isLate(now),
      districts: districts.map((district) => {
        const own = deliveries.filter((delivery) => delivery.unitId === district.unitId);
        // By the first: what is corrected or completed afterwards was in time.
        const first = own.at(-1);
        return {
          ...district,
          deliveries: own.map(({ id, version, number, state, sentAt, decidedAt, decidedBy, reason, annulledOn }) => ({
            id,
            version,
            number,
            state,
            sentAt: sentAt.toISOString(),
            isLate: first !== undefined && isLate(first.sentAt),
            decidedAt,
            decidedBy,
            reason,
            annulledOn,
          })),
        };
      }),
    };
  },
});
