/** No answer came to a request, whose id the page alone knows. */
export class NoAnswer extends Error {
  readonly request: string;

  constructor(request: string, cause: unknown) {
    super('no answer', { cause });
    this.request = request;
  }
}

const digits = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Asks under an id that begins in the page (W3C's `traceparent`, decision 108): web, api and the audit trail go on with
 * it, and a person can be told it when nobody answered.
 *
 * @throws {NoAnswer} but for who called it off
 */
export async function tracedFetch(url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const id = digits(16);
  const headers = new Headers(init.headers);
  headers.set('traceparent', `00-${id}-${digits(8)}-01`);
  try {
    return await fetch(url, { ...init, headers });
  } catch (error) {
    throw init.signal?.aborted ? error : new NoAnswer(id, error);
  }
}
