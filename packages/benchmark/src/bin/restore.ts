// Works in a product whose database is lost and restored, and judges it: `npm run test:restore` starts it.
import { parseArgs } from 'node:util';
import { readApiConfig, readMigrationConfig, servicesOptionsOf } from '@huibao/config';
import { createServices } from '@huibao/services';
import { parentChannel } from '../faults/machine.ts';
import { drillOfParent } from '../restore/drill-machine.ts';
import { runDrill } from '../restore/run-drill.ts';

// Of work between the moment that is restored to and the loss: longer than the archive waits for a full segment.
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '75' } } });
const config = readApiConfig();
const ctx = createServices(servicesOptionsOf(config));
const failed = await runDrill({
  ctx,
  machine: drillOfParent(parentChannel()),
  ownerUrl: readMigrationConfig().DATABASE_URL,
  apiUrl: `http://127.0.0.1:${config.API_PORT}`,
  webOrigin: config.WEB_ORIGIN,
  sessionKey: Buffer.from(config.SESSION_KEY, 'base64'),
  afterwards: Number(values.seconds) * 1000,
  print: (line) => console.log(line),
});
await ctx.close();
process.disconnect();
process.exitCode = failed > 0 ? 1 : 0;
