import { useEffect, useState } from 'react';
import { client, failureOf, type Failure } from '../client.ts';
import type { Unit } from '../outputs.ts';

const unread = { units: null, failure: null };

/**
 * Every unit, for a dialog in which one is chosen: asked for each time such a one opens.
 *
 * @param onUnread doesn't want it any more: whoever presses again asks again
 */
export function useAllUnits(
  isWanted: boolean,
  onUnread: () => void,
): {
  readonly units: readonly Unit[] | null;
  readonly failure: Failure | null;
} {
  const [read, setRead] = useState<ReturnType<typeof useAllUnits>>(unread);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isGone = false;
    setRead(unread);
    client.unit.list.query().then(
      (units) => isGone || setRead({ units, failure: null }),
      (error: unknown) => {
        if (isGone) return;
        setRead({ units: null, failure: failureOf(error) });
        onUnread();
      },
    );
    return () => {
      isGone = true;
      // Why it couldn't be read stays to be seen.
      setRead(({ failure }) => ({ units: null, failure }));
    };
  }, [isWanted, onUnread]);
  return read;
}
