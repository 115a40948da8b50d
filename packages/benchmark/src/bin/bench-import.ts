// Measures a bulk import against its bounds: `npm run bench:import` starts a database and an api for it.
import { readApiConfig, readMigrationConfig, servicesOptionsOf } from '@huibao/config';
import { runImport } from '../import/run-import.ts';

const config = readApiConfig();
await runImport({
  ownerUrl: readMigrationConfig().DATABASE_URL,
  apiUrl: `http://127.0.0.1:${config.API_PORT}`,
  services: servicesOptionsOf(config),
  sessionKey: Buffer.from(config.SESSION_KEY, 'base64'),
  print: (line) => console.log(line),
});
