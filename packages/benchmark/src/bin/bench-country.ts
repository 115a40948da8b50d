// Every page with a whole country in the database: `npm run bench:country` starts a product for it.
import { parseArgs } from 'node:util';
import { readMigrationConfig, readWorkerConfig, servicesOptionsOf } from '@huibao/config';
import { runCountry } from '../country/run-country.ts';

const { values } = parseArgs({
  options: {
    /** A part of their names. */
    only: { type: 'string' },
    /** The country is there from a run before. */
    again: { type: 'boolean', default: false },
    /** Of so many cities what schools filled in is copied, too: a country's takes its time on a busy machine. */
    figures: { type: 'string' },
    runs: { type: 'string', default: '20' },
    pids: { type: 'string', default: '{}' },
    metrics: { type: 'string', multiple: true, default: [] },
  },
});
const config = readWorkerConfig();
await runCountry({
  ownerUrl: readMigrationConfig().DATABASE_URL,
  relayUrl: config.DATABASE_RELAY_URL,
  webOrigin: config.WEB_ORIGIN,
  services: { ...servicesOptionsOf(config), maxConnections: 4 },
  pids: JSON.parse(values.pids) as Record<string, number>,
  metrics: values.metrics,
  isMade: values.again,
  most: values.figures === undefined ? null : Number(values.figures),
  runs: Number(values.runs),
  only: values.only ?? null,
  print: (line) => console.log(line),
});
