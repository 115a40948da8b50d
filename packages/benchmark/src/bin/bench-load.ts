// Measures saves and reads over HTTP against their bounds: `npm run bench:load` starts a database and an api for it.
import { readApiConfig, readMigrationConfig } from '@huibao/config';
import { runLoad } from '../load/run-load.ts';

const config = readApiConfig();
await runLoad({
  ownerUrl: readMigrationConfig().DATABASE_URL,
  apiUrl: `http://127.0.0.1:${config.API_PORT}`,
  services: {
    appUrl: config.DATABASE_APP_URL,
    authUrl: config.DATABASE_AUTH_URL,
    publicUrl: config.DATABASE_PUBLIC_URL,
    keeperUrl: config.DATABASE_KEEPER_URL,
    auditKey: config.AUDIT_KEY,
    registerKey: config.REGISTER_KEY,
    accountKey: config.ACCOUNT_KEY,
    stateDir: config.STATE_DIR,
    webOrigin: config.WEB_ORIGIN,
  },
  sessionKey: Buffer.from(config.SESSION_KEY, 'base64'),
  print: (line) => console.log(line),
});
