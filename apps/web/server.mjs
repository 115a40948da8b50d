// The production server: static files with far expiry, and Remix for the rest.
import { readWebConfig } from '@huibao/config';
import { createRequestHandler } from '@remix-run/express';
import compression from 'compression';
import express from 'express';
import sirv from 'sirv';
import { clientAddress } from './client-address.mjs';
import { answerFailure, refuseMethods } from './refusals.mjs';
import { securityHeaders } from './security-headers.mjs';

const { WEB_PORT, WEB_BUILD_DIR, TRUSTED_PROXIES } = readWebConfig();
const build = await import(`./${WEB_BUILD_DIR}/server/index.js`);
const app = express();
app.disable('x-powered-by');
app.set('trust proxy', TRUSTED_PROXIES);
app.use(securityHeaders, clientAddress, refuseMethods);
app.get('/health', (_request, response) => {
  response.json({ status: 'ok' });
});
// Pages, their data and procedures' answers are packed as they go out; the build has packed its files (vite.config.ts).
app.use(compression());
const packed = { brotli: true, gzip: true, etag: true };
app.use('/assets', sirv(`${WEB_BUILD_DIR}/client/assets`, { ...packed, immutable: true, maxAge: 365 * 24 * 3600 }));
app.use(sirv(`${WEB_BUILD_DIR}/client`, { ...packed, maxAge: 3600 }));
app.all('*', createRequestHandler({ build, mode: 'production' }));
app.use(answerFailure);

const server = app.listen(WEB_PORT, '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}
