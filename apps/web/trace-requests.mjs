import { inRequest, note, requestId, traceparent } from '@huibao/tracing';

/**
 * Gives each request its id, which its answer, the log, the api and the audit trail name: by W3C's `traceparent` that
 * of the page which asks, or of a proxy before us, else a new one.
 * @type {import('express').RequestHandler}
 */
export function traceRequests(request, response, next) {
  const { traceparent: told } = request.headers;
  const header = typeof told === 'string' ? told : undefined;
  void inRequest(
    header,
    { name: request.method, attributes: { 'url.path': request.path } },
    () =>
      new Promise((resolve) => {
        request.headers.traceparent = traceparent();
        response.setHeader('X-Request-Id', requestId() ?? '');
        response.once('close', () => {
          note({ 'http.response.status_code': response.statusCode });
          resolve(undefined);
        });
        next();
      }),
  );
}
