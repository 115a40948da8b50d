import { dayAfter } from '@huibao/domain';

/** ISO dates, both inclusive. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

interface OfDays {
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Those that together are just these days, none left out and none twice; null where they aren't. By their days. */
export function coverDays<One extends OfDays>(all: readonly One[], { from, to }: Days): readonly One[] | null {
  const within = all
    .filter(({ startsOn, endsOn }) => startsOn >= from && endsOn <= to)
    .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  let next = from;
  for (const { startsOn, endsOn } of within) {
    if (startsOn !== next) return null;
    next = dayAfter(endsOn);
  }
  return within.length > 0 && next === dayAfter(to) ? within : null;
}
