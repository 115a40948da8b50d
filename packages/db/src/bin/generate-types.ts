// Types come from the migrated database (DATABASE_URL), never by hand; CI checks that they are current.
import { fileURLToPath } from 'node:url';
import { readMigrationConfig } from '@huibao/config';
import { Cli } from 'kysely-codegen';

const { DATABASE_URL } = readMigrationConfig();
const outFile = fileURLToPath(new URL('../generated/database.ts', import.meta.url));
await new Cli().run({
  argv: [
    '--url',
    DATABASE_URL,
    '--dialect',
    'postgres',
    '--date-parser',
    'string',
    '--out-file',
    outFile,
    '--runtime-enums',
    'false',
    '--exclude-pattern',
    '(schema_migrations|facts_*)',
    ...(process.argv.includes('--verify') ? ['--verify'] : []),
  ],
});
