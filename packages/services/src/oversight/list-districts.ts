import { isTooLate, statutoryDays } from '@huibao/domain';
import { z } from 'zod';
import { findEditionOfYear } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { yearInput } from '../year-input.ts';
import { listDeliveriesOfYear } from './delivery.repository.ts';
import { listDistrictsOfYear } from './district.repository.ts';

/** Every bureau of the city, and how its report of the year stands. */
export const listDistricts = defineQuery({
  permission: 'oversight.read',
  input: z.object({ year: yearInput }),
  async run({ trx, actor, now }, { year }) {
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    const districts = await listDistrictsOfYear(trx, actor.tenantId, year);
    const deliveries = await listDeliveriesOfYear(trx, actor.tenantId, year);
    const dueBefore = edition ? statutoryDays(year, edition.calendar).report : null;
    const isLate = (at: Date): boolean => dueBefore !== null && isTooLate(dueBefore, at);
    return {
      year,
      dueBefore,
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
