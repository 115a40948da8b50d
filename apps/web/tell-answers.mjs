import { log } from './app/log.server.ts';

/**
 * Tells how long each answer took, and writes the line of the access log: who asked from where for what, without what
 * stands behind `?`. Files of the build are everybody's and have none. Which page it was, the api's procedures tell.
 * @param {import('@huibao/serving').Metrics} metrics
 * @param {boolean} isLogged
 * @returns {import('express').RequestHandler}
 */
export function tellAnswers(metrics, isLogged) {
  return (request, response, next) => {
    const began = performance.now();
    const { method, path, ip: address } = request;
    const kind = kindOf(path);
    response.once('close', () => {
      // Whoever went away before the end hasn't got what the head says.
      const status = response.writableFinished ? response.statusCode : 499;
      const milliseconds = performance.now() - began;
      metrics.observe({ kind, name: '', status, milliseconds });
      if (isLogged && kind !== 'asset')
        log.info({ access: { method, path, status, milliseconds: Math.round(milliseconds), address } });
    });
    next();
  };
}

function kindOf(path) {
  if (/^\/(trpc|files|sso)\//.test(path)) return 'forwarded';
  return path.startsWith('/assets/') ? 'asset' : 'page';
}
