import { readAsTenant, withTenant } from '@huibao/db';
import type { Cell } from '@huibao/domain';
import {
  addDistrict,
  addTop,
  createClock,
  createTestDatabase,
  report,
  type District,
  type TestDatabase,
} from '@huibao/testing';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireEdition } from '../forms/edition.repository.ts';
import { runUseCase, type UseCase } from '../use-case.ts';
import * as useCases from '../use-cases.ts';
import { readKept } from './kept-figures.ts';
import { enterRollup } from './rollup-year.repository.ts';

// When figures that are kept are asked for anew, and which (decisions 90 and 109); that they say the same as what
// stands, `figures-move.test.ts` and `kept-by-form.property.test.ts` hold.

const year = 2024;
const address = { programme: 'rule_of_law', year };
const clock = createClock('2024-01-05T09:00:00+08:00');
let database: TestDatabase;
let district: District;
const submissions: string[] = [];

const cell = (code: string, value: string): Cell => ({ code, key: '', state: 'value', value });
const safety = (letters: number): Cell[] => [
  cell('pupils', '500'),
  cell('staff', '40'),
  cell('letters', String(letters)),
  cell('mailboxes', '1'),
  cell('screenings', '1'),
  cell('viewers', '30'),
];

const as = <Input, Output, Raw>(
  useCase: UseCase<Input, Output, Raw>,
  input: unknown,
  actor = district.editor,
): Promise<Output> => runUseCase(database.services, actor, useCase, input);

const accept = (index: number, revisionNo: number): Promise<unknown> =>
  as(useCases.acceptSubmissions, { items: [{ submissionId: submissions[index], revisionNo }] });

beforeAll(async () => {
  database = await createTestDatabase();
  const city = await addTop(database.services, clock, '焦作市教育局', 'city', [year]);
  district = await addDistrict(database.services, clock, city, '山阳区教育局', 2);
  clock.set(`${year}-07-01T09:00:00+08:00`);
  await as(useCases.openCollection, { ...address, period: 1 });
  for (const [index, { reporter }] of district.schools.entries()) {
    submissions.push(await report(database.services, reporter, 'safety', 1, safety(index)));
    await accept(index, 1);
  }
});
afterAll(() => database.drop());

describe('figures that are kept', () => {
  /** What of them has moved since they were asked for last; null where they stand, '' where it may be any. */
  const movedSince = (): Promise<string | null> =>
    readAsTenant(database.services.db, district.editor, async (trx) => {
      const { tenantId } = district;
      await enterRollup(trx, tenantId, await requireEdition(trx, district.editor, address), clock.now());
      let moved: string | null = null;
      await readKept(trx, tenantId, 'probe', {
        all: () => {
          moved ??= '';
          return Promise.resolve([]);
        },
        moved: (marks) => {
          moved = [...marks].sort().join();
          return moved === '' ? undefined : [];
        },
      });
      return moved;
    });
  const isAsked = async (): Promise<boolean> => (await movedSince()) !== null;

  it('stand until what they rest on is written to, whoever writes', async () => {
    expect([await isAsked(), await isAsked()]).toEqual([true, false]);
    const { reporter } = district.schools[0]!;
    const { terms } = await as(useCases.listTasks, {}, reporter);
    const draft = terms.flatMap(({ forms }) => forms).find(({ formCode }) => formCode === 'education');
    const cells = [{ ...cell('legal_culture_sites', '1'), version: 0 }];
    const saved = { submissionId: draft?.submissionId, source: 'page', cells };
    expect((await as(useCases.saveCells, saved, reporter)).saved).toHaveLength(1);
    expect(await isAsked()).toBe(false);
    await as(useCases.openCollection, { ...address, period: 2 });
    expect([await isAsked(), await isAsked()]).toEqual([true, false]);
    // Who owns the database writes without a tenant: that may be anybody's.
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('update unit_group_members set unit_id = unit_id');
    await owner.end();
    expect([await isAsked(), await isAsked()]).toEqual([true, false]);
  });

  it('of other forms stand when one is accepted or taken back', async () => {
    const form = (code: string): string => `${district.editor.lineage.at(-1) ?? 0}/rule_of_law/${year}/${code}`;
    await isAsked();
    const item = { submissionId: submissions[0], revisionNo: 1 };
    await as(useCases.reopenSubmission, { ...item, reason: '份数有误' });
    expect([await movedSince(), await movedSince()]).toEqual([form('safety'), null]);
    await report(database.services, district.schools[0]!.reporter, 'safety', 1, safety(3));
    expect(await movedSince()).toBeNull();
    await as(useCases.reopenSubmission, { submissionId: submissions[1], revisionNo: 1, reason: '份数有误' });
    await accept(0, 2);
    expect([await movedSince(), await movedSince()]).toEqual([`${form('safety')},${form('safety')}`, null]);
    await report(database.services, district.schools[1]!.reporter, 'safety', 1, safety(4));
    await accept(1, 2);
    expect([await movedSince(), await movedSince()]).toEqual([form('safety'), null]);
  });

  it('aren’t passed over by a commit that comes late', async () => {
    /** A transaction that has its number already, and writes once it goes on. */
    const begin = async (): Promise<() => Promise<void>> => {
      const [begun, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const running = withTenant(database.services.db, district.editor, async (trx) => {
        await sql`select pg_current_xact_id()`.execute(trx);
        begun.resolve();
        await going.promise;
        await sql`delete from facts where false`.execute(trx);
      });
      await begun.promise;
      return () => {
        going.resolve();
        return running;
      };
    };
    const [earlier, later] = [await begin(), await begin()];
    try {
      await isAsked();
      expect(await isAsked()).toBe(false);
      await later();
      expect([await isAsked(), await isAsked()]).toEqual([true, false]);
    } finally {
      await later();
      await earlier();
    }
    expect([await isAsked(), await isAsked()]).toEqual([true, false]);
  });
});
