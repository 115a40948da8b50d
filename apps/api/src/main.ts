import '@huibao/config/production';
import { readApiConfig, servicesOptionsOf } from '@huibao/config';
import { keysOf } from '@huibao/auth';
import { announceProcess, createLog, createServices, warmUpReading, watchSchema } from '@huibao/services';
import { createMetrics, drainable, measureServices, serveMetrics, stopOnSignals } from '@huibao/serving';
import { startTracing } from '@huibao/tracing';
import { readinessOf } from './readiness.ts';
import { createApiServer } from './server.ts';
import { signInPolicyOf } from './sign-in-policy.ts';

const config = readApiConfig();
const log = createLog('api');
const tracing = await startTracing('api', config.OTEL_EXPORTER_OTLP_ENDPOINT);
const services = createServices({
  ...servicesOptionsOf(config),
  signInPolicy: signInPolicyOf(config),
  identityIssuer: config.OIDC_ISSUER,
  clamdAddress: config.CLAMD_ADDRESS,
  report: (error) => log.error(error),
});
const schema = watchSchema(services, (fits, { code, database, missing, breaking, shards }) => {
  if (fits) log.info({ code, database }, 'code and schema fit');
  else log.error({ code, database, missing, breaking, shards }, 'code and schema do not fit: nobody is served');
  announced.again();
});
const metrics = createMetrics(log);
measureServices(metrics, services, schema);
if (config.METRICS_PORT) serveMetrics(metrics, config.METRICS_PORT, config.BIND_ADDRESS);
let isStopping = (): boolean => false;
const server = createApiServer({
  services,
  sessionKeys: keysOf(config.SESSION_KEY),
  webOrigin: config.WEB_ORIGIN,
  identityClient: config.OIDC_CLIENT_ID ? { id: config.OIDC_CLIENT_ID, secret: config.OIDC_CLIENT_SECRET } : undefined,
  log,
  schema,
  isStopping: () => isStopping(),
  onAnswered: metrics.observe,
  now: () => new Date(),
});
const announced = announceProcess(
  services,
  {
    kind: 'api',
    release: config.RELEASE,
    code: () => schema.fit()?.code ?? null,
    checks: async () => (await readinessOf(services, schema, isStopping())).checks,
    onFailure: (reason) => log.warn({ reason }, 'this process could not say how it does'),
  },
  () => new Date(),
);
// The first clerk to upload a workbook doesn't wait for a reader to start.
warmUpReading();
({ isStopping } = stopOnSignals({
  draining: drainable(server),
  drainSeconds: config.DRAIN_SECONDS,
  release: async () => {
    schema.close();
    await announced.close();
    await Promise.all([services.close(), tracing.stop()]);
  },
  log,
  left: () => ({ connections: services.pools() }),
}));
server.listen(config.API_PORT, config.BIND_ADDRESS, () => log.info({ port: config.API_PORT }, 'api is listening'));
