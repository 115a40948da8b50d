export { startTracing, type Tracing } from './exporting.ts';
export { inRequest, nameRequest, nameTrace, note, requestId, span, traceparent } from './request.ts';
