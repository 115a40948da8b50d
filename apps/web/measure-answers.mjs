/**
 * Tells how long each answer took. Which page it was, the api's procedures tell.
 * @param {import('@huibao/serving').Metrics} metrics
 * @returns {import('express').RequestHandler}
 */
export function measureAnswers(metrics) {
  return (request, response, next) => {
    const began = performance.now();
    const kind = kindOf(request.path);
    response.once('close', () => {
      // Whoever went away before the end hasn't got what the head says.
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.observe({ kind, name: '', status, milliseconds: performance.now() - began });
    });
    next();
  };
}

function kindOf(path) {
  if (/^\/(trpc|files|sso)\//.test(path)) return 'forwarded';
  return path.startsWith('/assets/') ? 'asset' : 'page';
}
