import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { migrationsFolder, shippedMigrations } from '../schema-fit.ts';
import { splitStatements } from './split-statements.ts';

describe('a file of SQL', () => {
  it('is cut at the ends of its statements, and nowhere else', () => {
    const text = `-- one; two
      insert into "a;b" values ('it''s; so', 1 - 2); /* three; */ do $$ begin perform 1; end $$;
      create function f() returns text language sql as $f$ select '$$;' $f$;`;
    expect(splitStatements(text)).toEqual([
      `insert into "a;b" values ('it''s; so', 1 - 2)`,
      '/* three; */ do $$ begin perform 1; end $$',
      `create function f() returns text language sql as $f$ select '$$;' $f$`,
    ]);
  });

  it('begins each statement of a migration by a word of SQL', async () => {
    const statements = await Promise.all(
      (await shippedMigrations()).map(async (name) => splitStatements(await readFile(migrationsFolder + name, 'utf8'))),
    );
    const words = new Set(statements.flat().map((statement) => /^\w+/.exec(statement)?.[0] ?? statement));
    expect([...words].toSorted()).toMatchInlineSnapshot(`
      [
        "alter",
        "comment",
        "create",
        "delete",
        "do",
        "drop",
        "grant",
        "insert",
        "lock",
        "revoke",
        "update",
        "with",
      ]
    `);
  });
});
