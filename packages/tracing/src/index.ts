export { startTracing, type Tracing } from './exporting.ts';
export { inRequest, nameRequest, note, requestId, span, traceparent } from './request.ts';
