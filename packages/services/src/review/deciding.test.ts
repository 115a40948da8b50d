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
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  await acting.as(world.actors.editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  safety = await acting.formOf(world.actors.first, 'safety');
});
afterAll(() => database.drop());

const letters = (value: string) => ({ code: 'letters', key: '', state: 'value' as const, value });

async function lettersInRollup(): Promise<string | null> {
  const { indicators } = await acting.as(world.actors.editor, useCases.getRollup, {
    programme: 'rule_of_law',
    year: 2024,
  });
  return indicators.find((indicator) => indicator.code === 'letters')?.value?.value ?? null;
}

const accept = (revisionNo: number) =>
  acting.as(world.actors.editor, useCases.acceptSubmissions, { items: [{ submissionId: safety, revisionNo }] });

describe('a review', () => {
  it('moves no figure before acceptance', async () => {
    await acting.report(world.actors.first, safety, [letters('150')]);
    expect(await lettersInRollup()).toBeNull();
  });

  it('returns with comments at cells, and shows the difference when it comes again', async () => {
    const { first, editor } = world.actors;
    await acting.as(editor, useCases.returnSubmission, {
      submissionId: safety,
      revisionNo: 1,
      reason: '请核对',
      comments: [
        { cell: 'letters', text: '超过在籍学生数' },
        { cell: 'letters', text: '请附印数' },
      ],
    });
    const view = await acting.as(first, useCases.getSubmissionView, { submissionId: safety });
    expect(view).toMatchObject({ state: 'returned', reason: '请核对', comments: [{ cell: 'letters' }, {}] });
    // The print and the term's list go by these: what was submitted and came back, and at how many places.
    expect(view.revision).toMatchObject({ no: 1, state: 'returned' });
    expect(view.revision?.hash).toMatch(/^[0-9a-f]{64}$/);
    const { terms } = await acting.as(first, useCases.listTasks, {});
    const listed = terms.flatMap(({ forms }) => forms).find((one) => one.submissionId === safety);
    expect(listed).toMatchObject({ state: 'returned', comments: 1 });
    await acting.report(first, safety, [letters('95')]);
    const again = await acting.as(first, useCases.getSubmissionView, { submissionId: safety });
    expect(again).toMatchObject({ state: 'submitted', revision: { no: 2, state: 'submitted' } });
    const revision = await acting.as(editor, useCases.getRevision, { submissionId: safety });
    expect(revision.changes).toMatchObject([{ cell: 'letters', before: { value: '150' }, after: { value: '95' } }]);
  });

  it('refuses a decision on a revision that is no longer the last', async () => {
    expect(await codeOf(accept(1))).toBe('submission.changed_since');
    // Of many, one is enough to refuse all; and nothing is accepted twice.
    const twice = [2, 2].map((revisionNo) => ({ submissionId: safety, revisionNo }));
    const accepting = acting.as(world.actors.editor, useCases.acceptSubmissions, { items: twice });
    expect(await codeOf(accepting)).toBe('submission.wrong_state');
    expect(await lettersInRollup()).toBeNull();
  });

  it('is right in the roll-up at the moment of acceptance, and gone from it at the moment of reopening', async () => {
    const { first, editor } = world.actors;
    await accept(2);
    expect(await lettersInRollup()).toBe('95');
    const reopening = { submissionId: safety, revisionNo: 2, reason: '学校来电更正' };
    await acting.as(editor, useCases.reopenSubmission, reopening);
    expect(await lettersInRollup()).toBeNull();
    await acting.as(first, useCases.submitSubmission, { submissionId: safety });
    await accept(3);
    expect(await lettersInRollup()).toBe('95');
  });

  it('knows whose cell is behind a figure', async () => {
    const { rows } = await acting.as(world.actors.editor, useCases.getLineage, {
      programme: 'rule_of_law',
      year: 2024,
      indicator: 'letters',
    });
    expect(rows).toMatchObject([{ unitName: '第一小学', cell: 'letters', value: '95', revisionNo: 3, by: 'first' }]);
  });

  it('keeps all that one cell names behind the figure that lists it', async () => {
    const { first, editor } = world.actors;
    const education = await acting.formOf(first, 'education');
    await acting.reportAndAccept(first, editor, education, [
      { code: 'case_title', key: '', state: 'value', value: '模拟法庭、宪法晨读' },
      { code: 'case_narrative', key: '', state: 'value', value: '全校参加。' },
    ]);
    const { rows } = await acting.as(editor, useCases.getLineage, {
      programme: 'rule_of_law',
      year: 2024,
      indicator: 'case_titles',
    });
    expect(rows).toMatchObject([{ unitName: '第一小学', cell: 'case_title', value: '模拟法庭、宪法晨读' }]);
  });
});
