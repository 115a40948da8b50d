import { readApiConfig, readMigrationConfig, servicesOptionsOf } from '@huibao/config';
import { createServices } from '@huibao/services';
import { machineOfParent } from './machine.ts';

/** The product that infra/local/machine.mjs runs around this process; its apis are behind wires. */
export async function productOfParent() {
  const config = readApiConfig();
  const machine = machineOfParent();
  return {
    machine,
    ctx: createServices({
      ...servicesOptionsOf(config),
    }),
    ownerUrl: readMigrationConfig().DATABASE_URL,
    doors: await machine.doors(),
    webOrigin: config.WEB_ORIGIN,
    sessionKey: Buffer.from(config.SESSION_KEY, 'base64'),
  };
}
