import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Context } from '../context.ts';
import { announcedEach, failures } from './concerns.ts';
import { deleteProcess, deleteSilentSince, keepProcess, type Process } from './process.repository.ts';

export interface Announced extends Pick<Process, 'kind' | 'release'> {
  readonly code: () => string | null;
  /** As its `/ready` has them. */
  readonly checks: () => Promise<Readonly<Record<string, boolean>>>;
}

const forgottenAfter = 3_600_000;

/**
 * Says of this process that it is there and how it does, from now on, in a time of its own: nobody waits for it, and
 * what can't be said now is said later. `close` takes it back.
 */
export function announceProcess(
  { watchDb, auditHeads }: Pick<Context, 'watchDb' | 'auditHeads'>,
  { kind, release, code, checks }: Announced,
  now: () => Date,
): { readonly close: () => Promise<void> } {
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
  const goOn = async (): Promise<void> => {
    // A database that is away, or a schema of before this: told by whoever needs it.
    await say().catch(() => undefined);
    if (!isClosed) timer = setTimeout(again, announcedEach * 1000).unref();
  };
  let saying = goOn();
  function again(): void {
    saying = goOn();
  }
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await saying;
      await deleteProcess(watchDb, key).catch(() => undefined);
    },
  };
}
