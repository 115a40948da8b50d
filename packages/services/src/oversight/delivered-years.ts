import type { Edition } from '../forms/edition.repository.ts';
import type { Delivered } from './delivery.repository.ts';
import { hiddenDistricts } from './hidden-districts.ts';

/** Years beside each other: the chosen one and the two before. */
const comparedYears = 3;

/** Oldest first. */
export function yearsUpTo(year: number): readonly number[] {
  return Array.from({ length: comparedYears }, (_, index) => year - comparedYears + 1 + index);
}

/** What districts sent, by district and year, and which of it may not be shown. */
export interface DeliveredYears {
  readonly find: (unitId: number, year: number) => Delivered | undefined;
  readonly isHidden: (unitId: number, year: number, code: string) => boolean;
}

export function arrangeDelivered(edition: Edition, deliveries: readonly Delivered[]): DeliveredYears {
  const byPlace = new Map(deliveries.map((one) => [`${one.unitId}/${one.year}`, one]));
  const ofYears = Map.groupBy(deliveries, (one) => one.year);
  const hidden = new Map([...ofYears].map(([year, delivered]) => [year, hiddenDistricts(edition, delivered)]));
  return {
    find: (unitId, year) => byPlace.get(`${unitId}/${year}`),
    isHidden: (unitId, year, code) => hidden.get(year)?.(unitId, code) ?? false,
  };
}
