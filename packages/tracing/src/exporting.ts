import { trace } from '@opentelemetry/api';
import { collect } from './request.ts';

export interface Tracing {
  /** Sends what is left. */
  readonly stop: () => Promise<void>;
}

/**
 * Tells an OpenTelemetry collector (OTLP over HTTP) what is done for each request. How many requests are told is
 * OpenTelemetry's own `OTEL_TRACES_SAMPLER`. Without an endpoint nothing of it is loaded.
 *
 * @param endpoint of the collector, e.g. `http://collector:4318`; spans go to `/v1/traces` there
 */
export async function startTracing(service: string, endpoint: string | undefined): Promise<Tracing> {
  if (endpoint === undefined) return { stop: () => Promise.resolve() };
  const [{ OTLPTraceExporter }, { resourceFromAttributes }, { BasicTracerProvider, BatchSpanProcessor }] =
    await Promise.all([
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-base'),
    ]);
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'huibao' }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })),
    ],
  });
  trace.setGlobalTracerProvider(provider);
  collect();
  return { stop: () => provider.shutdown() };
}
