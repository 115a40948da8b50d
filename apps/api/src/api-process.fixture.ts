import { createServices, type ServicesOptions } from '@huibao/services';
import type { AddressInfo } from 'node:net';
import { usual } from './api-server.fixture.ts';
import { createApiServer } from './server.ts';

/** An api in a process of its own, at a standing clock; it tells its port on standard output. */
const { options, now } = JSON.parse(process.argv[2] ?? '') as { options: ServicesOptions; now: string };
const server = createApiServer({
  ...usual,
  services: createServices(options),
  sessionKeys: [Buffer.alloc(32, 1)],
  webOrigin: options.webOrigin,
  now: () => new Date(now),
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
