import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApiServer, type ApiOptions } from './server.ts';

export interface StartedApi {
  readonly server: Server;
  /** Its address, without a slash at the end. */
  readonly base: string;
}

/** The api on a port of its own, silent unless it is given a log. */
export async function startApi(
  options: Omit<ApiOptions, 'sessionKey' | 'log'> & Partial<Pick<ApiOptions, 'log'>>,
): Promise<StartedApi> {
  const server = createApiServer({ sessionKey: randomBytes(32), log: pino({ level: 'silent' }), ...options });
  return { server, base: await listen(server) };
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
