// Measures roll-ups against their bounds, in a database that it fills itself: `npm run bench:rollup` starts one for it.
import { parseArgs } from 'node:util';
import { readApiConfig, readMigrationConfig } from '@huibao/config';
import { runBench } from '../run.ts';

const { values } = parseArgs({
  options: {
    facts: { type: 'string', default: '50000000' },
    bureaus: { type: 'string', default: '2800' },
    /** A million facts instead of fifty. */
    quick: { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
  },
});
const config = readApiConfig();
const facts = values.quick ? 1_000_000 : Number(values.facts);
await runBench({
  ownerUrl: readMigrationConfig().DATABASE_URL,
  appUrl: config.DATABASE_APP_URL,
  apiUrl: `http://127.0.0.1:${config.API_PORT}`,
  webOrigin: config.WEB_ORIGIN,
  servicesOf: (databaseUrl) => ({
    appUrl: databaseUrl(config.DATABASE_APP_URL),
    authUrl: databaseUrl(config.DATABASE_AUTH_URL),
    publicUrl: databaseUrl(config.DATABASE_PUBLIC_URL),
    keeperUrl: databaseUrl(config.DATABASE_KEEPER_URL),
    watchUrl: databaseUrl(config.DATABASE_WATCH_URL),
    auditKey: config.AUDIT_KEY,
    registerKey: config.REGISTER_KEY,
    accountKey: config.ACCOUNT_KEY,
    stateDir: config.STATE_DIR,
    webOrigin: config.WEB_ORIGIN,
  }),
  facts,
  // Fewer facts come from fewer bureaus, not from smaller ones.
  bureaus: values.quick ? 56 : Number(values.bureaus),
  showsPlans: values.plans,
  print: (line) => console.log(line),
});
