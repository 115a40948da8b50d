import { readWebConfig } from '@huibao/config';
import type { ErrorBody } from '@huibao/trpc';
import type { AppRouter } from '@huibao/trpc';
import { nameRequest } from '@huibao/tracing';
import { redirect } from '@remix-run/node';
import { createTRPCClient, httpLink, TRPCClientError, type TRPCClient } from '@trpc/client';
import { Silence } from './silence.ts';

const config = readWebConfig();

/** Who asks, from where and by which request's id, each time; the server sets the last two itself. */
const asking = ['cookie', 'user-agent', 'x-client-address', 'traceparent'];

/** What the api needs of the browser's request; nothing else is forwarded. */
const forwarded = [...asking, 'origin', 'sec-fetch-site', 'content-type', 'accept-language'];

/** A roster's two thousand first passwords are hashed before a byte of its answer. */
const longerForFiles = 5;

/** When to ask again while the api is away, or busy. */
const awayHeaders = { 'Retry-After': '5' };

/** Of an api that doesn't answer. */
const away = (): ErrorBody => ({ code: 'request.failed', kind: 'unavailable', params: {}, ...nameRequest() });

function headersOf(request: Request, names: readonly string[]): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

/** The procedures as the person behind this request, for loaders. */
export function api(request: Request): TRPCClient<AppRouter> {
  const headers = Object.fromEntries(headersOf(request, asking));
  const link = httpLink({
    url: `${config.API_URL}/trpc`,
    headers: () => headers,
    fetch: (url, init) =>
      fetch(url, { ...(init as RequestInit), signal: AbortSignal.timeout(config.API_TIMEOUT * 1000) }),
  });
  return createTRPCClient<AppRouter>({ links: [link] });
}

/**
 * Runs a loader's calls and translates what comes back as an error: to the sign-in page without a session, to the
 * security page when that must come before anything else, else to the route's error boundary with the code.
 */
export async function load<T>(request: Request, work: (client: TRPCClient<AppRouter>) => Promise<T>): Promise<T> {
  try {
    return await work(api(request));
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    const data = error.data as { httpStatus?: number; error?: ErrorBody } | null;
    const body: ErrorBody = data?.error ?? away();
    const { pathname, search } = new URL(request.url);
    if (body.code === 'session.missing') throw redirect(`/sign-in?${new URLSearchParams({ to: pathname + search })}`);
    if (body.code === 'session.must_change_password' || body.code === 'session.must_enrol') throw redirect('/password');
    const status = data?.httpStatus ?? 503;
    throw Response.json(body, { status, ...(status === 503 ? { headers: awayHeaders } : {}) });
  }
}

/** What comes after the api's answer, or while it is away, goes nowhere: a sender reads why once all is sent. */
function sentOn(sent: ReadableStream<Uint8Array>, silence: Silence, answered: AbortSignal): ReadableStream<Uint8Array> {
  const { readable, writable } = silence.broken();
  sent
    .pipeTo(writable, { preventCancel: true, signal: answered })
    .catch(() => sent.pipeTo(new WritableStream()))
    // Whoever sent it has gone.
    .catch(() => undefined);
  return readable;
}

/**
 * Passes a request through to the api as it is: procedures called by the browser, and files both ways. While bytes go
 * one way or the other it may take as long as it likes; without any for `API_TIMEOUT` seconds, or a few times that for
 * a file, the api counts as away.
 */
export async function forward(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const silence = new Silence(config.API_TIMEOUT * (pathname.startsWith('/files/') ? longerForFiles : 1));
  const answered = new AbortController();
  const isOver = (): void => {
    silence.isOver();
    answered.abort();
  };
  try {
    const answer = await fetch(config.API_URL + pathname + search, {
      method: request.method,
      headers: headersOf(request, forwarded),
      redirect: 'manual',
      signal: silence.signal,
      ...(request.body ? { body: sentOn(request.body, silence, answered.signal), duplex: 'half' as const } : {}),
    });
    if (!answer.body) isOver();
    const body = answer.body?.pipeThrough(silence.broken(isOver)) ?? null;
    return new Response(body, { status: answer.status, headers: answer.headers });
  } catch {
    // Said in the api's own shape, so that an autosave waits and tries again.
    const status = silence.signal.aborted ? 504 : 503;
    isOver();
    return Response.json({ error: away() }, { status, headers: awayHeaders });
  }
}
