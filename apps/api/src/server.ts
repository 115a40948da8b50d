import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSessions, type Sessions } from '@huibao/auth';
import { HuibaoError } from '@huibao/domain';
import { checkDatabase, findActor, sessionRepository, type Context } from '@huibao/services';
import { appRouter, bodyOf, retryAfter, statusOf, type RequestContext } from '@huibao/trpc';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import type { Logger } from 'pino';
import { answerFile } from './file-routes.ts';
import { refuseForgery } from './forgery.ts';

export interface ApiOptions {
  readonly services: Context;
  readonly sessionKey: Buffer;
  readonly webOrigin: string;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Bytes of a procedure's body; files have limits of their own. */
const maxBodySize = 4 * 1024 * 1024;

export function createApiServer(options: ApiOptions): Server {
  const sessions = createSessions(sessionRepository(options.services.authDb, options.now), {
    key: options.sessionKey,
    isSecure: options.webOrigin.startsWith('https:'),
    idleMinutes: 8 * 60,
  });
  return createServer((request, response) => {
    answer(options, sessions, request, response).catch((error: unknown) => sendError(options, response, error));
  });
}

async function answer(
  options: ApiOptions,
  sessions: Sessions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://api');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  if (url.pathname === '/health') return answerHealth(options, response);
  refuseForgery(request, options.webOrigin);
  const ctx = await contextOf(options, sessions, request, response);
  if (url.pathname.startsWith('/files/') || url.pathname.startsWith('/published/')) {
    return answerFile(ctx, request, response, url);
  }
  if (!url.pathname.startsWith('/trpc/')) throw new HuibaoError('request.invalid', { field: 'path' });
  await nodeHTTPRequestHandler({
    router: appRouter,
    req: request,
    res: response,
    path: url.pathname.slice('/trpc/'.length),
    maxBodySize,
    allowBatching: false,
    createContext: () => ctx,
    responseMeta: ({ errors: [error] }) => ({ headers: { ...(error && retryAfter(statusOf(error))) } }),
    onError: ({ error }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') options.log.error(error);
    },
  });
}

/** Who asks: the session of the cookie, looked up through the sign-in role. */
async function contextOf(
  options: ApiOptions,
  sessions: Sessions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<RequestContext> {
  const cookie = request.headers.cookie ?? '';
  const valid = await sessions.validate(cookie);
  const found = valid && (await findActor(options.services.authDb, valid.session, options.now));
  const setCookie = (value: string): void => {
    response.appendHeader('Set-Cookie', value);
  };
  if (valid?.setCookie) setCookie(valid.setCookie);
  return {
    services: options.services,
    sessions,
    now: options.now,
    cookie,
    setCookie,
    report: (error) => options.log.error(error),
    signedIn: valid && found ? { session: valid.session, ...found } : null,
  };
}

async function answerHealth(options: ApiOptions, response: ServerResponse): Promise<void> {
  await checkDatabase(options.services);
  response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"ok"}');
}

/** The same body as a procedure's error, so that callers read one shape. */
function sendError(options: ApiOptions, response: ServerResponse, error: unknown): void {
  const body = bodyOf(error);
  if (body.code === 'request.failed') options.log.error(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = statusOf(error);
  response.writeHead(status, { 'Content-Type': 'application/json', ...retryAfter(status) });
  response.end(JSON.stringify({ error: body }));
}
