import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { browserStorage, KeptOfTab } from '../kept-of-tab.ts';
import { useClosedTabs } from '../use-closed-tabs.ts';
import type { SentPart } from './draft-store.ts';
import { keptDraft, type KeptDraft } from './kept-draft.ts';

/** What a closed window left of a draft: to be taken up, or let go. */
export interface OfferedDraft extends KeptDraft {
  readonly tab: string;
}

/** What is changed is written down this often. */
const keepDelay = 300;

/** Keeps what a window hasn't saved where a reload finds it, and finds what closed ones have left. */
export function useKeptDraft(userId: string, draftId: string, tab: string) {
  const kept = useMemo(
    () => new KeptOfTab(browserStorage(), `huibao/unsaved-draft/${userId}/${draftId}`, tab, keptDraft),
    [userId, draftId, tab],
  );
  const [offered, setOffered] = useState<readonly OfferedDraft[]>([]);
  const waiting = useRef<{ parts: readonly SentPart[]; timer: ReturnType<typeof setTimeout> | null; isKept: boolean }>({
    parts: [],
    timer: null,
    isKept: true,
  });
  const write = useCallback((): void => {
    const held = waiting.current;
    if (held.timer !== null) clearTimeout(held.timer);
    held.timer = null;
    held.isKept = kept.write({ at: new Date().toISOString(), parts: held.parts });
  }, [kept]);
  const keep = useCallback(
    (parts: readonly SentPart[]): void => {
      const held = waiting.current;
      held.parts = parts;
      if (parts.length === 0) write();
      else held.timer ??= setTimeout(write, keepDelay);
    },
    [write],
  );
  const offer = useCallback(async (found: ReadonlyMap<string, KeptDraft>): Promise<void> => {
    const { offerable } = await import('./offerable.ts');
    const offers = [...found].map(([one, work]) => ({ ...work, tab: one, parts: offerable(work.parts) }));
    setOffered(offers.filter(({ parts }) => parts.length > 0));
  }, []);
  useClosedTabs(kept, draftId === '' ? null : `huibao/draft/${userId}/${draftId}`, tab, offer);
  useEffect(() => {
    window.addEventListener('pagehide', write);
    return () => window.removeEventListener('pagehide', write);
  }, [write]);
  const settle = useCallback(
    ({ tab: one }: OfferedDraft): void => {
      kept.forget(one);
      setOffered((now) => now.filter((offer) => offer.tab !== one));
    },
    [kept],
  );
  const isKept = useCallback((): boolean => {
    write();
    return waiting.current.isKept;
  }, [write]);
  return { keep, isKept, offered, settle };
}
