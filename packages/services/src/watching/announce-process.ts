import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { tellFailure } from '@huibao/db';
import type { Context } from '../context.ts';
import { announcedEach, failures, ownQuestionsEndWithin } from './concerns.ts';
import { deleteProcess, deleteSilentSince, keepProcess, type Process } from './process.repository.ts';

export interface Announced extends Pick<Process, 'kind' | 'release'> {
  readonly code: () => string | null;
  /** As its `/ready` has them. */
  readonly checks: () => Promise<Readonly<Record<string, boolean>>>;
  /** Told why nothing could be said, once for as long as it is the same. */
  readonly onFailure: (reason: string) => void;
}

const forgottenAfter = 3_600_000;

/**
 * Says of this process that it is there and how it does, from now on, in a time of its own: nobody waits for it, and
 * what can't be said now is said later. `again` says it at once, where something has changed; `close` takes it back.
 */
export function announceProcess(
  { watchDb, auditHeads }: Pick<Context, 'watchDb' | 'auditHeads'>,
  { kind, release, code, checks, onFailure }: Announced,
  now: () => Date,
): { readonly again: () => void; readonly close: () => Promise<void> } {
  const key = randomUUID();
  const startedAt = now();
  const host = `${hostname()} ${process.pid}`;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  const say = async (): Promise<void> => {
    const heads = Object.values(auditHeads.state()).every(({ isFailing }) => !isFailing);
    const found: Readonly<Record<string, boolean>> = { ...(await checks()), heads };
    if (isClosed) return;
    const failing = failures.filter((name) => found[name] === false);
    await keepProcess(watchDb, key, { kind, host, release, code: code(), startedAt, seenAt: now(), failing });
    await deleteSilentSince(watchDb, new Date(now().getTime() - forgottenAfter));
  };
  let told = '';
  const tell = (reason: string): void => {
    if (reason !== '' && reason !== told) onFailure(reason);
    told = reason;
  };
  const goOn = async (): Promise<void> => {
    // A database that is away, or a schema of before this.
    await say().then(
      () => tell(''),
      (error: unknown) => tell(tellFailure(error).message),
    );
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(again, announcedEach * 1000).unref();
  };
  let saying = goOn();
  function again(): void {
    if (!isClosed) saying = saying.then(goOn);
  }
  return {
    again,
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      // Who doesn't get to take it back is seen to be silent, and forgotten later.
      const takenBack = saying
        .then(() => deleteProcess(watchDb, key))
        .catch((error: unknown) => tell(tellFailure(error).message));
      await Promise.race([takenBack, pause(ownQuestionsEndWithin)]);
    },
  };
}
