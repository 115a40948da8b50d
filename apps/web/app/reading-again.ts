import { useSyncExternalStore } from 'react';
import type { Failure } from './client.ts';

// What is on screen is read again after a save, or when somebody else has moved on. Where that fails the router would
// put the error page in the page's place, and what only the page holds would be gone: unsent comments, a dialog.

/** Why what is on screen couldn't be read again. A refusal has no failure: the server would refuse it again. */
export interface Unread {
  /** Which page, by its address. */
  readonly page: string;
  readonly failure: Pick<Failure, 'code' | 'params'> | null;
}

let unread: Unread | null = null;
const listeners = new Set<() => void>();

function tell(now: Unread | null): void {
  unread = now;
  for (const listener of listeners) listener();
}

export function useUnread(): Unread | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => unread,
    () => null,
  );
}

/** A whole answer that is one, or why there is none. */
async function read(
  ask: () => Promise<Response>,
  signal: AbortSignal | undefined,
): Promise<Response | Unread['failure']> {
  try {
    const answer = await ask();
    if (answer.status === 429) return { code: 'quota.requests', params: {} };
    if (answer.status >= 500) return { code: 'request.failed', params: {} };
    if (answer.status >= 400) return null;
    // A connection that breaks amid the data would fail in the router's hands.
    const { status, headers } = answer;
    return new Response(await answer.arrayBuffer(), { status, headers });
  } catch (error) {
    if (signal?.aborted) throw error;
    return { code: 'request.failed', params: {} };
  }
}

/** Never, until it is called off: another reading, or another page. */
function calledOff(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = (): void => reject(new DOMException('called off', 'AbortError'));
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

/**
 * `fetch` for the router, by which the page on screen waits where it can't be read again: nothing is answered, the
 * reading goes on, and `UnreadBanner` says so and has it read once more. A first reading, and another page's, are as
 * ever.
 *
 * @param pageReadAgain the address of the page that is being read again now, if one is
 */
export function waitingFetch(plain: typeof fetch, pageReadAgain: () => string | null): typeof fetch {
  return async (input, init) => {
    const asksForData = input instanceof URL && input.pathname.endsWith('.data') && (init?.method ?? 'GET') === 'GET';
    if (!asksForData) return plain(input, init);
    const page = pageReadAgain();
    // What is on screen goes; or it is an error, with nothing to lose.
    if (page === null) {
      if (unread) tell(null);
      return plain(input, init);
    }
    const signal = init?.signal ?? undefined;
    const answer = await read(() => plain(input, init), signal);
    if (!(answer instanceof Response)) {
      tell({ page, failure: answer });
      return calledOff(signal);
    }
    if (unread) tell(null);
    return answer;
  };
}

interface Address {
  readonly pathname: string;
  readonly search: string;
}

export const addressOf = ({ pathname, search }: Address): string => pathname + search;

/** Of the router's state. */
export interface Reading {
  readonly revalidation: string;
  readonly navigation: { readonly state: string; readonly location?: Address | undefined };
  readonly location: Address;
  readonly errors: object | null;
}

/**
 * The address of what is on screen while that is read again. A jump within the page is a navigation to the router, and
 * reads it again where the last reading was called off for it.
 */
export function pageReadAgain({ revalidation, navigation, location, errors }: Reading): string | null {
  const page = addressOf(location);
  if (errors !== null || addressOf(navigation.location ?? location) !== page) return null;
  return revalidation === 'loading' || navigation.state === 'loading' ? page : null;
}
