// The production server: static files with far expiry, and Remix for the rest.
import { createServer } from 'node:http';
import { readWebConfig } from '@huibao/config';
import { answerProbe, createMetrics, drainable, serveMetrics, stopOnSignals } from '@huibao/serving';
import { createRequestHandler } from '@remix-run/express';
import compression from 'compression';
import express from 'express';
import { pino } from 'pino';
import sirv from 'sirv';
import { createApiProbe } from './api-probe.mjs';
import { clientAddress } from './client-address.mjs';
import { measureAnswers } from './measure-answers.mjs';
import { answerFailure, refuseMethods } from './refusals.mjs';
import { securityHeaders } from './security-headers.mjs';

const { API_URL, WEB_PORT, WEB_BUILD_DIR, TRUSTED_PROXIES, BIND_ADDRESS, DRAIN_SECONDS, METRICS_PORT } =
  readWebConfig();
const build = await import(`./${WEB_BUILD_DIR}/server/index.js`);
const isApiReady = createApiProbe(API_URL);
const app = express();
app.disable('x-powered-by');
app.set('trust proxy', TRUSTED_PROXIES);
const log = pino({ name: 'web' });
const metrics = createMetrics(log);
if (METRICS_PORT) serveMetrics(metrics, METRICS_PORT, BIND_ADDRESS);
app.use(securityHeaders, measureAnswers(metrics), clientAddress, refuseMethods);
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
({ isStopping } = stopOnSignals({ draining, drainSeconds: DRAIN_SECONDS, release: async () => undefined, log }));
server.listen(WEB_PORT, BIND_ADDRESS, () => log.info({ port: WEB_PORT }, 'web is listening'));
