import type { SectionContent } from '@huibao/domain';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { client, failureOf, type Failure } from '../client.ts';

export interface Autosave {
  readonly state: 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';
  readonly savedAt: string | null;
  readonly failure: Failure | null;
  readonly change: (content: SectionContent) => void;
  /** Saves what waits now; false where it can't. */
  readonly flush: () => Promise<boolean>;
  /** After a conflict: goes on from the version that stands now, with one's own words. */
  readonly overwrite: (version: number) => Promise<boolean>;
}

const pause = 1200;
const retry = 5000;

/** One section's saves, one at a time, each carrying the version that it saw. What isn't saved stays in the editor. */
export function useAutosave(reportId: string, code: string, firstVersion: number): Autosave {
  const version = useRef(firstVersion);
  const waiting = useRef<SectionContent | null>(null);
  const running = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const inConflict = useRef(false);
  const [shown, setShown] = useState<Pick<Autosave, 'state' | 'savedAt' | 'failure'>>({
    state: 'saved',
    savedAt: null,
    failure: null,
  });

  const save = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (running.current) await running.current;
    const content = waiting.current;
    if (content === null) return !inConflict.current;
    if (inConflict.current) return false;
    waiting.current = null;
    setShown((before) => ({ ...before, state: 'saving', failure: null }));
    const attempt = (async (): Promise<boolean> => {
      try {
        const saved = await client.report.saveSection.mutate({ reportId, code, version: version.current, content });
        version.current = saved.version;
        setShown({ state: waiting.current === null ? 'saved' : 'waiting', savedAt: saved.savedAt, failure: null });
        return true;
      } catch (error) {
        const failure = failureOf(error);
        // Newer words may have come meanwhile; the older ones are in them.
        waiting.current ??= content;
        inConflict.current = failure.code === 'report.section_changed';
        setShown((before) => ({ ...before, state: inConflict.current ? 'conflict' : 'failed', failure }));
        if (failure.code === 'request.failed') timer.current = setTimeout(() => void save(), retry);
        return false;
      }
    })();
    running.current = attempt;
    const done = await attempt;
    running.current = null;
    return done;
  }, [reportId, code]);

  const change = useCallback(
    (content: SectionContent): void => {
      waiting.current = content;
      if (inConflict.current) return;
      setShown((before) => ({ ...before, state: 'waiting' }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), pause);
    },
    [save],
  );

  const overwrite = useCallback(
    (current: number): Promise<boolean> => {
      version.current = current;
      inConflict.current = false;
      return save();
    },
    [save],
  );

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (waiting.current !== null || running.current !== null) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      // Leaving for another page of the site: what waits goes out at once.
      void save();
    };
  }, [save]);

  return useMemo(() => ({ ...shown, change, flush: save, overwrite }), [shown, change, save, overwrite]);
}
