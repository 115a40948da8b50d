// The production server: static files with far expiry, and Remix for the rest.
import { createServer } from 'node:http';
import { readWebConfig } from '@huibao/config';
import { answerProbe, createMetrics, drainable, serveMetrics, stopOnSignals } from '@huibao/serving';
import { createRequestHandler } from '@remix-run/express';
import compression from 'compression';
import express from 'express';
import { startTracing } from '@huibao/tracing';
import sirv from 'sirv';
import { createApiProbe } from './api-probe.mjs';
import { clientAddress } from './client-address.mjs';
import { log } from './app/log.server.ts';
import { answerFailure, refuseMethods } from './refusals.mjs';
import { securityHeaders } from './security-headers.mjs';
import { tellAnswers } from './tell-answers.mjs';
import { traceRequests } from './trace-requests.mjs';

const config = readWebConfig();
const { API_URL, WEB_PORT, WEB_BUILD_DIR, TRUSTED_PROXIES, BIND_ADDRESS, DRAIN_SECONDS, METRICS_PORT } = config;
const tracing = await startTracing('web', config.OTEL_EXPORTER_OTLP_ENDPOINT);
const build = await import(`./${WEB_BUILD_DIR}/server/index.js`);
const isApiReady = createApiProbe(API_URL);
const app = express();
app.disable('x-powered-by');
app.set('trust proxy', TRUSTED_PROXIES);
const metrics = createMetrics(log);
if (METRICS_PORT) serveMetrics(metrics, METRICS_PORT, BIND_ADDRESS);
app.use(traceRequests, securityHeaders, tellAnswers(metrics, config.ACCESS_LOG === 'on'), clientAddress, refuseMethods);
let isStopping = () => false;
app.use((request, response, next) => {
  const readiness = async () => ({ checks: { running: !isStopping(), api: await isApiReady() } });
  answerProbe(request.path, response, readiness).then((isProbe) => isProbe || next(), next);
});
// Pages, their data and procedures' answers are packed as they go out; the build has packed its files (vite.config.ts).
app.use(compression());
const packed = { brotli: true, gzip: true, etag: true };
app.use('/assets', sirv(`${WEB_BUILD_DIR}/client/assets`, { ...packed, immutable: true, maxAge: 365 * 24 * 3600 }));
app.use(sirv(`${WEB_BUILD_DIR}/client`, { ...packed, maxAge: 3600 }));
app.all('*', createRequestHandler({ build, mode: 'production' }));
app.use(answerFailure);

const server = createServer(app);
const draining = drainable(server);
({ isStopping } = stopOnSignals({ draining, drainSeconds: DRAIN_SECONDS, release: tracing.stop, log }));
server.listen(WEB_PORT, BIND_ADDRESS, () => log.info({ port: WEB_PORT }, 'web is listening'));
