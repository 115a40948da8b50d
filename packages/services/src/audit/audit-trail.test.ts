import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  await acting.as(world.actors.editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
});
afterAll(() => database.drop());

describe('the audit trail', () => {
  it('holds every change, in an unbroken chain', async () => {
    const verdict = await acting.as(world.actors.auditor, useCases.checkAuditChain, {});
    expect(verdict).toMatchObject({ isIntact: true, firstBad: null });
    const { entries } = await acting.as(world.actors.auditor, useCases.listAudit, { action: 'collection.' });
    expect(entries.map((entry) => entry.action)).toContain('collection.opened');
  });

  it('keeps refusals, in a transaction of their own', async () => {
    const { first, checker, editor, auditor } = world.actors;
    expect(
      await codeOf(acting.as(first, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 2 })),
    ).toBe('access.denied');
    const { entries } = await acting.as(auditor, useCases.listAudit, { action: 'access.' });
    expect(entries[0]).toMatchObject({ action: 'access.refused', subject: 'collection.run', outcome: 'refused' });
    // What the role permits and the case doesn't: another's step of the report.
    clock.set('2025-01-20T09:00:00+08:00');
    const { reportId } = await acting.as(editor, useCases.compileReport, { programme: 'rule_of_law', year: 2024 });
    const decision = { reportId, action: 'approve' as const };
    expect(await codeOf(acting.as(checker, useCases.decideReport, decision))).toBe('report.not_your_step');
    expect((await acting.as(auditor, useCases.listAudit, { action: 'access.' })).entries).toContainEqual(
      expect.objectContaining({
        subject: 'report.sign',
        detail: expect.stringContaining('report.not_your_step') as string,
      }),
    );
  });
});
