import { isSameProse, type SectionContent } from '@huibao/domain';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { waitAfter } from '../another-try.ts';
import { client, failureOf, type Failure } from '../client.ts';
import type { ReportSection } from '../outputs.ts';
import { keptProseOf, type FoundProse } from './prose/kept-prose.ts';
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
  /** Whether words are here that the server hasn't taken yet, on their way or not. */
  readonly hasUnsaved: () => boolean;
  /** Goes on from a text that stands on the server, with nothing of one's own waiting. */
  readonly standOn: (version: number) => void;
  /** Whether this browser keeps what isn't saved. */
  readonly isKept: () => boolean;
}

const pause = 1200;
const retry = 5000;

/** The page asks for the password in place. */
export const isSignedOut = (failure: Failure | null): boolean => failure?.code === 'session.missing';

/** What the server refuses, or wants a password for, it would refuse again. */
export const isWorthAnotherTry = (failure: Failure): boolean => waitAfter(failure, retry) !== null;

/**
 * One section's saves, one at a time, each carrying the version that it saw. What isn't saved stays in the editor and
 * in this browser. Nothing here can write over a colleague's version: the server takes only what was written on the one
 * that stands, and both texts of a conflict are kept.
 */
export function useAutosave(
  reportId: string,
  section: ReportSection,
  userId: string,
  onRecovered: (content: SectionContent, version: number) => void,
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
  /** In a conflict, the version that one's own text was written on. */
  const metOn = useRef<number | null>(null);
  /** One's own text as the server keeps it beside the other. */
  const aside = useRef<{ readonly id: string; readonly content: SectionContent } | null>(null);
  /** What an earlier visit left, until it is on the server. */
  const found = useRef<FoundProse | null>(null);
  const isKept = useRef(true);
  const [shown, setShown] = useState<Pick<Autosave, 'state' | 'savedAt' | 'failure' | 'conflict'>>({
    state: 'saved',
    savedAt: null,
    failure: null,
    conflict: null,
  });

  /** What this browser kept of a text goes once the server has it. */
  const arrived = useCallback(
    (content: SectionContent): boolean => {
      const wasFound = found.current?.content === content;
      if (wasFound && found.current) kept.forget(found.current);
      if (wasFound) found.current = null;
      return wasFound;
    },
    [kept],
  );

  /**
   * Shows both texts, and keeps one's own on the server, too: another tab or a crash can't lose it. Asked for again
   * until the server answers.
   */
  const meet = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const [mine, baseVersion] = [waiting.current, metOn.current];
    if (mine === null || baseVersion === null || aside.current?.content === mine) return;
    try {
      const theirs = await standingSection(reportId, code);
      if (!theirs || waiting.current !== mine) return;
      const conflict = { theirs, mine, baseVersion, asideId: null };
      setShown((before) => ({ ...before, state: 'conflict', failure: null, conflict }));
      const { id } = await client.report.keepAside.mutate({ reportId, code, baseVersion, content: mine });
      if (aside.current) await client.report.settleAside.mutate({ reportId, id: aside.current.id });
      aside.current = { id, content: mine };
      arrived(mine);
      if (waiting.current !== mine) return;
      setShown((before) => ({ ...before, conflict: { ...conflict, asideId: id } }));
      kept.write(null);
    } catch (error) {
      const failure = failureOf(error);
      setShown((before) => ({ ...before, state: before.conflict ? 'conflict' : 'failed', failure }));
      const wait = waitAfter(failure, retry);
      if (wait !== null) timer.current = setTimeout(() => void meet(), wait);
    }
  }, [reportId, code, kept, arrived]);

  const save = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (running.current) await running.current;
    if (metOn.current !== null) {
      await meet();
      return false;
    }
    const content = waiting.current;
    if (content === null) return true;
    waiting.current = null;
    setShown((before) => ({ ...before, state: 'saving', failure: null }));
    const attempt = (async (): Promise<boolean> => {
      try {
        const saved = await client.report.saveSection.mutate({ reportId, code, version: version.current, content });
        version.current = saved.version;
        const newer: SectionContent | null = waiting.current;
        isKept.current = kept.write(newer && { version: saved.version, content: newer });
        setShown({ state: newer ? 'waiting' : 'saved', savedAt: saved.savedAt, failure: null, conflict: null });
        if (arrived(content) && !newer) recovered.current(content, saved.version);
        return true;
      } catch (error) {
        const failure = failureOf(error);
        // Newer words may have come meanwhile; the older ones are in them.
        waiting.current ??= content;
        setShown((before) => ({ ...before, state: 'failed', failure }));
        if (failure.code === 'report.section_changed' || failure.code === 'report.wrong_state') {
          metOn.current = version.current;
          await meet();
          return false;
        }
        const wait = waitAfter(failure, retry);
        if (wait !== null) timer.current = setTimeout(() => void save(), wait);
        return false;
      }
    })();
    running.current = attempt;
    const done = await attempt;
    running.current = null;
    return done;
  }, [reportId, code, kept, meet, arrived]);

  const change = useCallback(
    (content: SectionContent): void => {
      // What was found isn't in the editor before it has been saved or shown: it stays stored, for the next visit.
      if (found.current) metOn.current = null;
      found.current = null;
      waiting.current = content;
      isKept.current = kept.write({ version: metOn.current ?? version.current, content });
      setShown((before) => ({ ...before, state: metOn.current === null ? 'waiting' : before.state }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), pause);
    },
    [save, kept],
  );

  const standOn = useCallback(
    (standing: number): void => {
      clearTimeout(timer.current);
      version.current = standing;
      waiting.current = null;
      metOn.current = null;
      aside.current = null;
      kept.write(null);
      setShown((before) => ({ ...before, state: 'saved', failure: null, conflict: null }));
    },
    [kept],
  );

  useEffect(() => {
    let isGone = false;
    // What an earlier visit couldn't save is shown beside what stands, and never put in its place unseen.
    const recover = async (): Promise<void> => {
      const left = await kept.find();
      if (isGone || left.length === 0) return;
      const isUnsaved = ({ content }: FoundProse): boolean => !isSameProse(content, opened.current.content);
      for (const one of left) if (!isUnsaved(one)) kept.forget(one);
      const [last, ...others] = left.filter(isUnsaved).toSorted((a, b) => b.version - a.version);
      for (const one of others) {
        const { version: baseVersion, content } = one;
        await client.report.keepAside.mutate({ reportId, code, baseVersion, content });
        kept.forget(one);
      }
      if (!last || isGone || waiting.current !== null) return;
      found.current = last;
      waiting.current = last.content;
      setShown((before) => ({ ...before, state: 'waiting' }));
      // Nobody wrote meanwhile: it is simply saved late.
      if (last.version !== opened.current.version) metOn.current = last.version;
      await save();
    };
    // Without the server they stay where they are.
    recover().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [kept, save, reportId, code]);

  useEffect(() => {
    const online = (): void => void save();
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('online', online);
      // Leaving for another page of the site: what waits goes out at once.
      void save();
    };
  }, [save]);

  return useMemo(
    () => ({
      ...shown,
      version: version.current,
      change,
      flush: save,
      hasUnsaved: () => waiting.current !== null || running.current !== null,
      standOn,
      isKept: () => isKept.current,
    }),
    [shown, change, save, standOn],
  );
}
