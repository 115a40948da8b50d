import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTestConfig } from '@huibao/config';
import { databaseRoles, type DatabaseRole } from '@huibao/db';
import { migrate } from '@huibao/db/migrate';
import { createServices, defaultPolicy, type Context, type ServicesOptions, type SignInPolicy } from '@huibao/services';
import pg from 'pg';
import { startTestPooler } from './pooler.ts';

/** A database of one's own on the test server, reached as the unprivileged roles. */
export interface TestDatabase {
  readonly services: Context;
  /** By which `services` were made, for another process's beside them. */
  readonly options: ServicesOptions;
  /** Of this database, as its owner: for tests that look behind row security. */
  readonly ownerUrl: string;
  /** As its owner, by so many connections at most; they end with the database. */
  readonly openOwnerPool: (most: number) => pg.Pool;
  readonly urlOf: (role: string) => string;
  readonly drop: () => Promise<void>;
}

const template = 'huibao_template';

/** Owns the template and may make roles, and no more: what a managed server gives. */
const maker = 'template_maker';

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: readTestConfig().TEST_DATABASE_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlFor(database: string, role?: string): string {
  const { TEST_DATABASE_URL, DATABASE_ROLE_PASSWORD } = readTestConfig();
  const url = new URL(TEST_DATABASE_URL);
  url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = DATABASE_ROLE_PASSWORD;
  }
  return url.href;
}

/** Second factors and old passwords are what a test about them asks for. */
const testPolicy: SignInPolicy = {
  ...defaultPolicy,
  password: { ...defaultPolicy.password, maxAgeDays: null },
  secondFactor: 'optional',
};

/**
 * Copies a migrated template: the migrations run once per server (and again when there are new ones).
 *
 * @param isPooled reached through pgbouncer in transaction mode, without prepared statements
 */
export async function createTestDatabase(
  signInPolicy: Partial<SignInPolicy> = {},
  { isPooled = false }: { readonly isPooled?: boolean } = {},
): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(async (client) => {
    // One worker prepares the template; a copy needs it idle.
    await client.query('select pg_advisory_lock(7120532)');
    const password = readTestConfig().DATABASE_ROLE_PASSWORD;
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      await client.query(`create role ${maker} login createrole password ${client.escapeLiteral(password)}`);
      await client.query(`create database ${template} owner ${maker}`);
    }
    await migrate(urlFor(template, maker), password);
    await client.query(`create database ${name} template ${template}`);
    await client.query('select pg_advisory_unlock(7120532)');
  });
  const direct = databaseRoles.map((role) => urlFor(name, role));
  const pooler = isPooled ? await startTestPooler(direct) : null;
  const url = (role: DatabaseRole): string => pooler?.urlOf(urlFor(name, role)) ?? urlFor(name, role);
  const options = {
    appUrl: url('huibao_app'),
    authUrl: url('huibao_auth'),
    publicUrl: url('huibao_public'),
    keeperUrl: url('huibao_keeper'),
    watchUrl: url('huibao_watch'),
    preparesStatements: pooler === null,
    auditKey: randomBytes(32).toString('base64'),
    registerKey: randomBytes(32).toString('base64'),
    accountKey: randomBytes(32).toString('base64'),
    signInPolicy: { ...testPolicy, ...signInPolicy },
    stateDir: join(tmpdir(), 'huibao-test', name),
    webOrigin: 'https://huibao.example',
    maxConnections: 6,
  };
  const services = createServices(options);
  const pools: pg.Pool[] = [];
  return {
    services,
    options,
    ownerUrl: urlFor(name),
    openOwnerPool: (most) => {
      const pool = new pg.Pool({ connectionString: urlFor(name), max: most });
      // A pool has ended before PostgreSQL has heard of its connections' end, and what becomes of the database then is
      // told to those, and by them to whoever runs the test.
      pool.on('error', () => undefined);
      pool.on('connect', (client) => client.on('error', () => undefined));
      pools.push(pool);
      return pool;
    },
    urlOf: (role) => urlFor(name, role),
    drop: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await services.close();
      await pooler?.stop();
      await asOwner((client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}
