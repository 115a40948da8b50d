import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  signInTurn,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { withTenant } from '@huibao/db';
import { sql } from 'kysely';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let safety: string;
let reportId: string;
const letters = (value: string) => ({ code: 'letters', key: '', state: 'value' as const, value });
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  const { first, editor } = world.actors;
  await acting.as(editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  safety = await acting.formOf(first, 'safety');
  await acting.reportAndAccept(first, editor, safety, [letters('95')]);
  clock.set('2025-01-20T09:00:00+08:00');
  ({ reportId } = await acting.as(editor, useCases.compileReport, { programme: 'rule_of_law', year: 2024 }));
  await issueAndSend();
});
afterAll(() => database.drop());

async function issueAndSend(): Promise<void> {
  const { editor, checker, issuer } = world.actors;
  await signInTurn(database.services, [editor, checker, issuer], reportId);
  await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
  await acting.as(editor, useCases.sendReport, { reportId });
}

/** Newest version first. */
async function deliveryIds(): Promise<readonly string[]> {
  const { districts } = await acting.as(world.actors.reviewer, useCases.listDistricts, {
    programme: 'rule_of_law',
    year: 2024,
  });
  return districts[0]?.deliveries.map((delivery) => delivery.id) ?? [];
}

describe('what the city receives', () => {
  it.each([{ state: 'accepted' }, { state: 'returned' }, { decided_by_name: '市局' }, { reason: '' }])(
    'is undecided, whatever its sender writes: %j',
    async (written) => {
      const copy = JSON.stringify({ state: 'pending', id: uuid(), sender_report_id: uuid(), ...written });
      const inserting = withTenant(database.services.db, world.actors.editor, (trx) =>
        sql`insert into deliveries select (jsonb_populate_record(d, ${copy}::jsonb)).* from deliveries d`.execute(trx),
      );
      await expect(inserting).rejects.toThrow('row-level security');
    },
  );

  it('is a snapshot: what the bureau corrects later changes a new version only', async () => {
    const { reviewer, editor, first } = world.actors;
    const [deliveryId = ''] = await deliveryIds();
    const decide = (action: 'accept' | 'return') =>
      codeOf(acting.as(reviewer, useCases.decideDelivery, { deliveryId, action, reason: '晚了' }));
    expect(await decide('accept')).toBe('no error');
    expect(await decide('return')).toBe('delivery.already_decided');
    const question = { programme: 'rule_of_law', year: 2024, indicator: 'letters', per: null };
    const compared = async () => (await acting.as(reviewer, useCases.compareDistricts, question)).rows[0];
    expect(await compared()).toMatchObject({
      // Two schools, two terms.
      current: { value: '95', answered: 1, expected: 4, state: 'accepted', isComplete: false },
      rank: null,
    });

    await acting.as(editor, useCases.reopenSubmission, {
      submissionId: safety,
      revisionNo: 1,
      reason: '更正',
      untilOn: '2025-12-31',
    });
    await acting.reportAndAccept(first, editor, safety, [letters('80')]);
    expect((await compared())?.current.value).toBe('95');
    const lettersIn = async (id: string) => {
      const { indicators } = await acting.as(editor, useCases.getReportView, { reportId: id });
      return indicators.find((indicator) => indicator.code === 'letters')?.value?.value;
    };
    expect(await lettersIn(reportId)).toBe('95');
    const corrected = await acting.as(editor, useCases.correctReport, { reportId, reason: '家长信份数更正' });
    expect(await acting.as(editor, useCases.getReportView, corrected)).toMatchObject({ version: 2, state: 'drafting' });
    expect(await lettersIn(corrected.reportId)).toBe('80');
    reportId = corrected.reportId;
  });

  it('never puts an older version in the place of a newer one that was accepted', async () => {
    const { editor, reviewer } = world.actors;
    clock.set('2025-06-20T09:00:00+08:00');
    await issueAndSend();
    // In time by its first report, whenever a correction of it goes up.
    const { districts } = await acting.as(reviewer, useCases.listDistricts, { programme: 'rule_of_law', year: 2024 });
    expect(districts[0]?.deliveries.map((one) => one.isLate)).toEqual([false, false]);
    const compared = async () => {
      const question = { programme: 'rule_of_law', year: 2024, indicator: 'letters', per: null };
      return (await acting.as(reviewer, useCases.compareDistricts, question)).rows[0]?.current;
    };
    // What was accepted counts in the comparison as in the roll-up until its correction is accepted.
    expect(await compared()).toMatchObject({ value: '95', state: 'accepted' });
    ({ reportId } = await acting.as(editor, useCases.correctReport, { reportId, reason: '再次更正' }));
    await issueAndSend();
    const [third = '', second = ''] = await deliveryIds();
    await acting.as(reviewer, useCases.decideDelivery, { deliveryId: third, action: 'accept' });
    expect(await compared()).toMatchObject({ value: '80', state: 'accepted' });
    const older = { deliveryId: second, action: 'accept' as const };
    expect(await codeOf(acting.as(reviewer, useCases.decideDelivery, older))).toBe('delivery.already_decided');
    const sentBack = { deliveryId: second, action: 'return' as const, reason: '已有新稿' };
    expect(await codeOf(acting.as(reviewer, useCases.decideDelivery, sentBack))).toBe('no error');
  });
});
