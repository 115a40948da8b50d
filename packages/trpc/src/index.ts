export {
  bodyOf,
  createCallerFactory,
  requireReady,
  retryAfter,
  statusOf,
  type ErrorBody,
  type RequestContext,
} from './procedure.ts';
export { appRouter, type AppRouter } from './router.ts';
