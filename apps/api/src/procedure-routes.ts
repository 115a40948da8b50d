import type { IncomingMessage, ServerResponse } from 'node:http';
import { HuibaoError } from '@huibao/domain';
import { appRouter, retryAfter, statusOf, type RequestContext } from '@huibao/trpc';
import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server';

/** Bytes of a procedure's body; files have limits of their own. */
const maxBodySize = 4 * 1024 * 1024;

const types = new Map([
  ['GET', 'query'],
  ['POST', 'mutation'],
] as const);

/**
 * tRPC's protocol for one call. Its own adapters build a web request and response with their streams around each,
 * which takes a third of a save's time, for batches and streams that we don't have.
 */
export async function answerProcedure(
  ctx: RequestContext,
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, searchParams }: URL,
): Promise<void> {
  const path = pathname.slice('/trpc/'.length);
  const type = types.get(request.method as 'GET');
  try {
    if (!type || type !== (typeOf(path) ?? type)) throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' });
    if (searchParams.has('batch')) throw new TRPCError({ code: 'BAD_REQUEST' });
    const sent = type === 'query' ? searchParams.get('input') : await textOf(request);
    const data: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type,
      ctx,
      getRawInput: () => Promise.resolve(sent ? parsed(sent) : undefined),
      signal: undefined,
      batchIndex: 0,
    });
    send(response, 200, { result: { data } });
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    const status = statusOf(error);
    if (status === 500) ctx.report(error);
    const config = appRouter._def._config;
    const shape = getTRPCErrorShape({ config, error, type: type ?? 'unknown', path, input: undefined, ctx });
    send(response, status, { error: shape }, retryAfter(status));
  }
}

/** Of a procedure that there is. */
function typeOf(path: string): unknown {
  const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures;
  const procedure = Object.hasOwn(procedures, path) ? procedures[path] : undefined;
  return typeof procedure === 'function' && '_def' in procedure ? (procedure._def as { type: string }).type : undefined;
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
 *   hears why rather than losing the connection; beyond all measure it is cut off
 */
async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > 10 * maxBodySize) break;
    if (size <= maxBodySize) pieces.push(piece);
  }
  if (size > maxBodySize) throw new HuibaoError('request.too_large');
  return Buffer.concat(pieces).toString();
}

/** In one piece. */
function send(response: ServerResponse, status: number, answer: unknown, headers: Record<string, string> = {}): void {
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.end(body);
}
