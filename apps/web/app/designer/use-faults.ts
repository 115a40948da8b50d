import type { DraftParts } from '@huibao/domain/designing';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { FaultsByPart, judgeFaults } from './judge-faults.ts';

/**
 * What is wrong with each form of the draft's own. As it was opened the server has judged it; what judges is fetched
 * once something has changed, and then works after what was typed has been drawn.
 */
export function useFaults(parts: DraftParts, asOpened: FaultsByPart): FaultsByPart {
  const [opened] = useState({ parts, faults: asOpened });
  const [judge, setJudge] = useState<typeof judgeFaults | null>(null);
  const settled = useDeferredValue(parts);
  const isMissed = judge === null && parts !== opened.parts;
  useEffect(() => {
    if (!isMissed) return;
    // Where it doesn't come now, the next change asks again; nothing is published unchecked.
    import('./judge-faults.ts').then(
      (module) => setJudge(() => module.judgeFaults),
      () => undefined,
    );
  }, [isMissed, parts]);
  return useMemo(
    () => (judge === null || settled === opened.parts ? opened.faults : judge(settled)),
    [judge, settled, opened],
  );
}
