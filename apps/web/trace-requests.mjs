import { inRequest, note, requestId, traceparent } from '@huibao/tracing';

/**
 * Gives each request its id, which its answer, the log, the api and the audit trail name: a trusted proxy's, where it
 * sends one by W3C's `traceparent`, else a new one.
 * @type {import('express').RequestHandler}
 */
export function traceRequests(request, response, next) {
  const told = request.headers.traceparent;
  const isTrusted = request.app.get('trust proxy fn')(request.socket.remoteAddress ?? '', 0);
  const header = isTrusted && typeof told === 'string' ? told : undefined;
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
