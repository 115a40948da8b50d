export { drainable } from './draining.ts';
export { measureServices } from './measure-services.ts';
export { createMetrics, serveMetrics, type Answered, type Done, type Metrics, type MetricsLog } from './metrics.ts';
export { answerProbe, succeeds, type Readiness } from './probes.ts';
export { stopOnSignals } from './stop-on-signals.ts';
