import { useEffect } from 'react';
import { openTabChannel } from './form/sync/tab-channel.ts';
import { keptOfClosedTabs, type KeptOfTab } from './kept-of-tab.ts';

/**
 * Finds what closed windows of the same thing have left, once; and tells other windows that this one is there.
 *
 * @param name the thing's, by which its windows talk to each other; null where this one keeps nothing
 */
export function useClosedTabs<Work>(
  kept: KeptOfTab<Work>,
  name: string | null,
  tab: string,
  onFound: (found: ReadonlyMap<string, Work>) => void | Promise<void>,
): void {
  useEffect(() => {
    if (name === null) return undefined;
    const channel = openTabChannel(name);
    let isHere = true;
    const stop = channel.listen((message) => {
      if (message.kind === 'who_is_here') channel.post({ kind: 'here', tab });
    });
    const find = async (): Promise<void> => {
      const found = await keptOfClosedTabs(kept, channel, setTimeout);
      if (found.size > 0 && isHere) await onFound(found);
    };
    // What isn't found stays where it is kept, for when the page is opened again.
    find().catch(() => undefined);
    return () => {
      isHere = false;
      stop();
    };
  }, [kept, name, tab, onFound]);
}
