import { readApiConfig, readMigrationConfig } from '@huibao/config';
import { createServices } from '@huibao/services';
import { machineOfParent } from './machine.ts';

/** The product that infra/local/machine.mjs runs around this process; its api is behind a wire. */
export function productOfParent() {
  const config = readApiConfig();
  return {
    machine: machineOfParent(),
    ctx: createServices({
      appUrl: config.DATABASE_APP_URL,
      authUrl: config.DATABASE_AUTH_URL,
      publicUrl: config.DATABASE_PUBLIC_URL,
      keeperUrl: config.DATABASE_KEEPER_URL,
      auditKey: config.AUDIT_KEY,
      registerKey: config.REGISTER_KEY,
      accountKey: config.ACCOUNT_KEY,
      stateDir: config.STATE_DIR,
      webOrigin: config.WEB_ORIGIN,
    }),
    ownerUrl: readMigrationConfig().DATABASE_URL,
    apiUrl: `http://127.0.0.1:${config.API_PORT}`,
    webOrigin: config.WEB_ORIGIN,
    sessionKey: Buffer.from(config.SESSION_KEY, 'base64'),
  };
}
