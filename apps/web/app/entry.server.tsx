import { randomBytes } from 'node:crypto';
import { Transform } from 'node:stream';
import {
  createReadableStreamFromReadable,
  type ActionFunctionArgs,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { log } from './log.server.ts';
import { NonceContext } from './nonce.ts';

const timeout = 10_000;

/**
 * React 18 fills the end of a full buffer with NUL bytes where a character of several bytes didn't fit, and a browser
 * shows them as � amid the Chinese. NUL has no place in HTML and is no part of another UTF-8 character, so all
 * of them go.
 */
function withoutPadding(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}

/**
 * Streams the page with a fresh nonce: no script runs that this render didn't write. All other headers are the server's
 * (security-headers.mjs).
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set(
    'Content-Security-Policy',
    [
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}'`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
  );
  return new Promise((resolve, reject) => {
    let isShellSent = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        // A crawler waits for everything; a person gets the shell at once.
        [isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady']() {
          isShellSent = true;
          const body = withoutPadding();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          if (isShellSent) log.error(error);
        },
      },
    );
    setTimeout(abort, timeout).unref();
  });
}

/** What a page's loader didn't tell in its own words. Who has gone away hears nothing anyway. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!request.signal.aborted) log.error(error);
}
