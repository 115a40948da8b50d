import { isNotAsked, onceEach, type Evaluation } from '@huibao/domain';
import type { Place } from '../sync/places.ts';

/** The place as it is while it isn't asked: the same one each time, so that its cell isn't drawn anew. */
export const lockedPlace = onceEach((place: Place): Place => ({ ...place, isLocked: true, isNotAsked: true }));

/** Places whose condition doesn't hold, locked; the same list where all are asked. */
export function lockNotAsked(places: readonly Place[], notAsked: Evaluation['notAsked']): readonly Place[] {
  if (!places.some(({ address }) => isNotAsked(notAsked, address))) return places;
  return places.map((place) => (isNotAsked(notAsked, place.address) ? lockedPlace(place) : place));
}
