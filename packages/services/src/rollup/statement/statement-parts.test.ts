import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import { formatSql } from '@huibao/testing/format-sql';
import { describe, expect, it } from 'vitest';
import { finalSelect } from './final-select.ts';
import { comment } from './sql-fragments.ts';
import { anyTenant, bindTenant } from './tenant-parameter.ts';

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

describe('the tenant of a kept statement', () => {
  it('stands wherever it is asked for', () => {
    const kept = sql`select ${anyTenant}::int, ${anyTenant}::int`.compile(compiler);
    expect(bindTenant(kept, 7)).toMatchObject({ sql: 'select $1::int, $2::int', parameters: [7, 7] });
  });

  it('stands nowhere else: another parameter is refused, not replaced', () => {
    const kept = sql`select ${anyTenant}::int, ${2024}::int`.compile(compiler);
    expect(() => bindTenant(kept, 7)).toThrow('another parameter');
  });
});

describe('a code in a comment', () => {
  it('is read by people and by nobody else', () => {
    expect(sql`1 ${comment('pupils@111@school_stage/primary')}`.compile(compiler).sql).toBe(
      '1 /* pupils@111@school_stage/primary */',
    );
    expect(() => comment('pupils */ or true /*')).toThrow('star');
  });
});

const year = {
  yearPeriods: [1, 2],
  lastDay: '2024-12-31',
  programme: { ownerTenantId: 1, programmeCode: 'sample' },
  tenant: 7,
  year: 2024,
};

describe('the final select', () => {
  it.each([
    { of: 'all-reporters-own', byUnit: false, hasChildren: false },
    { of: 'all-reporters-own-and-delivered', byUnit: false, hasChildren: true },
    { of: 'each-reporter-own', byUnit: true, hasChildren: false },
    { of: 'each-reporter-own-and-delivered', byUnit: true, hasChildren: true },
  ])('is this, of $of', async ({ of, byUnit, hasChildren }) => {
    const text = finalSelect(byUnit, hasChildren, year).compile(compiler).sql;
    await expect(formatSql(text)).toMatchFileSnapshot(`./final-select/${of}.sql`);
  });
});
