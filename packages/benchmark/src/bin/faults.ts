// Kills parts and breaks wires while people save and submit: `npm run test:faults` starts a product for it.
import { parseArgs } from 'node:util';
import { readApiConfig, readMigrationConfig } from '@huibao/config';
import { createServices } from '@huibao/services';
import { machineOfParent } from '../faults/machine.ts';
import { runFaults } from '../faults/run-faults.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    clients: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '12' },
    only: { type: 'string', default: '' },
    /** The database's disk is to be filled. */
    disk: { type: 'boolean', default: false },
    /** What `npm test` has of it. */
    short: { type: 'boolean', default: false },
  },
});
const config = readApiConfig();
const machine = machineOfParent();
const ctx = createServices({
  appUrl: config.DATABASE_APP_URL,
  authUrl: config.DATABASE_AUTH_URL,
  publicUrl: config.DATABASE_PUBLIC_URL,
  auditKey: config.AUDIT_KEY,
  registerKey: config.REGISTER_KEY,
  accountKey: config.ACCOUNT_KEY,
  stateDir: config.STATE_DIR,
  webOrigin: config.WEB_ORIGIN,
});
const tally = await runFaults({
  ctx,
  machine,
  ownerUrl: readMigrationConfig().DATABASE_URL,
  apiUrl: `http://127.0.0.1:${config.API_PORT}`,
  webOrigin: config.WEB_ORIGIN,
  sessionKey: Buffer.from(config.SESSION_KEY, 'base64'),
  seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed),
  clients: Number(values.clients),
  window: Number(values.seconds) * 1000,
  only: values.only,
  part: values.short ? 'short' : values.disk ? 'disk' : 'long',
  print: (line) => console.log(line),
});
await ctx.close();
machine.tell(tally);
process.disconnect();
process.exitCode = tally.failed > 0 ? 1 : 0;
