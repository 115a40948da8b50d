import { isSameProse, type SectionContent } from '@huibao/domain';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { client, failureOf, type Failure } from '../client.ts';
import type { ReportSection } from '../outputs.ts';
import { keptProseOf } from './prose/kept-prose.ts';
import { standingSection } from './prose/standing-section.ts';

/** Two texts of one section: a colleague's, which stands, and one's own, written on an earlier version. */
export interface ProseConflict {
  readonly theirs: ReportSection;
  readonly mine: SectionContent;
  /** The version that one's own was written on. */
  readonly baseVersion: number;
  /** Where one's own is kept on the server; null until it is. */
  readonly asideId: string | null;
}

export interface Autosave {
  readonly state: 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';
  readonly savedAt: string | null;
  readonly failure: Failure | null;
  readonly conflict: ProseConflict | null;
  /** The version that what is shown was written on. */
  readonly version: number;
  readonly change: (content: SectionContent) => void;
  /** Saves what waits now; false where it can't. */
  readonly flush: () => Promise<boolean>;
  /** Goes on from a text that stands on the server, with nothing of one's own waiting. */
  readonly standOn: (version: number) => void;
}

const pause = 1200;
const retry = 5000;

/**
 * One section's saves, one at a time, each carrying the version that it saw. What isn't saved stays in the editor and
 * in this browser. Nothing here can write over a colleague's version: the server takes only what was written on the one
 * that stands, and both texts of a conflict are kept.
 */
export function useAutosave(
  reportId: string,
  section: ReportSection,
  userId: string,
  onRecovered: () => void,
): Autosave {
  const { code } = section;
  const kept = useMemo(() => keptProseOf(userId, reportId, code), [userId, reportId, code]);
  const opened = useRef(section);
  const recovered = useRef(onRecovered);
  recovered.current = onRecovered;
  const version = useRef(section.version);
  const waiting = useRef<SectionContent | null>(null);
  const running = useRef<Promise<boolean> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const inConflict = useRef(false);
  const [shown, setShown] = useState<Pick<Autosave, 'state' | 'savedAt' | 'failure' | 'conflict'>>({
    state: 'saved',
    savedAt: null,
    failure: null,
    conflict: null,
  });

  /** Shows both texts, and keeps one's own on the server, too: another tab or a crash can't lose it. */
  const meet = useCallback(
    async (mine: SectionContent, baseVersion: number): Promise<void> => {
      inConflict.current = true;
      const theirs = await standingSection(reportId, code);
      if (!theirs) return;
      const conflict = { theirs, mine, baseVersion, asideId: null };
      setShown((before) => ({ ...before, state: 'conflict', conflict }));
      const { id } = await client.report.keepAside.mutate({ reportId, code, baseVersion, content: mine });
      setShown((before) => ({ ...before, conflict: { ...conflict, asideId: id } }));
      kept.write(null);
    },
    [reportId, code, kept],
  );

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
        const newer: SectionContent | null = waiting.current;
        kept.write(newer && { version: saved.version, content: newer });
        setShown({ state: newer ? 'waiting' : 'saved', savedAt: saved.savedAt, failure: null, conflict: null });
        return true;
      } catch (error) {
        const failure = failureOf(error);
        // Newer words may have come meanwhile; the older ones are in them.
        waiting.current ??= content;
        setShown((before) => ({ ...before, state: 'failed', failure }));
        if (failure.code === 'report.section_changed' || failure.code === 'report.wrong_state')
          // Without the server the other text can't be shown yet: it is asked for again.
          await meet(waiting.current, version.current).catch(() => {
            timer.current = setTimeout(() => void save(), retry);
          });
        else if (failure.code === 'request.failed') timer.current = setTimeout(() => void save(), retry);
        return false;
      }
    })();
    running.current = attempt;
    const done = await attempt;
    running.current = null;
    return done;
  }, [reportId, code, kept, meet]);

  const change = useCallback(
    (content: SectionContent): void => {
      waiting.current = content;
      kept.write({ version: version.current, content });
      if (inConflict.current) return;
      setShown((before) => ({ ...before, state: 'waiting' }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), pause);
    },
    [save, kept],
  );

  const standOn = useCallback(
    (standing: number): void => {
      version.current = standing;
      waiting.current = null;
      inConflict.current = false;
      kept.write(null);
      setShown((before) => ({ ...before, state: 'saved', failure: null, conflict: null }));
    },
    [kept],
  );

  useEffect(() => {
    let isGone = false;
    // What an earlier visit couldn't save is shown beside what stands, and never put in its place unseen.
    const recover = async (): Promise<void> => {
      const left = await kept.take();
      if (isGone || waiting.current !== null) return;
      const unsaved = left
        .filter(({ content }) => !isSameProse(content, opened.current.content))
        .toSorted((a, b) => b.version - a.version);
      const [last, ...others] = unsaved;
      kept.write(last ?? null);
      for (const { version: baseVersion, content } of others)
        await client.report.keepAside.mutate({ reportId, code, baseVersion, content });
      if (!last) return;
      waiting.current = last.content;
      // Nobody wrote meanwhile: it is simply saved late.
      if (last.version === opened.current.version) {
        if (await save()) recovered.current();
      } else await meet(last.content, last.version);
    };
    // Without the server they stay where they are.
    recover().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [kept, meet, save, reportId, code]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (waiting.current !== null || running.current !== null) event.preventDefault();
    };
    const online = (): void => void save();
    window.addEventListener('beforeunload', warn);
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('beforeunload', warn);
      window.removeEventListener('online', online);
      // Leaving for another page of the site: what waits goes out at once.
      void save();
    };
  }, [save]);

  return useMemo(
    () => ({ ...shown, version: version.current, change, flush: save, standOn }),
    [shown, change, save, standOn],
  );
}
