// The pages from their sources: a change shows without a build or a restart. `npm run dev:web` starts it beside a
// product that runs.
import { createServer } from 'node:http';
import { readWebConfig } from '@huibao/config';
import { createRequestHandler } from '@remix-run/express';
import express from 'express';
import { createServer as createVite } from 'vite';
import { clientAddress } from './client-address.mjs';
import { traceRequests } from './trace-requests.mjs';

const { WEB_PORT, WEB_ORIGIN } = readWebConfig();
const address = `http://127.0.0.1:${WEB_PORT}`;
const app = express();
app.use(traceRequests, clientAddress);
const server = createServer(app);
const vite = await createVite({ server: { middlewareMode: true, hmr: { server } } });
app.use((request, _response, next) => {
  // The api takes changes from the product's own pages only, and these are its pages.
  if (request.headers.origin === address) request.headers.origin = WEB_ORIGIN;
  next();
});
app.use(vite.middlewares);
app.all('*', createRequestHandler({ build: () => vite.ssrLoadModule('virtual:remix/server-build') }));
server.listen(WEB_PORT, '127.0.0.1', () => console.log(`The pages, as you edit them: ${address}`));
// Vite closes itself at a signal and leaves the process to us.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
