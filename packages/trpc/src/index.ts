export {
  bodyOf,
  createCallerFactory,
  requireReady,
  retryAfter,
  statusOf,
  translatedError,
  type ErrorBody,
  type ProcedureMeta,
  type RememberedAsker,
  type RequestContext,
} from './procedure.ts';
export { appRouter, type AppRouter } from './router.ts';
