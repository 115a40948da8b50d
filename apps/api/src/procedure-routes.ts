import type { IncomingMessage, ServerResponse } from 'node:http';
import { HuibaoError } from '@huibao/domain';
import {
  appRouter,
  retryAfter,
  statusOf,
  translatedError,
  type ProcedureMeta,
  type RememberedAsker,
  type RequestContext,
} from '@huibao/trpc';
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server';

/** Bytes of a procedure's body; files have limits of their own. */
const maxBodySize = 4 * 1024 * 1024;

const types = new Map([
  ['GET', 'query'],
  ['POST', 'mutation'],
] as const);

/** What is sent with a procedure, read once, when it is asked for. */
export type Sent = () => Promise<string>;

export function sentWith(request: IncomingMessage): Sent {
  let text: Promise<string> | undefined;
  return () => (text ??= textOf(request));
}

/**
 * Answers by what is remembered of who asks, where the procedure does so, and where it stands: with the same words as
 * the long way. Whatever was sent amiss goes there, too.
 * @returns whether it has answered
 */
export async function attemptProcedure(
  ctx: Pick<RequestContext, 'services' | 'report' | 'tellPace'>,
  asker: RememberedAsker,
  sent: Sent,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  const attempt = procedureOf(path)?.meta?.attempt;
  if (!attempt) return false;
  let input: unknown;
  try {
    input = JSON.parse(await sent());
  } catch {
    return false;
  }
  try {
    const data = await attempt(ctx, asker, input);
    if (data === undefined) return false;
    send(response, 200, { result: { data } });
  } catch (cause) {
    const error = translatedError(getTRPCErrorFromUnknown(cause), ctx.report);
    sendFailure(response, error, { type: 'mutation', path, ctx: undefined });
  }
  return true;
}

/**
 * tRPC's protocol for one call. Its own adapters build a web request and response with their streams around each,
 * which takes a third of a save's time, for batches and streams that we don't have.
 */
export async function answerProcedure(
  ctx: RequestContext,
  request: IncomingMessage,
  sent: Sent,
  response: ServerResponse,
  { pathname, searchParams }: URL,
): Promise<void> {
  const path = procedureIn(pathname);
  const type = types.get(request.method as 'GET');
  try {
    if (!type || type !== (procedureOf(path)?.type ?? type)) throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' });
    if (searchParams.has('batch')) throw new TRPCError({ code: 'BAD_REQUEST' });
    const text = type === 'query' ? searchParams.get('input') : await sent();
    const data: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type,
      ctx,
      getRawInput: () => Promise.resolve(text ? parsed(text) : undefined),
      signal: undefined,
      batchIndex: 0,
    });
    send(response, 200, { result: { data } });
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    if (statusOf(error) === 500) ctx.report(error);
    sendFailure(response, error, { type: type ?? 'unknown', path, ctx });
  }
}

/** The procedure's name in an address of `/trpc/`. */
export const procedureIn = (pathname: string): string => pathname.slice('/trpc/'.length);

function sendFailure(
  response: ServerResponse,
  error: TRPCError,
  {
    type,
    path,
    ctx,
  }: {
    readonly type: 'query' | 'mutation' | 'unknown';
    readonly path: string;
    readonly ctx?: RequestContext | undefined;
  },
): void {
  const config = appRouter._def._config;
  const shape = getTRPCErrorShape({ config, error, type, path, input: undefined, ctx });
  const status = statusOf(error);
  send(response, status, { error: shape }, retryAfter(status));
}

/** Where there is one. */
function procedureOf(path: string): { readonly type: string; readonly meta?: ProcedureMeta } | undefined {
  const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures;
  const procedure = Object.hasOwn(procedures, path) ? procedures[path] : undefined;
  return typeof procedure === 'function' && '_def' in procedure
    ? (procedure._def as { readonly type: string; readonly meta?: ProcedureMeta })
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TRPCError({ code: 'PARSE_ERROR', cause });
  }
}

/**
 * @throws `request.too_large` of more than a procedure takes, which is read to its end all the same, so that the sender
 *   hears why rather than losing the connection (`receivedPieces`)
 */
function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  // Reading it by an iterator takes longer than all else that is done with a save's.
  return new Promise((resolve, reject) => {
    const end = (): void => {
      if (size > maxBodySize) reject(new HuibaoError('request.too_large'));
      else resolve(Buffer.concat(pieces).toString());
    };
    request.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size <= maxBodySize) pieces.push(piece);
    });
    request.on('end', end);
    request.on('error', reject);
  });
}

/** In one piece. */
function send(response: ServerResponse, status: number, answer: unknown, headers: Record<string, string> = {}): void {
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.end(body);
}
