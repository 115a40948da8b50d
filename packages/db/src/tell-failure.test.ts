import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellFailure } from './tell-failure.ts';

const canary = '金丝雀 13800001111';

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`create table nest (name text primary key check (length(name) < 30), born date, eggs integer)`);
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const failing = async (sql: string, values: unknown[]): Promise<unknown> =>
  owner.query(sql, values).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a failure as it is written down', () => {
  it.each([
    ['a value twice', 'insert into nest (name) values ($1), ($1)', [canary], '23505'],
    ['a value that a check refuses', 'insert into nest (name) values ($1)', [canary.repeat(3)], '23514'],
    ['words where a number is', 'insert into nest (name, eggs) values (1, $1)', [canary], '22P02'],
    ['words with quotes', 'insert into nest (name, eggs) values (1, $1)', [`"${canary}"\n"${canary}"`], '22P02'],
    ['words where a date is', 'insert into nest (name, born) values (1, $1)', [canary], '22007'],
    ['a row that isn’t there', 'insert into nest (name, eggs) values (null, length($1))', [canary], '23502'],
    ['what a function raises', `do $$ begin raise exception 'bad "%"', '${canary}'; end $$`, [], 'P0001'],
  ])('names no value: %s', async (_what, sql, values, code) => {
    const failure = await failing(sql, values);
    const told = tellFailure(failure);
    expect(told).toMatchObject({ type: 'error', code });
    expect(told.stack).toMatch(/^\s+at /);
    expect(JSON.stringify(told)).not.toMatch(/金丝雀|13800001111/);
    // Nor where it comes in another one that says the same.
    const wrapped = new Error(`asked in vain: ${(failure as Error).message}`, { cause: failure });
    expect(tellFailure(wrapped).message).toBe(`asked in vain: ${told.message}`);
    // It is there to be found: as it came, it does name it.
    if (code !== '23502') expect(JSON.stringify({ ...(failure as Error), of: String(failure) })).toContain('金丝雀');
  });

  it('tells the table and the constraint, and what it came of, but nothing that hangs on it', async () => {
    const cause = await failing('insert into nest (name) values ($1), ($1)', [canary]);
    const failure = Object.assign(new Error('not saved', { cause }), { request: { body: canary } });
    expect(tellFailure(failure)).toMatchObject({
      type: 'Error',
      message: 'not saved',
      cause: { table: 'nest', constraint: 'nest_pkey', code: '23505' },
    });
    expect(JSON.stringify(tellFailure(failure))).not.toContain('金丝雀');
    expect(tellFailure(canary)).toEqual({ type: 'string', message: '', stack: '' });
  });
});
