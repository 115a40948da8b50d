import type { Edition } from './edition.repository.ts';

const later = new WeakMap<Edition, WeakMap<Edition, Edition>>();

/** An issue, knowing what a later one asks: the same for the same two. */
export function askedUpTo(edition: Edition, newest: Edition): Edition {
  const known = later.get(edition) ?? new WeakMap<Edition, Edition>();
  later.set(edition, known);
  const { issues, elementIds, indicatorIds } = newest;
  const both = known.get(newest) ?? { ...edition, issues, elementIds, indicatorIds };
  known.set(newest, both);
  return both;
}
