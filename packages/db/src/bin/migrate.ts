import { readMigrationConfig } from '@huibao/config';
import { migrate } from '../migrate.ts';

const config = readMigrationConfig();
const applied = await migrate(config.DATABASE_URL, config.DATABASE_ROLE_PASSWORD);
console.log(applied.length === 0 ? 'database is up to date' : `applied ${applied.join(', ')}`);
