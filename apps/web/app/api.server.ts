import { readWebConfig } from '@huibao/config';
import type { ErrorBody } from '@huibao/trpc';
import type { AppRouter } from '@huibao/trpc';
import { redirect } from '@remix-run/node';
import { createTRPCClient, httpLink, TRPCClientError, type TRPCClient } from '@trpc/client';

const config = readWebConfig();

/** Who asks and from where, in every request; the server sets the address itself. */
const asking = ['cookie', 'user-agent', 'x-client-address'];

/** What the api needs of the browser's request; nothing else is forwarded. */
const forwarded = [...asking, 'origin', 'sec-fetch-site', 'content-type', 'accept-language'];

/** When to ask again while the api is away, or busy. */
const awayHeaders = { 'Retry-After': '5' };

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
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${config.API_URL}/trpc`, headers: () => headers })] });
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
    const body: ErrorBody = data?.error ?? { code: 'request.failed', kind: 'unavailable', params: {} };
    const { pathname, search } = new URL(request.url);
    if (body.code === 'session.missing') throw redirect(`/sign-in?${new URLSearchParams({ to: pathname + search })}`);
    if (body.code === 'session.must_change_password' || body.code === 'session.must_enrol') throw redirect('/password');
    const status = data?.httpStatus ?? 503;
    throw Response.json(body, { status, ...(status === 503 ? { headers: awayHeaders } : {}) });
  }
}

/** Passes a request through to the api as it is: procedures called by the browser, and files both ways. */
export async function forward(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  try {
    const answer = await fetch(config.API_URL + pathname + search, {
      method: request.method,
      headers: headersOf(request, forwarded),
      redirect: 'manual',
      ...(hasBody ? { body: request.body, duplex: 'half' as const } : {}),
    });
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  } catch {
    // The api is away: said in its own shape, so that an autosave waits and tries again.
    const body: ErrorBody = { code: 'request.failed', kind: 'unavailable', params: {} };
    return Response.json({ error: body }, { status: 503, headers: awayHeaders });
  }
}
