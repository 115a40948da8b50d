import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { browserStorage, KeptOfTab } from '../kept-of-tab.ts';
import { useUnsavedPart } from '../unsaved-work.ts';
import { useClosedTabs } from '../use-closed-tabs.ts';
import { keptComments, mergeComments, noComments, withComment, type KeptComments } from './kept-comments.ts';

/** Whose comments of which submission's revision, and what becomes of them. */
interface Reviewing {
  readonly userId: string;
  readonly submissionId: string;
  readonly revisionNo: number;
  /** Only who decides writes them. */
  readonly mayDecide: boolean;
  /** What is decided takes none any more; who decided it themselves lets them go. */
  readonly isDecided: boolean;
  readonly isDecidedHere: boolean;
  /** On their way with the return. */
  readonly isSending: boolean;
}

/**
 * Comments that go out with a return: until then they are on this page, and kept on this computer, where a closed
 * window's are found again.
 */
export function usePendingComments(reviewing: Reviewing) {
  const { userId, submissionId, revisionNo, mayDecide, isDecided, isDecidedHere, isSending } = reviewing;
  const [tab] = useState(() => String(Math.random()).slice(2));
  const [held, setHeld] = useState<KeptComments>({ revisionNo, comments: [] });
  const name = `${userId}/${submissionId}`;
  const kept = useMemo(
    () => new KeptOfTab(browserStorage(), `huibao/unsent-comments/${name}`, tab, keptComments),
    [name, tab],
  );
  const isToSend = mayDecide && !isDecided && !isDecidedHere;
  const isKept = useRef(true);
  useEffect(() => {
    isKept.current = kept.write(isToSend ? held : noComments) && isToSend;
  }, [kept, held, isToSend]);
  const takeUp = useCallback(
    (found: ReadonlyMap<string, KeptComments>): void => {
      setHeld((now) => [...found.values()].reduce(mergeComments, now));
      for (const one of found.keys()) kept.forget(one);
    },
    [kept],
  );
  useClosedTabs(kept, mayDecide ? `huibao/review/${name}` : null, tab, takeUp);
  const unsent = useRef(0);
  unsent.current = mayDecide && !isDecidedHere && !isSending ? held.comments.length : 0;
  useUnsavedPart(
    useMemo(() => ({ count: () => unsent.current, save: () => Promise.resolve(), isKept: () => isKept.current }), []),
  );
  const comment = useCallback((cell: string, text: string) => setHeld((now) => withComment(now, cell, text)), []);
  const clear = useCallback(() => setHeld(({ revisionNo: no }) => ({ revisionNo: no, comments: [] })), []);
  const pending = useMemo(() => new Map(held.comments.map(({ cell, text }) => [cell, text])), [held]);
  return { pending, writtenOf: held.revisionNo, comment, clear };
}
