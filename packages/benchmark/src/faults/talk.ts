import { setTimeout as pause } from 'node:timers/promises';
import { Agent } from 'node:http';
import { errorKinds, type ErrorCode } from '@huibao/domain';
import { ask, type Answer } from '../ask.ts';
import type { Findings } from './ledger.ts';

/** How a person's page talks to the api, as apps/web does: what isn't answered is asked again until it is. */
export interface Talk {
  /** Where the next request goes: what stands before several apis sends each to whichever it likes. */
  readonly door: () => string;
  readonly webOrigin: string;
  readonly agent: Agent;
  /** How long an answer is waited for: milliseconds. */
  readonly patience: number;
  /** Answers that nobody should get. */
  readonly findings: Findings;
  /** Answers that didn't come, or said that they might another time. */
  readonly lost: { count: number };
  /**
   * As browsers do: what met a kept connection just as it was closed is sent again, over another, and counted here.
   * Without this it is lost.
   */
  readonly sentAgain?: { count: number } | undefined;
  /** Of each of those that were lost, what came instead: a status, or the connection's error. */
  readonly onLost?: ((what: string) => void) | undefined;
  readonly onAnswer?: ((procedure: string, milliseconds: number) => void) | undefined;
}

export type Reply<T> =
  | { readonly kind: 'done'; readonly data: T; readonly cookies: readonly string[] }
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  /** No answer, or one that says that it passes: it may have been done. */
  | { readonly kind: 'lost' };

/** One door after the other. */
export function byTurns(doors: readonly string[]): () => string {
  let asked = 0;
  return () => doors[(asked += 1) % doors.length] ?? '';
}

export const createAgent = (clients: number): Agent => new Agent({ keepAlive: true, maxSockets: clients });

/** One request and what became of it. */
export async function askOnce<T>(
  talk: Talk,
  cookie: string,
  procedure: string,
  input: unknown,
  method: 'GET' | 'POST' = 'POST',
): Promise<Reply<T>> {
  const begun = performance.now();
  let what = 'no answer';
  const body = JSON.stringify(input);
  const query = method === 'GET' ? `?input=${encodeURIComponent(body)}` : '';
  const send = (): Promise<Answer> =>
    ask(talk.agent, `${talk.door()}/trpc/${procedure}${query}`, {
      method,
      headers: { cookie, 'content-type': 'application/json', origin: talk.webOrigin },
      ...(method === 'POST' ? { body } : {}),
      signal: AbortSignal.timeout(talk.patience),
    }).catch((error: unknown) => {
      if (!talk.sentAgain || !(error as { metClosing?: boolean }).metClosing) throw error;
      talk.sentAgain.count += 1;
      return send();
    });
  const answer = await send().catch((error: unknown) => {
    what = (error as { code?: string }).code ?? String(error);
    return null;
  });
  const lose = (): Reply<T> => {
    talk.lost.count += 1;
    talk.onLost?.(what);
    return { kind: 'lost' };
  };
  if (!answer) return lose();
  talk.onAnswer?.(procedure, performance.now() - begun);
  const { status, retryAfter } = answer;
  const told = answer.body.toString();
  what = `${status} ${told}`;
  if (status >= 500) {
    if (status !== 503 || retryAfter === undefined)
      talk.findings.add(`${procedure} answered ${status}, Retry-After ${retryAfter ?? 'absent'}: ${told}`);
    return lose();
  }
  const { result, error } = JSON.parse(told) as {
    readonly result?: { readonly data: T };
    readonly error?: { readonly code?: ErrorCode; readonly data?: { readonly error: { readonly code: ErrorCode } } };
  };
  if (result) return { kind: 'done', data: result.data, cookies: answer.cookies };
  const code = error?.data?.error.code ?? error?.code ?? 'request.failed';
  return errorKinds[code] === 'unavailable' ? lose() : { kind: 'refused', code };
}

/** The page's own waits (save-queue.ts), cut short so that a run sees many of them: milliseconds. */
export const waitAfter = (failures: number): number => Math.min(4000, 250 * 2 ** (failures - 1));

/**
 * Until it is answered. Refused with one of these words after an answer was lost, it had been done the first time.
 */
export async function askUntilAnswered<T>(
  talk: Talk,
  cookie: string,
  procedure: string,
  { input, doneAlready }: { readonly input: unknown; readonly doneAlready: ErrorCode },
): Promise<T | 'done before'> {
  for (let failures = 0; ;) {
    const reply = await askOnce<T>(talk, cookie, procedure, input);
    if (reply.kind === 'done') return reply.data;
    if (reply.kind === 'refused') {
      if (failures > 0 && reply.code === doneAlready) return 'done before';
      throw new Error(`${procedure} was refused: ${reply.code}`);
    }
    failures += 1;
    await pause(waitAfter(failures));
  }
}

/** The same of what only reads. */
export async function readUntilAnswered<T>(
  talk: Talk,
  cookie: string,
  procedure: string,
  input: unknown = {},
): Promise<T> {
  for (let failures = 0; ;) {
    const reply = await askOnce<T>(talk, cookie, procedure, input, 'GET');
    if (reply.kind === 'done') return reply.data;
    if (reply.kind === 'refused') throw new Error(`${procedure} was refused: ${reply.code}`);
    failures += 1;
    await pause(waitAfter(failures));
  }
}

/** Answers the cookie of a session. */
export async function signIn(
  talk: Talk,
  input: { readonly username: string; readonly password: string },
): Promise<string> {
  for (let failures = 0; ;) {
    const reply = await askOnce(talk, '', 'session.signIn', input);
    if (reply.kind === 'done') return reply.cookies.map((one) => one.split(';')[0]).join('; ');
    if (reply.kind === 'refused') throw new Error(`a sign-in was refused: ${reply.code}`);
    failures += 1;
    await pause(waitAfter(failures));
  }
}
