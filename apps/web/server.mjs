// The production server: static files with far expiry, and Remix for the rest.
import { readWebConfig } from '@huibao/config';
import { createRequestHandler } from '@remix-run/express';
import express from 'express';
import * as build from './build/server/index.js';

const { WEB_PORT } = readWebConfig();
const app = express();
app.disable('x-powered-by');
app.get('/health', (_request, response) => { response.json({ status: 'ok' }); });
app.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }));
app.use(express.static('build/client', { maxAge: '1h' }));
app.all('*', createRequestHandler({ build, mode: 'production' }));

const server = app.listen(WEB_PORT, '127.0.0.1');
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}
