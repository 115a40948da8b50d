import { readPaces, type ToldPace } from '@huibao/domain';
import { useSyncExternalStore } from 'react';
import { formatInstant } from '../dates.ts';
import { NearLimits, type NearPace } from '../near-limits.tsx';

/** Milliseconds. The browser drops a cookie whose time is over, and tells nobody. */
const lookAgainAfter = 5000;

/**
 * What the person nears of the exports of an hour and the requests of a minute, as the api's answers say it, those of
 * links and of other windows, too. Nothing is asked for it, and it goes by itself.
 * @param told with the page, before its script reads it
 */
export function NearPaces({ told, userId }: { told: readonly ToldPace[]; userId: string }) {
  // In one piece, to be compared: nothing is drawn anew while the same is said.
  const said = useSyncExternalStore(
    subscribe,
    () => JSON.stringify(nearPaces(readPaces(document.cookie), userId)),
    () => JSON.stringify(nearPaces(told, userId)),
  );
  const limits = JSON.parse(said) as readonly NearPace[];
  return (
    limits.length > 0 && (
      <div className="near-paces no-print">
        <NearLimits limits={limits} />
      </div>
    )
  );
}

/** Somebody else may have signed in here since. */
export function nearPaces(told: readonly ToldPace[], userId: string): readonly NearPace[] {
  return told
    .filter((pace) => pace.userId === userId)
    .map(({ quota, used, limit, until }) =>
      quota === 'exports'
        ? { quota, used, limit, at: formatInstant(new Date(Math.ceil(until / 60) * 60_000), 'minute') }
        : { quota, used: inSteps(used, limit), limit, at: '' },
    );
}

/** Twentieths: a form that saves all the time would be said anew with each save, and read aloud so. */
function inSteps(used: number, limit: number): number {
  const step = Math.max(1, Math.floor(limit / 20));
  return used >= limit ? limit : Math.floor(used / step) * step;
}

function subscribe(look: () => void): () => void {
  const timer = setInterval(look, lookAgainAfter);
  const cookies = 'cookieStore' in window ? window.cookieStore : null;
  cookies?.addEventListener('change', look);
  return () => {
    clearInterval(timer);
    cookies?.removeEventListener('change', look);
  };
}
