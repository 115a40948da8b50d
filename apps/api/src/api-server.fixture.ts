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

/** Of a test that isn't about them. */
export const usual = {
  log: pino({ level: 'silent' }),
  // A test's database was migrated with its code.
  schema: { fit: () => null, fits: () => true },
  isStopping: () => false,
  onAnswered: () => undefined,
};

/** The api on a port of its own, silent unless it is given a log. */
export async function startApi(
  options: Omit<ApiOptions, 'sessionKeys' | keyof typeof usual> & Partial<Pick<ApiOptions, keyof typeof usual>>,
): Promise<StartedApi> {
  const server = createApiServer({ sessionKeys: [randomBytes(32)], ...usual, ...options });
  return { server, base: await listen(server) };
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
