import { readApiConfig, readMigrationConfig, servicesOptionsOf } from '@huibao/config';
import { createServices } from '@huibao/services';
import { machineOfParent } from './machine.ts';

/** The product that infra/local/machine.mjs runs around this process; its api is behind a wire. */
export function productOfParent() {
  const config = readApiConfig();
  return {
    machine: machineOfParent(),
    ctx: createServices({
      ...servicesOptionsOf(config),
    }),
    ownerUrl: readMigrationConfig().DATABASE_URL,
    apiUrl: `http://127.0.0.1:${config.API_PORT}`,
    webOrigin: config.WEB_ORIGIN,
    sessionKey: Buffer.from(config.SESSION_KEY, 'base64'),
  };
}
