import type { AddingLens } from '@huibao/domain/designing';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { waitAfter } from '../another-try.ts';
import { client, failureOf } from '../client.ts';
import type { OpenedDraft } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { useUnsavedPart } from '../unsaved-work.ts';
import { DraftStore, type DraftState } from './draft-store.ts';
import { lensOf } from './opened-parts.ts';
import { useKeptDraft, type OfferedDraft } from './use-kept-draft.ts';

export interface DraftHandle {
  readonly id: string;
  readonly store: DraftStore;
  readonly state: DraftState;
  /** How additions are worked on with what they are added to; null of a programme. */
  readonly lens: AddingLens | null;
  /** Who saved which part last, as far as it was heard. */
  readonly heads: ReadonlyMap<string, { readonly by: string; readonly at: string }>;
  /** Who else has it open, and on which part. */
  readonly others: readonly OtherWindow[];
  /** What closed windows haven't saved. */
  readonly offered: readonly OfferedDraft[];
  readonly takeUp: (offer: OfferedDraft) => void;
  readonly letGo: (offer: OfferedDraft) => void;
  /** Of what was refused, and isn't sent again by itself: whether this computer keeps it. */
  readonly isKept: boolean;
}

export interface OtherWindow {
  readonly name: string;
  readonly part: string;
  /** The same person's. */
  readonly isOwn: boolean;
}

/** The same after a reload, so that a window isn't taken for another one that has just been closed. */
function windowName(): string {
  const key = 'huibao/window';
  try {
    const known = sessionStorage.getItem(key) ?? String(Math.random()).slice(2);
    sessionStorage.setItem(key, known);
    return known;
  } catch {
    // Storage that is off: each page is a window.
    return String(performance.timeOrigin);
  }
}

/** Asked so often, while the page is seen, whether a colleague has changed anything. */
const watchPause = 10_000;

/** A draft at work: its parts, their way to the server, and what colleagues save meanwhile. */
export function useDraft(opened: OpenedDraft, part: string): DraftHandle {
  const draftId = opened.id;
  const userId = useRootData()?.profile?.userId ?? '';
  const [tab] = useState(() => String(Math.random()).slice(2));
  const { keep, isKept, offered, settle } = useKeptDraft(userId, draftId, tab);
  const [others, setOthers] = useState<readonly OtherWindow[]>([]);
  const [lens] = useState(() => lensOf(opened));
  const [store] = useState(
    () =>
      new DraftStore(
        opened.parts,
        {
          save: (parts) => client.draft.save.mutate({ draftId, parts: [...parts] }),
          failureOf,
          keep,
          later: (work, milliseconds) => {
            const timer = setTimeout(work, milliseconds);
            return () => clearTimeout(timer);
          },
        },
        lens,
      ),
  );
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  const [heads, setHeads] = useState<DraftHandle['heads']>(
    () => new Map(opened.parts.map(({ name, by, at }) => [name, { by, at }])),
  );
  useUnsavedPart(useMemo(() => ({ count: () => store.unsaved, save: store.saveAll, isKept }), [store, isKept]));
  const at = useRef(part);
  useEffect(() => {
    at.current = part;
  }, [part]);
  useEffect(() => {
    const attend = async (): Promise<void> => {
      const windowId = windowName();
      if (document.visibilityState !== 'visible') return;
      setOthers((await client.draft.attend.mutate({ draftId, windowId, part: at.current })).others);
    };
    const watch = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      const watched = await client.draft.watch.query({ draftId });
      setHeads(new Map(watched.parts.map(({ name, by, at }) => [name, { by, at }])));
      if (!store.isBehind(watched.parts)) return;
      const { parts } = await client.draft.get.query({ draftId });
      const there = new Set(parts.map((part) => part.name));
      const gone = watched.parts.filter(({ name, isGone }) => isGone && !there.has(name));
      store.adopt([...parts, ...gone.map((part) => ({ ...part, content: null }))]);
    };
    // Offline, or signed out: the next save says so.
    const ask = (): void => {
      void watch().catch(() => undefined);
      void attend().catch(() => undefined);
    };
    void attend().catch(() => undefined);
    const save = (): void => void store.saveAll();
    // What a page that is going away asks for in the usual way may never be sent.
    const leave = (): void => {
      const input = JSON.stringify({ draftId, windowId: windowName() });
      navigator.sendBeacon('/trpc/draft.leave', new Blob([input], { type: 'application/json' }));
    };
    const timer = setInterval(ask, watchPause);
    document.addEventListener('visibilitychange', ask);
    window.addEventListener('online', save);
    window.addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
      window.removeEventListener('online', save);
      window.removeEventListener('pagehide', leave);
      leave();
      // Leaving for another page of the site: what waits goes out at once.
      save();
    };
  }, [draftId, store]);
  const { failure } = state;
  const isRefusedKept = useMemo(
    () => failure !== null && waitAfter(failure, 0) === null && isKept(),
    [failure, isKept],
  );
  const takeUp = (offer: OfferedDraft): void => {
    store.takeUp(offer.parts);
    settle(offer);
  };
  return { id: draftId, store, state, lens, heads, others, offered, takeUp, letGo: settle, isKept: isRefusedKept };
}
