// The production server: static files with far expiry, and Remix for the rest.
import { readWebConfig } from '@huibao/config';
import { createRequestHandler } from '@remix-run/express';
import express from 'express';
import { clientAddress } from './client-address.mjs';
import { compressedAnswers } from './compressed-answers.mjs';
import { securityHeaders } from './security-headers.mjs';

const { WEB_PORT, WEB_BUILD_DIR, TRUSTED_PROXIES } = readWebConfig();
const build = await import(`./${WEB_BUILD_DIR}/server/index.js`);
const app = express();
app.disable('x-powered-by');
app.set('trust proxy', TRUSTED_PROXIES);
app.use(securityHeaders, clientAddress);
app.get('/health', (_request, response) => {
  response.json({ status: 'ok' });
});
app.use('/assets', express.static(`${WEB_BUILD_DIR}/client/assets`, { immutable: true, maxAge: '1y' }));
app.use(express.static(`${WEB_BUILD_DIR}/client`, { maxAge: '1h' }));
app.all('*', compressedAnswers, createRequestHandler({ build, mode: 'production' }));

const server = app.listen(WEB_PORT, '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}
