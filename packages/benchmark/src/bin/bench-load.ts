// Measures saves and reads over HTTP against their bounds: `npm run bench:load` starts a database and an api for it.
import { parseArgs } from 'node:util';
import { readApiConfig, readMigrationConfig, servicesOptionsOf } from '@huibao/config';
import { runLoad } from '../load/run-load.ts';

const { values } = parseArgs({ options: { divide: { type: 'boolean', default: false } } });
const config = readApiConfig();
await runLoad({
  ownerUrl: readMigrationConfig().DATABASE_URL,
  apiUrl: `http://127.0.0.1:${config.API_PORT}`,
  services: {
    ...servicesOptionsOf(config),
  },
  sessionKey: Buffer.from(config.SESSION_KEY, 'base64'),
  divides: values.divide,
  print: (line) => console.log(line),
});
