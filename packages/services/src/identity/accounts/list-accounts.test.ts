import { actingIn, createClock, createSmallWorld, createTestDatabase, type SmallWorld } from '@huibao/testing';
import type { Acting, TestDatabase } from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FoundUnits } from '../../units/search-units.ts';
import * as useCases from '../../use-cases.ts';
import type { ListedAccounts } from './list-accounts.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  const { tenantId } = world.actors.admin;
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('set row_security = off');
  const many = (statement: string) => owner.query(statement, [tenantId, world.unitIds.first]);
  // Names that say nothing of the order in which they are listed.
  await many(`with made as (
      insert into users (tenant_id, id, name, created_at)
      select $1, gen_random_uuid(), '教师' || i, now() from generate_series(1, 230) i returning id, name
    ), named as (
      insert into logins (tenant_id, username, user_id, password_hash, must_change, changed_at)
      select $1, 'many.' || md5(name), id, 'x', true, now() from made
    )
    insert into memberships (tenant_id, id, user_id, unit_id, role, created_at)
    select $1, gen_random_uuid(), id, $2::int, 'reporter', now() from made`);
  await many(`insert into org_units (tenant_id, kind, name, school_code, school_type, ownership, opens_on, created_at)
    select $1, 'school', '新建第' || i || '小学', 2141000000 + i, '211', 'public', '2020-01-01', now() from generate_series(1, 250) i
    where $2::int > 0`);
  await owner.end();
});
afterAll(() => database.drop());

it('lists every person once, page by page, those of the root unit first', async () => {
  const { admin, editor, first } = world.actors;
  const found: { userId: string; unitId: number; username: string }[] = [];
  let after: { unitId: number; username: string } | null = null;
  let pages = 0;
  do {
    const { accounts, next }: ListedAccounts = await acting.as(admin, useCases.listAccounts, { after });
    found.push(
      ...accounts.map(({ userId, username, memberships }) => ({
        ...{ userId, username, unitId: memberships[0]?.unitId ?? 0 },
      })),
    );
    after = next;
    pages += 1;
  } while (after);
  expect(pages).toBe(3);
  expect(new Set(found.map(({ userId }) => userId)).size).toBe(found.length);
  expect(found.length).toBeGreaterThan(235);
  for (const one of [admin, editor, first]) expect(found.map(({ userId }) => userId)).toContain(one.userId);
  const units = found.map(({ unitId }) => unitId);
  expect(units[0]).toBe(world.unitIds.root);
  // Each unit's people stand together.
  expect(units.filter((unit, place) => unit !== units[place - 1])).toEqual([...new Set(units)]);
});

it('finds people by name, username and unit, and says which administrators’ role has one alone', async () => {
  const { admin, first } = world.actors;
  const search = (text: string) => acting.as(admin, useCases.listAccounts, { search: text });
  expect((await search('教师17')).accounts.map(({ name }) => name).toSorted()).toEqual(
    ['教师17', ...Array.from({ length: 10 }, (_, no) => `教师17${no}`)].toSorted(),
  );
  for (const text of ['many.', ' MANY. ']) expect((await search(text)).accounts).toHaveLength(100);
  const unit = (await acting.as(admin, useCases.getUnits, {})).find(({ id }) => id === world.unitIds.first);
  const { accounts, next } = await search(unit?.name ?? '');
  expect(accounts.every(({ memberships }) => memberships.some((one) => one.unitId === unit?.id))).toBe(true);
  expect(next?.unitId).toBe(unit?.id);
  const { accounts: here, rolesOfOne } = await search(first.userName);
  expect(here.map(({ userId }) => userId)).toContain(first.userId);
  // Of the world's administrators there are two.
  expect(rolesOfOne.toSorted()).toEqual(['audit_officer', 'security_officer']);
  expect((await search('%')).accounts).toEqual([]);
});

it('lists every unit once, page by page, with how many there are in all', async () => {
  const { admin } = world.actors;
  const all = (await acting.as(admin, useCases.getUnits, {})).filter(({ kind }) => kind !== 'root');
  const found: (typeof all)[number][] = [];
  let after: number | null = null;
  do {
    const page: FoundUnits = await acting.as(admin, useCases.searchUnits, { after });
    expect(page.counts.school + page.counts.section).toBe(all.length);
    found.push(...page.units);
    after = page.next;
  } while (after !== null);
  expect(found).toEqual(all);
  const { units, next, counts, openSections } = await acting.as(admin, useCases.searchUnits, { search: '新建第25' });
  expect(units.map(({ name }) => name)).toEqual(['新建第25小学', '新建第250小学']);
  const coded = await acting.as(admin, useCases.searchUnits, { search: '2141000025' });
  expect(coded.units.map(({ name }) => name)).toEqual(['新建第25小学']);
  expect([next, counts.school, counts.section]).toEqual([null, 2, 0]);
  expect(openSections.map(({ id }) => id)).toEqual(
    all.filter(({ kind, closesOn }) => kind === 'section' && closesOn === null).map(({ id }) => id),
  );
});
