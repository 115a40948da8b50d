import { useEffect, useState } from 'react';
import { client, failureOf, type Failure } from '../client.ts';
import type { Unit } from '../outputs.ts';

const unread = { units: null, failure: null };

/** Every unit, for a dialog in which one is chosen: asked for each time such a one opens. */
export function useAllUnits(isWanted: boolean): {
  readonly units: readonly Unit[] | null;
  readonly failure: Failure | null;
} {
  const [read, setRead] = useState<ReturnType<typeof useAllUnits>>(unread);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isGone = false;
    client.unit.list.query().then(
      (units) => isGone || setRead({ units, failure: null }),
      (error: unknown) => isGone || setRead({ units: null, failure: failureOf(error) }),
    );
    return () => {
      isGone = true;
      setRead(unread);
    };
  }, [isWanted]);
  return read;
}
