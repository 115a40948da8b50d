import { createTestDatabase } from '@huibao/testing';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { connect } from './connection.ts';
import { compareSchema, doesFit, readSchemaFit } from './schema-fit.ts';

describe('a schema and a code', () => {
  const shipped = ['0001-a.sql', '0002-b.sql'];

  it.each([
    ['the same', shipped, true],
    ['an older one', ['0001-a.sql'], false],
    ['none', [], false],
    ['one with a gap', ['0002-b.sql', '0003-c.sql'], false],
    ['a newer one that only adds', [...shipped, '0003-c.sql'], true],
    ['a newer one that breaks', [...shipped, '0003-c.breaking.sql', '0004-d.sql'], false],
  ])('fit or not: %s', (_name, applied, fits) => {
    expect(doesFit(compareSchema(shipped, applied))).toBe(fits);
  });

  it('fit with what the code itself calls breaking, and are told by both their newest', () => {
    const own = [...shipped, '0003-c.breaking.sql'];
    expect(doesFit(compareSchema(own, own))).toBe(true);
    expect(compareSchema(own, ['0001-a.sql'])).toEqual({
      code: '0003-c.breaking.sql',
      database: '0001-a.sql',
      missing: ['0002-b.sql', '0003-c.breaking.sql'],
      breaking: [],
    });
  });

  it('are compared by the role that opens the door, and told apart without the right to read', async () => {
    const database = await createTestDatabase();
    const db = connect(database.urlOf('huibao_auth'), 'huibao_auth', 1);
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      const fit = await readSchemaFit(db);
      expect([doesFit(fit), fit.code, fit.database]).toEqual([true, fit.database, fit.code]);
      await owner.query('revoke select on schema_migrations from huibao_auth');
      expect(await readSchemaFit(db)).toMatchObject({ database: null, breaking: [] });
      await owner.query('drop table schema_migrations');
      expect(await readSchemaFit(db)).toMatchObject({ database: null, breaking: [] });
    } finally {
      await Promise.all([db.destroy(), owner.end()]);
      await database.drop();
    }
  });
});
