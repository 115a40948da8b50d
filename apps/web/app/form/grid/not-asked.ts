import type { Place } from '../sync/places.ts';

/** Places whose condition doesn't hold, locked; the same list where all are asked. */
export function lockNotAsked(places: readonly Place[], notAsked: ReadonlySet<string>): readonly Place[] {
  if (!places.some(({ element }) => notAsked.has(element.code))) return places;
  return places.map((place) =>
    notAsked.has(place.element.code) ? { ...place, isLocked: true, isNotAsked: true } : place,
  );
}
