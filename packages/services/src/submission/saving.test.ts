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
import type { SaveResult } from './save-cells.ts';

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

const letters = { code: 'letters', key: '', state: 'value' as const };

describe('a save', () => {
  it('shows a second person what the first one saved, and overwrites nothing', async () => {
    const { first } = world.actors;
    await acting.fill(first, safety, [{ ...letters, value: '150' }]);
    const stale = await acting.as(first, useCases.saveCells, {
      submissionId: safety,
      source: 'page',
      cells: [{ ...letters, value: '90', version: 0 }],
    });
    expect(stale.saved).toEqual([]);
    expect(stale.conflicts).toMatchObject([{ code: 'letters', value: '150', version: 1 }]);
  });

  it('goes beside others of different cells that come at once', async () => {
    const { first } = world.actors;
    const codes = ['pupils', 'staff', 'classes', 'campuses', 'mailboxes', 'viewers'];
    const { cells } = await acting.as(first, useCases.getSubmissionView, { submissionId: safety });
    const own = cells.filter((cell) => codes.includes(cell.code));
    expect(own).toHaveLength(codes.length);
    const results = await Promise.all(
      own.map(({ code, key, state, value, version }) =>
        acting.as(first, useCases.saveCells, {
          submissionId: safety,
          source: 'page',
          cells: [{ code, key, state, value, version }],
        }),
      ),
    );
    expect(results.map((result) => result.saved.length)).toEqual(codes.map(() => 1));
  });

  it('keeps a number as one is written: without zeros before it, without a sign at nought', async () => {
    const { first } = world.actors;
    const kept = async (value: string): Promise<string | undefined> => {
      const view = await acting.as(first, useCases.getSubmissionView, { submissionId: safety });
      const version = view.cells.find(({ code }) => code === 'screenings')?.version ?? 0;
      await acting.as(first, useCases.saveCells, {
        submissionId: safety,
        source: 'page',
        cells: [{ ...letters, code: 'screenings', value, version }],
      });
      const after = await acting.as(first, useCases.getSubmissionView, { submissionId: safety });
      return after.cells.find(({ code }) => code === 'screenings')?.value;
    };
    expect([await kept('00012'), await kept('-0'), await kept('000'), await kept('-007'), await kept('150')]).toEqual([
      '12',
      '0',
      '0',
      '-7',
      '150',
    ]);
  });

  it('isn’t held up by what nobody sees: U+0000 and half a character, as clipboards and workbooks leave them', async () => {
    const { first } = world.actors;
    const governance = await acting.formOf(first, 'governance');
    const { code, key } = { code: 'charter_approval_number', key: '' };
    const save = (value: string): Promise<SaveResult> =>
      acting.as(first, useCases.saveCells, {
        submissionId: governance,
        source: 'paste',
        cells: [{ code, key, state: 'value', value, version: 0 }],
      });
    expect((await save('山教\0办〔2024〕\u{d800}3号')).saved).toMatchObject([{ code, version: 1 }]);
    const { cells } = await acting.as(first, useCases.getSubmissionView, { submissionId: governance });
    expect(cells.find((cell) => cell.code === code)?.value).toBe('山教办〔2024〕\ufffd3号');
  });

  it('keeps every value that a cell had, with who saved it', async () => {
    const { first } = world.actors;
    const { changes } = await acting.as(first, useCases.getCellHistory, {
      submissionId: safety,
      code: 'letters',
      key: '',
    });
    expect(changes).toMatchObject([{ version: 1, value: '150', by: 'first', source: 'page' }]);
  });
});

describe('an explanation', () => {
  it('is not replaced by one whose writer has not seen it', async () => {
    const { first } = world.actors;
    const explain = (text: string, seen?: string) =>
      acting.as(first, useCases.explainFinding, {
        submissionId: safety,
        finding: 'letters_jump',
        text,
        ...(seen === undefined ? {} : { seen }),
      });
    await explain('甲写的', '');
    expect(await codeOf(explain('乙写的', ''))).toBe('submission.explanation_changed');
    await explain('乙写的', '甲写的');
    // A repeat whose first answer was lost.
    await explain('乙写的', '甲写的');
    const { explanations } = await acting.as(first, useCases.getSubmissionView, { submissionId: safety });
    expect(explanations).toContainEqual({ finding: 'letters_jump', text: '乙写的' });
  });
});
