import { readTableSizes } from '@huibao/db';
import { localDate } from '@huibao/domain';
import { defineQuery, noInput } from '../use-case.ts';
import { requirePlatform } from './platform-only.ts';
import { measureDatabase } from './platform.repository.ts';
import { listMigrations } from './process.repository.ts';
import { findNotedSize, sumFiles } from './size.repository.ts';

const mostTables = 10;
const growthDays = 30;

/** How big the platform is and was, and which migrations it went through. */
export const getSizes = defineQuery({
  permission: 'platform.watch',
  input: noInput,
  async run(scope) {
    await requirePlatform(scope);
    const { ctx, now } = scope;
    const before = localDate(new Date(now.getTime() - growthDays * 86_400_000));
    const [database, tables, files, noted, migrations] = await Promise.all([
      measureDatabase(ctx.watchDb),
      readTableSizes(ctx.watchDb),
      sumFiles(ctx.watchDb),
      findNotedSize(ctx.watchDb, before),
      listMigrations(ctx.authDb),
    ]);
    return {
      databaseBytes: database.bytes,
      files,
      tables: tables.slice(0, mostTables),
      /** Since thirty days ago, or since the first note; null where none is of before today. */
      growth:
        noted && noted.day < localDate(now)
          ? {
              since: noted.day,
              databaseBytes: database.bytes - noted.databaseBytes,
              fileBytes: files.bytes - noted.fileBytes,
            }
          : null,
      migrations: migrations.map(({ name, appliedAt }) => ({ name, appliedAt: appliedAt.toISOString() })),
    };
  },
});
