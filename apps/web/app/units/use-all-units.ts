import { useEffect, useState } from 'react';
import { client, failureOf, type Failure } from '../client.ts';
import type { Unit } from '../outputs.ts';

const unread = { units: null, failure: null };

/**
 * Every unit, for a dialog in which one is chosen: asked for each time such a one opens. Where they can't be read it
 * isn't opened, and may be asked for once more.
 */
export function useAllUnits(
  isWanted: boolean,
  giveUp: () => void,
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
        giveUp();
      },
    );
    return () => {
      isGone = true;
      // Why they couldn't be read stays to be seen.
      setRead(({ failure }) => ({ units: null, failure }));
    };
  }, [isWanted, giveUp]);
  return read;
}
