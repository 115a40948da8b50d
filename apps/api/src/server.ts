import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createKnownDevices, createSessions, createSingleSignOn, keysFor, type Keys } from '@huibao/auth';
import { HuibaoError } from '@huibao/domain';
import { actorOf, sessionRepository, type Context, type Door, type SessionRepository } from '@huibao/services';
import { answerProbe, type Answered } from '@huibao/serving';
import { bodyOf, retryAfter, statusOf, type RememberedAsker, type RequestContext } from '@huibao/trpc';
import { inRequest, note } from '@huibao/tracing';
import type { Logger } from 'pino';
import { routeOf } from './answered.ts';
import { answerFile } from './file-routes.ts';
import { refuseForgery } from './forgery.ts';
import { paceTeller } from './pace-teller.ts';
import { answerProcedure, attemptProcedure, procedureIn, sentWith } from './procedure-routes.ts';
import { readinessOf, type SchemaState } from './readiness.ts';
import { answerSingleSignOn } from './sso-routes.ts';

export interface ApiOptions {
  readonly services: Context;
  readonly sessionKeys: Keys;
  readonly webOrigin: string;
  /** The identity provider's word on this client, where single sign-on is configured. */
  readonly identityClient?: { readonly id: string; readonly secret: string | undefined } | undefined;
  readonly log: Logger;
  readonly schema: SchemaState;
  /** Told to stop: it answers still, and says that it isn't ready. */
  readonly isStopping: () => boolean;
  readonly onAnswered: (answered: Answered) => void;
  readonly now: () => Date;
}

/** As web says it of its own answers (apps/web/security-headers.mjs): none of these is a page. */
const everyAnswer = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
};

/**
 * Bytes of a request's head: more than the 16 KB that Node gives web's visitors, since web passes them on with some of
 * its own. Refused here they would have it say that the api is away, and a proxy pass over that web.
 */
const maxHeaderSize = 32 * 1024;

export function createApiServer(options: ApiOptions): Server {
  const { authDb, signInPolicy, accountKeys, identityIssuer } = options.services;
  const isSecure = options.webOrigin.startsWith('https:');
  const { maxMinutes } = signInPolicy.session;
  const repository = sessionRepository(authDb, options.now, signInPolicy.session);
  const door: Door = {
    sessions: createSessions(repository, {
      keys: options.sessionKeys,
      isSecure,
      maxMinutes,
    }),
    devices: createKnownDevices(keysFor(accountKeys, 'devices'), { isSecure }),
    singleSignOn:
      identityIssuer !== null && options.identityClient
        ? createSingleSignOn({
            issuer: identityIssuer,
            clientId: options.identityClient.id,
            clientSecret: options.identityClient.secret,
            webOrigin: options.webOrigin,
            keys: keysFor(accountKeys, 'single sign-on'),
            isSecure,
            now: options.now,
            report: (error) => options.log.warn(error),
          })
        : null,
  };
  return createServer({ maxHeaderSize }, (request, response) => {
    // Not all that is asked for can be read as an address.
    const [pathname = ''] = (request.url ?? '').split('?');
    const route = routeOf(pathname);
    // Web alone reaches the api: what it says of a request is so.
    const { traceparent } = request.headers;
    const header = typeof traceparent === 'string' ? traceparent : undefined;
    void inRequest(header, { name: [route.kind, route.name].join(' ') }, async () => {
      tellAnswered(options, route, response);
      await answer({ ...options, isSecure, door, repository }, request, response).catch((error: unknown) =>
        sendError(options, response, error),
      );
      note({ 'http.response.status_code': response.statusCode });
    });
  });
}

function tellAnswered(options: ApiOptions, route: ReturnType<typeof routeOf>, response: ServerResponse): void {
  const began = performance.now();
  response.once('close', () => {
    // Whoever went away before the end hasn't got what the head says.
    const status = response.writableFinished ? response.statusCode : 499;
    options.onAnswered({ ...route, status, milliseconds: performance.now() - began });
  });
}

/** What is opened once, for all that is asked. */
interface Opened extends ApiOptions {
  readonly isSecure: boolean;
  readonly door: Door;
  readonly repository: SessionRepository;
}

async function answer(options: Opened, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://api');
  for (const [name, value] of Object.entries(everyAnswer)) response.setHeader(name, value);
  const { services, schema, isStopping } = options;
  if (await answerProbe(url.pathname, response, () => readinessOf(services, schema, isStopping()))) return;
  // The log has said why, once.
  if (!schema.fits()) return sendRefusal(response, new HuibaoError('request.failed'));
  refuseForgery(request, options.webOrigin);
  const sent = sentWith(request);
  const report = (error: unknown): void => options.log.error(error);
  if (url.pathname.startsWith('/trpc/') && request.method === 'POST') {
    const asker = recalled(options, request);
    const path = procedureIn(url.pathname);
    if (asker && url.search === '') {
      const tellPace = paceTeller(request, response, asker.actor.userId, options);
      if (await attemptProcedure({ services, report, tellPace }, asker, sent, response, path)) return;
    }
  }
  const ctx = await contextOf(options, request, response);
  if (url.pathname.startsWith('/files/') || url.pathname.startsWith('/published/')) {
    return answerFile(ctx, request, response, url);
  }
  if (url.pathname.startsWith('/sso/') && request.method === 'GET') return answerSingleSignOn(ctx, response, url);
  if (!url.pathname.startsWith('/trpc/')) throw new HuibaoError('request.invalid', { field: 'path' });
  return answerProcedure(ctx, request, sent, response, url);
}

/** Who asks, where the session was found less than a minute ago. */
function recalled({ services, door, repository, now }: Opened, request: IncomingMessage): RememberedAsker | undefined {
  const idHash = door.sessions.idHashOf(request.headers.cookie ?? '');
  const known = idHash === null ? undefined : repository.recallSession(idHash);
  const found = known && actorOf(services, known.session.person, known.session, now);
  return found && { ...found, standing: known.standing };
}

/** Who asks: the session of the cookie, looked up through the sign-in role. */
async function contextOf(options: Opened, request: IncomingMessage, response: ServerResponse): Promise<RequestContext> {
  const { door, services } = options;
  const cookie = request.headers.cookie ?? '';
  const session = await door.sessions.validate(cookie);
  const found = session && actorOf(services, session.person, session, options.now);
  const setCookie = (value: string): void => {
    response.appendHeader('Set-Cookie', value);
  };
  return {
    services,
    door,
    now: options.now,
    visitor: { cookie, address: addressOf(request), device: request.headers['user-agent'] ?? '' },
    setCookie,
    tellPace: found
      ? paceTeller(request, response, found.actor.userId, options, await services.paces.readRequests(found.actor))
      : () => undefined,
    report: (error) => options.log.error(error),
    signedIn: session && found ? { session, ...found } : null,
  };
}

/** Web says whom it speaks for: it alone reaches the api. */
function addressOf(request: IncomingMessage): string {
  const told = request.headers['x-client-address'];
  return typeof told === 'string' && told !== '' ? told : (request.socket.remoteAddress ?? '');
}

function sendError(options: ApiOptions, response: ServerResponse, error: unknown): void {
  if (bodyOf(error).code === 'request.failed') options.log.error(error);
  if (response.headersSent) response.destroy();
  else sendRefusal(response, error);
}

/** The same body as a procedure's error, so that callers read one shape. */
function sendRefusal(response: ServerResponse, error: unknown): void {
  const status = statusOf(error);
  response.writeHead(status, { 'Content-Type': 'application/json', ...retryAfter(status) });
  response.end(JSON.stringify({ error: bodyOf(error) }));
}
