// Measures a bulk import against its bounds: `npm run bench:import` starts a database for it.
import { readApiConfig, readMigrationConfig, servicesOptionsOf } from '@huibao/config';
import { runImport } from '../import/run-import.ts';

await runImport({
  ownerUrl: readMigrationConfig().DATABASE_URL,
  services: servicesOptionsOf(readApiConfig()),
  print: (line) => console.log(line),
});
