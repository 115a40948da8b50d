import { withTenant } from '@huibao/db';
import { formLimits } from '@huibao/domain';
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
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';
import { insertSensitiveRow } from './sensitive-row.repository.ts';

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

describe('the sensitive register', () => {
  it('counts by category in the form, and is read by its unit alone', async () => {
    const { second, editor } = world.actors;
    const row = { id: null, register: 'key_pupil_register', category: 'suspended', since: '2024-03-01' };
    const saveRow = (pupil: string, note: string, endedOn: string | null) =>
      acting.as(second, useCases.saveSensitiveRow, { programme: 'rule_of_law', ...row, pupil, note, endedOn });
    await saveRow('张某𠮷', '休学一年', null);
    const own = await acting.as(second, useCases.getSensitiveRegister, {});
    expect(own.rows).toMatchObject([{ pupil: '张某𠮷', category: 'suspended' }]);
    // To its last day: one that ends with the term still counts in it, one that ended the day before doesn't.
    for (const endedOn of ['2024-08-31', '2024-08-30']) await saveRow('李某', '', endedOn);
    expect(await codeOf(acting.as(editor, useCases.getSensitiveRegister, {}))).toBe('access.denied');
    expect(await suspended()).toMatchObject({ value: '2', source: 'register' });
  });

  it('is counted as it stands whenever the form is looked at, and as it stood in what was submitted', async () => {
    const { second, head } = world.actors;
    const submissionId = await acting.formOf(second, 'safety');
    await acting.fill(second, submissionId);
    const { rows } = await acting.as(second, useCases.getSensitiveRegister, {});
    const ending = rows.find((row) => row.endedOn === '2024-08-31');
    if (!ending) throw new Error('the row is missing');
    await acting.as(second, useCases.saveSensitiveRow, { ...ending, endedOn: '2024-08-30' });
    expect(await suspended()).toMatchObject({ value: '1', source: 'register' });
    await acting.explainAll(second, submissionId);
    await acting.as(second, useCases.submitSubmission, { submissionId });
    await acting.as(head, useCases.confirmSubmission, { submissionId });
    const revision = await acting.as(world.actors.editor, useCases.getRevision, { submissionId });
    expect(revision.cells).toContainEqual({ code: 'key_pupils', key: 'suspended', state: 'value', value: '1' });
  });

  it('is counted in how far the form is from its first save on', async () => {
    const { first } = world.actors;
    const submissionId = await acting.formOf(first, 'safety');
    const progress = async () => {
      const { terms } = await acting.as(first, useCases.listTasks, {});
      return terms[0]?.forms.find((form) => form.submissionId === submissionId);
    };
    expect(await progress()).toMatchObject({ filled: 0 });
    await acting.fill(first, submissionId);
    const { filled, required } = (await progress()) ?? {};
    expect(filled).toBe(required);
  });

  async function suspended() {
    const submissionId = await acting.formOf(world.actors.second, 'safety');
    const view = await acting.as(world.actors.second, useCases.getSubmissionView, { submissionId });
    return view.cells.find((cell) => cell.code === 'key_pupils' && cell.key === 'suspended');
  }

  it('takes no row beyond its limit, however many are saved at once', async () => {
    const { first } = world.actors;
    const row = { id: null, register: 'key_pupil_register', category: 'suspended', since: '2024-03-01', note: '' };
    const { rows } = await acting.as(first, useCases.getSensitiveRegister, {});
    const { db, registerKeys } = database.services;
    await withTenant(db, first, async (trx) => {
      for (let index = rows.length; index < formLimits.rowsPerRegister - 5; index += 1) {
        const added = {
          ...row,
          of: { ownerTenantId: 1, programmeCode: 'rule_of_law' },
          id: uuid(),
          pupil: `学生${index}`,
          endedOn: null,
        };
        await insertSensitiveRow(
          trx,
          first.tenantId,
          first.units?.[0] ?? 0,
          added,
          registerKeys,
          first.userId,
          clock.now(),
        );
      }
    });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        codeOf(
          acting.as(first, useCases.saveSensitiveRow, {
            programme: 'rule_of_law',
            ...row,
            pupil: `新增${index}`,
            endedOn: null,
          }),
        ),
      ),
    );
    expect(answers.filter((code) => code === 'no error')).toHaveLength(5);
    expect(answers.filter((code) => code === 'register.too_many_rows')).toHaveLength(5);
  });
});
