// What never becomes a page, said in the visitor's language.
import { createI18n, negotiateLocale } from '@huibao/i18n';
import { log } from './app/log.server.ts';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * @param {import('express').Request} request
 * @param {import('express').Response} response
 * @param {number} status
 */
function refuse(request, response, status) {
  const { t } = createI18n(negotiateLocale(request.get('accept-language') ?? null));
  const code = status < 500 ? 'request.invalid' : 'request.failed';
  response
    .status(status)
    .type('text')
    .send(t(`errors:${code}`));
}

/**
 * No other method can be handed on (a `Request` can't hold TRACE).
 * @type {import('express').RequestHandler}
 */
export function refuseMethods(request, response, next) {
  if (methods.has(request.method)) next();
  else refuse(request, response, 405);
}

/**
 * An address that can't be read, or what failed before a page could say so. Without it Express would tell the stack.
 * @type {import('express').ErrorRequestHandler}
 */
export function answerFailure(error, request, response, next) {
  if (response.headersSent) return next(error);
  const { status = 500 } = error;
  if (status >= 500) log.error(error);
  return refuse(request, response, status);
}
