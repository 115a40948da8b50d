import type { TenantReader } from '@huibao/db';
import type { Delivered } from '../rollup/delivered.repository.ts';
import { hiddenOfDeliveries } from '../rollup/hidden-in-public.ts';

/** Years beside each other: the chosen one and the two before. */
const comparedYears = 3;

/** Oldest first. */
export function yearsUpTo(year: number): readonly number[] {
  return Array.from({ length: comparedYears }, (_, index) => year - comparedYears + 1 + index);
}

/** What districts sent, by district and year, and which of it the public isn't shown. */
export interface DeliveredYears {
  readonly find: (unitId: number, year: number) => Delivered | undefined;
  readonly isHidden: (unitId: number, year: number, code: string) => boolean;
}

export async function arrangeDelivered(
  trx: TenantReader,
  tenantId: number,
  deliveries: readonly Delivered[],
): Promise<DeliveredYears> {
  const placeOf = (unitId: number, year: number): string => `${unitId}/${year}`;
  const byPlace = new Map(deliveries.map((one) => [placeOf(one.unitId, one.year), one]));
  const hidden = await hiddenOfDeliveries(trx, tenantId, deliveries);
  return {
    find: (unitId, year) => byPlace.get(placeOf(unitId, year)),
    isHidden: (unitId, year, code) => hidden.get(byPlace.get(placeOf(unitId, year))?.id ?? '')?.has(code) ?? false,
  };
}
