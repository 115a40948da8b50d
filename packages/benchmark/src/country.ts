import type pg from 'pg';
import { loadFacts, loadSchools, loadSubmissions, type Staffing } from './population.ts';
import type { Edition } from './product-door.ts';
import { countryShape, splitKeys } from './programme.ts';
import { timeOf } from './timing.ts';

export const factsOfASchool =
  2 * (countryShape.flows + countryShape.stocks + countryShape.yesNos + countryShape.splits * splitKeys.length);

/** What becomes of a school's cells: some are left empty, and some schools closed in summer. */
export const answeredShare = 0.97;

/** How long each part of a load took, in milliseconds. */
export interface LoadTimes {
  readonly facts: number;
  readonly insert: number;
  readonly indexes: number;
  readonly vacuum: number;
}

/** As uneven as districts are: the biggest several times the middle one, and none without schools. */
export function sizesOf(bureaus: number, schools: number): readonly number[] {
  const weights = Array.from({ length: bureaus }, (_, index) => 1 / (index + bureaus / 60) ** 0.8);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.max(1, Math.round((schools * weight) / total)));
}

/** Cities with ten bureaus each, below the platform. Bureaus come in a mixed order of size. */
export async function makeTenants(owner: pg.Client, sizes: readonly number[]): Promise<readonly Staffing[]> {
  const { rows } = await owner.query<{ id: number }>(
    `
    with platform as (select id from tenants where kind = 'platform'), made as (
      insert into tenants (parent_id, kind, name, short_name, login_suffix, created_at) select p.id, 'city', 'City ' || n, 'City ' || n, 'c' || n, '2020-01-01' from platform p, generate_series(1, $1::int) n returning id, name
    ), roots as (insert into org_units (tenant_id, kind, name, opens_on, created_at) select id, 'root', name, '2010-01-01', '2020-01-01' from made)
    select id from made order by id`,
    [Math.ceil(sizes.length / 10)],
  );
  const bureaus = await owner.query<{ id: number }>(
    `
    with made as (
      insert into tenants (parent_id, kind, name, short_name, login_suffix, created_at)
      select ($1::int[])[1 + n / 10], 'bureau', 'Bureau ' || n, 'Bureau ' || n, 'b' || n, '2020-01-01' from generate_series(0, $2::int - 1) n returning id, parent_id, name
    ), roots as (
      insert into org_units (tenant_id, kind, name, opens_on, created_at) select id, 'root', name, '2010-01-01', '2020-01-01' from made
    ), reporters as (
      insert into org_units (tenant_id, kind, name, child_tenant_id, opens_on, created_at) select parent_id, 'bureau', name, id, '2010-01-01', '2020-01-01' from made
    ) select id from made order by id`,
    [rows.map((row) => row.id), sizes.length],
  );
  // A step that shares no factor with the number of bureaus visits each once.
  const step = coprimeNear(Math.round(sizes.length * 0.618), sizes.length);
  return bureaus.rows.map(({ id }, index) => ({ tenantId: id, schools: sizes[(index * step) % sizes.length] ?? 1 }));
}

function coprimeNear(wanted: number, total: number): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  let step = Math.max(1, wanted);
  while (common(step, total) !== 1) step += 1;
  return step;
}

/**
 * A year of more bureaus. The year's partition stands apart meanwhile: 50 million rows go in without its indexes, which
 * are then built at once; its foreign keys stay, and are taken as they are when it comes back.
 */
export async function loadBureaus(
  owner: pg.Client,
  edition: Edition,
  staffing: readonly Staffing[],
  log: (line: string) => void,
): Promise<LoadTimes> {
  const { year } = edition;
  const tenants = staffing.map((one) => one.tenantId);
  const partition = `facts_${year}`;
  await owner.query(`set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB'`);
  const people = await timeOf(async () => {
    await loadSchools(owner, staffing, year);
    await loadSubmissions(owner, edition, tenants);
    await owner.query('vacuum analyze org_units, collections, submissions');
  });
  log(`    schools and submissions ${(people / 1000).toFixed(1)} s`);
  await owner.query(`alter table facts detach partition ${partition}`);
  const { rows: keys } = await owner.query<{ name: string; definition: string }>(
    `
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and contype = 'p'`,
    [partition],
  );
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(
    `
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = $1::regclass and not indisprimary`,
    [partition],
  );
  for (const { name } of keys) await owner.query(`alter table ${partition} drop constraint ${name}`);
  for (const { name } of indexes) await owner.query(`drop index ${name}`);
  await owner.query(
    `alter table ${partition} add constraint bench_year check (year >= ${year} and year < ${year + 1})`,
  );
  let facts = 0;
  const insert = await timeOf(async () => {
    facts = await loadFacts(owner, edition.programmeCode, year, tenants, partition);
  });
  log(`    facts inserted ${(insert / 1000).toFixed(1)} s`);
  const built = await timeOf(async () => {
    for (const { name, definition } of keys)
      await owner.query(`alter table ${partition} add constraint ${name} ${definition}`);
    for (const { definition } of indexes) await owner.query(definition);
    await owner.query(`alter table facts attach partition ${partition} for values from (${year}) to (${year + 1})`);
    await owner.query(`alter table ${partition} drop constraint bench_year`);
  });
  log(`    indexes built ${(built / 1000).toFixed(1)} s`);
  const vacuum = await timeOf(async () => {
    await owner.query(`vacuum analyze ${partition}`);
    await owner.query('analyze facts');
  });
  log(`    vacuum and analyze ${(vacuum / 1000).toFixed(1)} s`);
  await owner.query('reset session_replication_role; reset maintenance_work_mem; reset work_mem');
  return { facts, insert, indexes: built, vacuum };
}
