import { readAsTenant, withTenant, type Actor } from '@huibao/db';
import { createClock, createTestDatabase, howMany, type TestDatabase } from '@huibao/testing';
import { addToDistrict, generateDistrict, loadDistricts, type LoadedDistrict } from '@huibao/testing/rollup-oracle';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Edition } from '../forms/edition.repository.ts';
import { deleteFacts, insertFacts } from './fact.repository.ts';
import type { FormOfYear } from './moved-forms.ts';
import { rollUp, rollUpByUnit } from './roll-up.ts';

// Of figures that are kept, those alone are asked again that read a form of which something was accepted or taken back
// (decision 109). Whatever is accepted and taken back in between, and whenever somebody looks, they are what the whole
// statement says.

const cases = howMany(12, 400);
const { now } = createClock('2026-02-01T09:00:00+08:00');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Accepted {
  readonly id: string;
  readonly form: FormOfYear;
}

it(`says the same of ${cases} generated districts as without anything kept`, { timeout: 900_000 }, async () => {
  const districts = Array.from({ length: cases }, (_, seed) =>
    seed % 2 === 0 ? addToDistrict(seed, generateDistrict(seed)) : generateDistrict(seed),
  );
  let asked = 0;
  for (const [seed, loaded] of (await loadDistricts(database.ownerUrl, districts, 0)).entries()) {
    const revisions = await acceptedOf(loaded);
    const [steps] = fc.sample(stepsOver(revisions), { numRuns: 1, seed });
    for (const step of steps ?? []) {
      await move(loaded, step);
      if (!step.isSeen) continue;
      expect([seed, await figuresOf(loaded, readAsTenant)]).toEqual([seed, await figuresOf(loaded, withTenant)]);
      asked += 1;
    }
  }
  expect(asked).toBeGreaterThan(cases * 2);
});

interface Step {
  readonly accepted: readonly Accepted[];
  readonly isTaken: boolean;
  readonly isSeen: boolean;
}

/** Some at a time go in, mostly of one form, and some go out again; not after each does somebody look. */
function stepsOver(revisions: readonly Accepted[]): fc.Arbitrary<readonly Step[]> {
  if (revisions.length === 0) return fc.constant([]);
  const most = Math.min(4, revisions.length);
  const some = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...revisions).map((one) => [one]) },
    { weight: 1, arbitrary: fc.shuffledSubarray([...revisions], { minLength: 1, maxLength: most }) },
  );
  return fc.array(fc.record({ accepted: some, isTaken: fc.boolean(), isSeen: fc.boolean() }), {
    minLength: 8,
    maxLength: 16,
  });
}

async function move(loaded: LoadedDistrict, { accepted, isTaken }: Step): Promise<void> {
  await withTenant(database.services.db, actorOf(loaded), async (trx) => {
    const { tenantId } = loaded;
    for (const { id, form } of accepted) await deleteFacts(trx, tenantId, id, [form]);
    if (isTaken) return;
    const forms = accepted.map(({ form }) => form);
    await insertFacts(
      trx,
      tenantId,
      accepted.map(({ id }) => id),
      forms,
    );
  });
}

/** The year's, a term's, and each reporter's. */
function figuresOf(loaded: LoadedDistrict, within: typeof readAsTenant): Promise<unknown> {
  const actor = actorOf(loaded);
  const edition = loaded.edition as unknown as Edition;
  return within(database.services.db, actor, async (trx) => {
    const byUnit = await rollUpByUnit({ trx, actor }, edition);
    return [
      sorted(await rollUp({ trx, actor }, edition)),
      sorted(await rollUp({ trx, actor }, edition, { periods: [1] })),
      sorted(byUnit).map(([unitId, figures]) => [unitId, sorted(figures)]),
    ];
  });
}

function sorted<Key extends string | number, Value>(map: ReadonlyMap<Key, Value>): (readonly [Key, Value])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

async function acceptedOf(loaded: LoadedDistrict): Promise<readonly Accepted[]> {
  if (loaded.accepted.length === 0) return [];
  const rows = await withTenant(database.services.db, actorOf(loaded), (trx) =>
    trx
      .selectFrom('revisions as r')
      .innerJoin('submissions as s', 's.id', 'r.submission_id')
      .innerJoin('collections as c', 'c.id', 's.collection_id')
      .select(['r.id', 's.form_code', 'c.owner_tenant_id', 'c.programme_code', 'c.year'])
      .where('r.tenant_id', '=', loaded.tenantId)
      .where('r.id', 'in', loaded.accepted)
      .orderBy('r.id')
      .execute(),
  );
  return rows.map((row) => ({
    id: row.id,
    form: {
      ownerTenantId: row.owner_tenant_id,
      programmeCode: row.programme_code,
      year: row.year,
      formCode: row.form_code,
    },
  }));
}

function actorOf({ tenantId, lineage }: LoadedDistrict): Actor {
  return {
    tenantId,
    lineage,
    units: null,
    userId: '',
    userName: '',
    role: 'system',
    now,
  };
}
