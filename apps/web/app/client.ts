import { mostFileMegabytes } from '@huibao/domain';
import type { AppRouter, ErrorBody } from '@huibao/trpc';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { NoAnswer, tracedFetch } from './traced-fetch.ts';
import { isTooLarge, whileUploading } from './uploads.ts';

/**
 * The procedures from the browser, through this origin: every change goes this way, every first read through a loader.
 */
export const client = createTRPCClient<AppRouter>({
  links: [httpLink({ url: '/trpc', fetch: (url, init) => tracedFetch(url, init as RequestInit) })],
});

/** What can be told to a person. */
export type Failure = Pick<ErrorBody, 'code' | 'params' | 'request'>;

/** There was no answer, or none that tells anything. */
const noAnswer = (error: unknown): ErrorBody => ({
  code: 'request.failed',
  kind: 'unavailable',
  params: {},
  ...(error instanceof NoAnswer ? { request: error.request } : {}),
});

function failureIn(value: unknown): ErrorBody | null {
  const body = typeof value === 'object' && value !== null && 'error' in value ? value.error : null;
  return typeof body === 'object' && body !== null && 'kind' in body ? (body as ErrorBody) : null;
}

/** What went wrong, as a code to be told in the user's language. No answer at all is `request.failed`. */
export function failureOf(error: unknown): ErrorBody {
  if (!(error instanceof TRPCClientError)) return noAnswer(error);
  return failureIn(error.data) ?? noAnswer(error.cause);
}

export type UploadResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

const fileTooLarge: Failure = { code: 'file.too_large', params: { megabytes: mostFileMegabytes } };

/** Sends a file's bytes to a file route and reads its JSON. */
export async function upload<T>(path: string, file: Blob, tooLarge = fileTooLarge): Promise<UploadResult<T>> {
  if (isTooLarge(file)) return { ok: false, failure: tooLarge };
  try {
    const { response, body } = await whileUploading(async () => {
      const headers = { 'Content-Type': 'application/octet-stream' };
      const response = await tracedFetch(path, { method: 'POST', body: file, headers });
      return { response, body: (await response.json()) as unknown };
    });
    if (response.ok) return { ok: true, value: body as T };
    return { ok: false, failure: failureIn(body) ?? noAnswer(undefined) };
  } catch (error) {
    return { ok: false, failure: noAnswer(error) };
  }
}
