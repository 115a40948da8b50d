import { readMigrationConfig } from '@huibao/config';
import pg from 'pg';
import { distribute } from '../division/distribute.ts';

const owner = new pg.Client({ connectionString: readMigrationConfig().DATABASE_URL });
await owner.connect();
try {
  const divided = await distribute(owner);
  console.log(
    divided.length === 0
      ? 'every table lies where it belongs'
      : divided.map(({ table, kind }) => `${table}: ${kind}`).join('\n'),
  );
} finally {
  await owner.end();
}
