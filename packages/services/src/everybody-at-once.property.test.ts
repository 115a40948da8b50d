import { createClock, createTestDatabase, howMany, type TestDatabase } from '@huibao/testing';
import { deedsOfTerm, faultsOfChain, faultsOfFacts, foundTerm, playRounds, Unmoved } from '@huibao/testing/at-once';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

// A term is collected by everybody in any order, up to five at once: clerks, a head, the editor, and an administrator
// who changes the units meanwhile. Each is done, or refused by its code, and facts are those of accepted revisions
// alone. One seed again: `TEST_LONG=1 npm test -- --only unit everybody-at-once -t "seed 5:"`.

const seeds = Array.from({ length: howMany(1, 16) }, (_, index) => index + 1);
const rounds = 50;
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

it.each(seeds)(
  'seed %i: done or refused by its code, and facts of what is accepted alone',
  { timeout: 600_000 },
  async (seed) => {
    const term = await foundTerm(database.services, owner, clock);
    const { world } = term;
    const unmoved = new Unmoved();
    const deeds = deedsOfTerm(term);
    const ends = await playRounds({
      seed,
      rounds,
      actors: world.actors,
      deeds,
      clock,
      pause: 60_000,
      faults: () => faultsOfFacts(owner, world, unmoved),
    });
    expect(await faultsOfChain(database.services, world.actors.auditor)).toEqual([]);
    for (const end of ends.keys()) ended.add(end);
    asked = deeds.map(({ name }) => name);
  },
);

it('nothing is asked for that is always refused', () => {
  const never = asked.filter((name) => !ended.has(`${name}: done`));
  expect(never.slice(howMany(asked.length / 2, 0))).toEqual([]);
});
