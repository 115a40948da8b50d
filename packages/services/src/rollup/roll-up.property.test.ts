import { withTenant, type Actor } from '@huibao/db';
import { levelOfCode } from '@huibao/domain';
import { createClock, createTestDatabase, howMany, type TestDatabase } from '@huibao/testing';
import {
  addToDistrict,
  generateDistrict,
  loadDistricts,
  rollUpByHand,
  type District,
  type HandFigure,
  type LoadedDistrict,
} from '@huibao/testing/rollup-oracle';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Edition } from '../forms/edition.repository.ts';
import type { Scope } from '../use-case.ts';
import { acceptPending } from './accept-pending.ts';
import { deleteFacts, insertFacts } from './fact.repository.ts';
import { rollUp, type RollupOptions } from './roll-up.ts';

// The one statement against an implementation that was written from semantics.md alone and shares no code with it.
// Every district is a tenant of one database; its facts come and go by the product's own statements: accepted,
// reopened, corrected.

const cases = howMany(200, 10_000);
const batch = 250;
const { now } = createClock('2026-02-01T09:00:00+08:00');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Reading {
  readonly name: string;
  readonly options: RollupOptions;
  readonly isPreview: boolean;
}

const year: Reading = { name: 'year', options: {}, isPreview: false };
/** Every district's year, and of every third one of these in turn. */
const others: readonly Reading[] = [
  { name: 'spring', options: { periods: [1] }, isPreview: false },
  { name: 'autumn', options: { periods: [2] }, isPreview: false },
  { name: 'preview', options: {}, isPreview: true },
];

it(
  `gives the figures of ${cases} generated districts as an independent implementation does`,
  { timeout: 900_000 },
  async () => {
    const differences: unknown[] = [];
    let figures = 0;
    for (let first = 0; first < cases && differences.length === 0; first += batch) {
      const districts = Array.from({ length: Math.min(batch, cases - first) }, (_, index) =>
        withAdditions(first + index, generateDistrict(first + index)),
      );
      const loaded = await loadDistricts(database.ownerUrl, districts, first);
      // Four at a time, as many as there are connections to spare.
      const pairs = districts.map((district, index) => ({ district, loaded: loaded[index]!, seed: first + index }));
      await Promise.all(
        [0, 1, 2, 3].map(async (lane) => {
          for (const { district, loaded: tenant, seed } of pairs.filter((_, index) => index % 4 === lane)) {
            for (const { reading, theirs, alone } of await readAll(
              tenant,
              seed % 3 === 0 ? [year, others[(seed / 3) % others.length]!] : [year],
            )) {
              const ours = rollUpByHand(district, {
                ...(reading.options.periods ? { periods: reading.options.periods } : {}),
                includeSubmitted: reading.isPreview,
              });
              figures += ours.size;
              // What a city or a bureau adds changes nothing of the rest, to the byte.
              const own = [...theirs].filter(([code]) => levelOfCode(code) === null);
              if (alone && JSON.stringify(own) !== JSON.stringify([...alone]))
                differences.push({ seed, reading: reading.name });
              differences.push(...differencesOf(seed, reading, district, theirs, ours));
            }
          }
        }),
      );
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(figures).toBeGreaterThan(cases * 6);
  },
);

/**
 * One transaction as the unprivileged role: facts in, facts taken back, facts of the correction in, then the figures.
 */
function readAll(loaded: LoadedDistrict, readings: readonly Reading[]) {
  const actor: Actor = {
    tenantId: loaded.tenantId,
    lineage: loaded.lineage,
    units: null,
    userId: '',
    userName: '',
    role: 'system',
    now,
  };
  return withTenant(database.services.db, actor, async (trx) => {
    const scope: Scope = {
      ctx: database.services,
      trx,
      actor,
      now: now(),
      audit: () => undefined,
      afterwards: () => undefined,
      isAlone: false,
    };
    for (const round of loaded.reopened) {
      await insertFacts(trx, loaded.tenantId, round);
      for (const revision of round) await deleteFacts(trx, loaded.tenantId, revision);
    }
    await insertFacts(trx, loaded.tenantId, loaded.accepted);
    const edition = loaded.edition as unknown as Edition;
    const results = [];
    for (const reading of readings) {
      const read = (of: Edition): ReturnType<typeof rollUp> =>
        rollUp(scope, of, { ...reading.options, indicators: of.indicators });
      if (reading.isPreview) {
        await sql`savepoint preview`.execute(trx);
        await acceptPending(trx, loaded.tenantId, edition);
      }
      const theirs = await read(edition);
      results.push({
        reading,
        theirs,
        alone: hasAdditions(edition) && !reading.isPreview ? await read(withoutAdditions(edition)) : null,
      });
      if (reading.isPreview) await sql`rollback to savepoint preview`.execute(trx);
    }
    return results;
  });
}

/** Every other one has what its city and its bureau added. */
function withAdditions(seed: number, district: District): District {
  return seed % 2 === 0 ? addToDistrict(seed, district) : district;
}

function hasAdditions({ indicators }: Edition): boolean {
  return indicators.some(({ code }) => levelOfCode(code) !== null);
}

/** The programme as its owner has it. */
function withoutAdditions(edition: Edition): Edition {
  return {
    ...edition,
    issues: edition.issues.map((issue) => ({
      ...issue,
      forms: issue.forms.filter((form) => levelOfCode(form.definition.code) === null),
    })),
    indicators: edition.indicators.filter(({ code }) => levelOfCode(code) === null),
  };
}

function differencesOf(
  seed: number,
  reading: Reading,
  district: District,
  theirs: Awaited<ReturnType<typeof rollUp>>,
  ours: ReadonlyMap<string, HandFigure>,
): unknown[] {
  return district.indicators.flatMap((indicator) => {
    const [figure, wanted] = [plain(theirs.get(indicator.code)), plain(ours.get(indicator.code))];
    return figure === wanted ? [] : [{ seed, reading: reading.name, indicator, figure, wanted }];
  });
}

function plain(figure: Partial<HandFigure> | undefined): string {
  return JSON.stringify([
    figure?.numerator,
    figure?.denominator,
    figure?.value,
    figure?.texts,
    figure?.answered,
    figure?.expected,
    figure?.periods,
  ]);
}
