import { errorKinds, type ErrorCode, type ErrorParams } from '@huibao/domain';
import type { AppRouter } from '@huibao/trpc';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';

/**
 * The procedures from the browser, through this origin: every change goes this way, every first read through a loader.
 */
export const client = createTRPCClient<AppRouter>({ links: [httpLink({ url: '/trpc' })] });

export interface Failure {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
}

function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === 'string' && text in errorKinds;
}

function failureIn(value: unknown): Failure | null {
  const body = typeof value === 'object' && value !== null && 'error' in value ? value.error : null;
  if (typeof body !== 'object' || body === null || !('code' in body) || !isErrorCode(body.code)) return null;
  return { code: body.code, params: ('params' in body ? body.params : {}) as ErrorParams };
}

/** What went wrong, as a code to be told in the user's language. No answer at all is `request.failed`. */
export function failureOf(error: unknown): Failure {
  return (error instanceof TRPCClientError ? failureIn(error.data) : null) ?? { code: 'request.failed', params: {} };
}

export type UploadResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Sends a file's bytes to a file route and reads its JSON. */
export async function upload<T>(path: string, file: Blob): Promise<UploadResult<T>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      body: file,
      headers: { 'Content-Type': 'application/octet-stream' },
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: body as T };
    return { ok: false, failure: failureIn(body) ?? { code: 'request.failed', params: {} } };
  } catch {
    return { ok: false, failure: { code: 'request.failed', params: {} } };
  }
}
