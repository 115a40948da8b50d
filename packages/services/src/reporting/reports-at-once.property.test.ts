import { createClock, createTestDatabase, howMany, type TestDatabase } from '@huibao/testing';
import {
  deedsOfReports,
  faultsOfChain,
  faultsOfFacts,
  faultsOfReports,
  foundOffice,
  playRounds,
  Unmoved,
} from '@huibao/testing/at-once';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

// Reports of two years are written, signed, numbered, sent, published, corrected and annulled by everybody in any
// order, up to five at once, while figures move below them. Each is done, or refused by its code; what is signed stays.
// One seed again: `TEST_LONG=1 npm test -- --only unit reports-at-once -t "seed 5:"`.

const seeds = Array.from({ length: howMany(1, 16) }, (_, index) => index + 1);
const rounds = 60;
const clock = createClock('2024-06-25T09:00:00+08:00');

let database: TestDatabase;
let owner: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = database.openOwnerPool(5);
});
afterAll(() => database.drop());

/** Of all seeds. */
const ended = new Set<string>();
let asked: readonly string[] = [];

it.each(seeds)('seed %i: done or refused by its code, and what is signed stays', { timeout: 600_000 }, async (seed) => {
  const at = await foundOffice(database.services, owner, clock);
  const { world } = at;
  const unmoved = new Unmoved();
  const ends = await playRounds({
    seed,
    rounds,
    actors: world.actors,
    deeds: deedsOfReports(at),
    clock,
    pause: 12 * 3_600_000,
    faults: async () => [
      ...(await faultsOfReports(owner, world, unmoved)),
      ...(await faultsOfFacts(owner, world, unmoved)),
    ],
  });
  expect(await faultsOfChain(database.services, world.actors.auditor)).toEqual([]);
  for (const end of ends.keys()) ended.add(end);
  asked = deedsOfReports(at).map(({ name }) => name);
});

it('nothing is asked for that is always refused', () => {
  const never = asked.filter((name) => !ended.has(`${name}: done`));
  expect(never.slice(howMany(asked.length / 2, 0))).toEqual([]);
});
