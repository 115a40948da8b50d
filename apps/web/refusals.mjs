// What never becomes a page: answered here, in both languages since nobody has chosen one.

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * No other method can be handed on (a `Request` can't hold TRACE).
 * @type {import('express').RequestHandler}
 */
export function refuseMethods(request, response, next) {
  if (methods.has(request.method)) next();
  else response.status(405).type('text').send('不支持这种请求 Method not allowed');
}

/**
 * An address that can't be read, or what failed before a page could say so. Without it Express would tell the stack.
 * @type {import('express').ErrorRequestHandler}
 */
export function answerFailure(error, _request, response, next) {
  if (response.headersSent) return next(error);
  const isTheirs = error.status >= 400 && error.status < 500;
  if (!isTheirs) console.error(error);
  return response
    .status(isTheirs ? error.status : 500)
    .type('text')
    .send(isTheirs ? '请求有误 Bad request' : '暂时无法处理，请稍后再试 Something went wrong, please try again later');
}
