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
let safety: string;
let reportId: string;
const letters = (value: string) => ({ code: 'letters', key: '', state: 'value' as const, value });
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  const { first, editor } = world.actors;
  await acting.as(editor, useCases.openCollection, { year: 2024, period: 1 });
  safety = await acting.formOf(first, 'safety');
  await acting.reportAndAccept(first, editor, safety, [letters('95')]);
  clock.set('2025-01-20T09:00:00+08:00');
  ({ reportId } = await acting.as(editor, useCases.compileReport, { year: 2024 }));
});
afterAll(() => database.drop());

const decide = (signer: keyof SmallWorld['actors'], action: 'approve' | 'return', comment = '') =>
  acting.as(world.actors[signer], useCases.decideReport, { reportId, action, comment });

describe('a report on its way', () => {
  it('goes along its chain only by whose step it is, and refuses to sign what has moved', async () => {
    const { editor, first } = world.actors;
    expect(await codeOf(decide('checker', 'approve'))).toBe('report.not_your_step');
    await decide('editor', 'approve');
    await acting.as(editor, useCases.reopenSubmission, {
      submissionId: safety,
      revisionNo: 1,
      reason: '更正',
      untilOn: '2025-12-31',
    });
    expect(await codeOf(decide('checker', 'approve'))).toBe('report.moved_since_approval');
    expect(await codeOf(decide('checker', 'return'))).toBe('request.invalid');
    await decide('checker', 'return', '数据有变动');
    await acting.reportAndAccept(first, editor, safety, [letters('90')]);
    await decide('editor', 'approve');
    await decide('checker', 'approve');
    expect(await codeOf(acting.as(editor, useCases.sendReport, { reportId }))).toBe('report.not_issued');
    expect(await decide('issuer', 'approve')).toMatchObject({ state: 'issued' });
  });

  it('is numbered after signing, sent, and only then published', async () => {
    const { editor } = world.actors;
    const publish = () => codeOf(acting.as(editor, useCases.publishReport, { reportId }));
    expect(await publish()).toBe('report.not_issued');
    expect(await acting.as(editor, useCases.numberReport, { reportId, sequence: null })).toEqual({
      number: '山教〔2025〕1号',
    });
    expect(await publish()).toBe('report.not_sent');
    await acting.as(editor, useCases.sendReport, { reportId });
    expect(await codeOf(acting.as(editor, useCases.sendReport, { reportId }))).toBe('report.already_sent');
    expect(await publish()).toBe('no error');
    expect(await publish()).toBe('report.already_published');
  });
});
