import { withTenant } from '@huibao/db';
import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

// Who is on a board asks for what changed since: held together with what it had, that is always the board as it stands.

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let collectionId: string;
const clock = createClock('2024-06-25T09:00:00+08:00');

const readBoard = (since?: string) =>
  acting.as(world.actors.editor, useCases.getBoard, { collectionId, ...(since === undefined ? {} : { since }) });
type Board = Awaited<ReturnType<typeof readBoard>>;
let known: Board;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  const { editor } = world.actors;
  const year = { programme: 'rule_of_law', year: 2024 };
  ({ collectionId } = await acting.as(editor, useCases.openCollection, { ...year, period: 1 }));
  known = await readBoard();
});
afterAll(() => database.drop());

/** Asks on from what is known; its units are those of a board read whole. What came, by the units' ids. */
async function follow(): Promise<readonly number[] | 'all'> {
  const answer = await readBoard(known.position);
  const units = new Map([...known.units, ...answer.units].map((unit) => [unit.id, unit]));
  const merged = answer.order ? answer.order.map((id) => units.get(id)) : answer.units;
  const { position: _, order: __, units: all, ...head } = await readBoard();
  expect(merged).toEqual(all);
  expect(answer).toMatchObject(head);
  known = { ...answer, units: all };
  return answer.order ? answer.units.map(({ id }) => id) : 'all';
}

/**
 * Until nothing more comes: what others in the same PostgreSQL have under way keeps back the number up to which all is
 * done, so that what was told is told again.
 */
async function settle(): Promise<void> {
  await expect.poll(follow, { timeout: 10_000 }).toEqual([]);
}

describe('a board since', () => {
  it('brings nothing where nothing happened, and the one unit that did something', async () => {
    const { first, second, editor } = world.actors;
    const { unitIds } = world;
    await settle();
    const submissionId = await acting.formOf(first, 'campaigns');
    await settle();
    await acting.fill(first, submissionId);
    expect(await follow()).toContain(unitIds.first);
    await acting.explainAll(first, submissionId);
    await acting.as(first, useCases.submitSubmission, { submissionId });
    expect(await follow()).toContain(unitIds.first);
    await acting.as(editor, useCases.returnSubmission, {
      submissionId,
      revisionNo: 1,
      reason: '请补充',
      untilOn: null,
      comments: [{ cell: '', text: '请核对' }],
    });
    expect(await follow()).toContain(unitIds.first);
    await acting.as(second, useCases.requestExtension, { collectionId, reason: '停电' });
    expect(await follow()).toContain(unitIds.second);
    await acting.as(editor, useCases.extendDeadline, {
      collectionId,
      unitId: unitIds.second,
      untilOn: '2024-10-08',
      reason: '停电',
    });
    expect(await follow()).toContain(unitIds.second);
  });

  it('brings who was nudged, and who is called otherwise', async () => {
    const { admin, editor } = world.actors;
    await acting.as(editor, useCases.nudge, { collectionId, unitIds: [world.unitIds.second] });
    expect(await follow()).toContain(world.unitIds.second);
    expect(known.units.find(({ id }) => id === world.unitIds.second)?.nudgedAt).toBe(clock.now().toISOString());
    const renamed = (await acting.as(admin, useCases.getUnits, {})).find(({ id }) => id === world.unitIds.first);
    if (!renamed) throw new Error('no such unit');
    const { id, name, schoolType, ownership, sectionCode } = renamed;
    const called = { name: `${name}改`, schoolType, ownership, sectionCode, from: '2024-06-25' };
    await acting.as(admin, useCases.changeUnit, { unitId: id, ...called });
    expect(await follow()).toContain(id);
    expect(known.units.find((unit) => unit.id === id)?.name).toBe(called.name);
  });

  it('takes no commit for seen that came after it', async () => {
    const { second } = world.actors;
    const write = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    // It begins before the board is read, and ends after it, and after another that began later.
    const late = withTenant(database.services.db, second, async (trx) => {
      await trx
        .updateTable('submissions')
        .set({ saved_at: clock.now(), saved_by: second.userId })
        .where('tenant_id', '=', second.tenantId)
        .where('unit_id', '=', world.unitIds.second)
        .where('collection_id', '=', collectionId)
        .execute();
      written.resolve();
      await write.promise;
    });
    await written.promise;
    await acting.fill(world.actors.first, await acting.formOf(world.actors.first, 'campaigns'));
    expect(await follow()).toContain(world.unitIds.first);
    write.resolve();
    await late;
    expect(await follow()).toContain(world.unitIds.second);
  });

  it('is read whole where time alone changed it, and after PostgreSQL was started anew', async () => {
    const [startedAt = '', finished = '', at = ''] = known.position.split('-');
    clock.set('2024-10-07T09:00:00+08:00');
    expect(await follow()).toBe('all');
    // The one who was given more time is overdue by itself.
    clock.set('2024-10-09T09:00:00+08:00');
    expect(await follow()).toContain(world.unitIds.second);
    for (const since of [
      `${Number(startedAt) - 1}-${finished}-${at}`,
      `${startedAt}-${BigInt(finished) + 1_000_000n}-${at}`,
    ])
      expect((await readBoard(since)).order).toBeNull();
  });
});
