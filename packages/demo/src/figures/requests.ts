import { seededInteger } from './seeded-number.ts';
import type { DemoBureau } from './unit.ts';

/** How many ask a bureau for information in a year: few. */
export function requestsReceived({ code }: DemoBureau, year: number): number {
  return seededInteger(`${code}/requests/${year}`, 1, 4);
}
