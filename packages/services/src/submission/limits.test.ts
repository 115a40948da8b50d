import type { Actor } from '@huibao/db';
import { cellId, columnCode, formLimits, missingCell, newRowKey, registersOf, type Cell } from '@huibao/domain';
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
import { refuseBeyondLimits } from './workbook/refuse-beyond-limits.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let reporter: Actor;
let education: string;
const clock = createClock('2024-06-25T09:00:00+08:00');
const { rowsPerRegister } = formLimits;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  reporter = world.actors.first;
  await acting.as(world.actors.editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  education = await acting.formOf(reporter, 'education');
});
afterAll(() => database.drop());

const register = 'school_study_sessions';

/** Rows of one filled column each, from the one of that number on. */
async function rowsOf(first: number, count: number): Promise<readonly Cell[]> {
  const { form } = await acting.as(reporter, useCases.getSubmissionView, { submissionId: education });
  const asked = registersOf(form).find((one) => one.code === register);
  const column = asked?.columns.find((one) => one.type === 'text');
  if (!asked || !column) throw new Error('no register');
  return Array.from({ length: count }, (_, index) => ({
    code: columnCode(asked, column),
    key: newRowKey(1_700_000_000_000 + first + index, new Uint8Array(10)),
    state: 'value' as const,
    value: `第${first + index}次`,
  }));
}

const save = (cells: readonly Cell[], version = 0) =>
  acting.as(reporter, useCases.saveCells, {
    submissionId: education,
    source: 'paste',
    cells: cells.map((cell) => ({ ...cell, version })),
  });

const savedRows = async (): Promise<number> => {
  const { cells } = await acting.as(reporter, useCases.getSubmissionView, { submissionId: education });
  return new Set(
    cells.flatMap((cell) => (cell.state === 'value' && cell.code.startsWith(`${register}.`) ? [cell.key] : [])),
  ).size;
};

describe('a register at its limit', () => {
  it('holds it when 6 000 rows come by three requests at once, and says which of them it refuses', async () => {
    const batches = await Promise.all([0, 2000, 4000].map((first) => rowsOf(first, 2000)));
    const results = await Promise.all(batches.map((batch) => save(batch)));
    expect(results.reduce((sum, { saved }) => sum + saved.length, 0)).toBe(rowsPerRegister);
    const refused = results.flatMap((result) => result.refused);
    expect(refused).toHaveLength(4000);
    expect(new Set(refused.map(({ error }) => error))).toEqual(new Set(['submission.too_many_rows']));
    expect(await savedRows()).toBe(rowsPerRegister);
  });

  it('still takes changes of its rows, and a row for each that is taken away', async () => {
    const { cells } = await acting.as(reporter, useCases.getSubmissionView, { submissionId: education });
    const [kept, gone] = cells.filter((cell) => cell.code.startsWith(`${register}.`));
    if (!kept || !gone) throw new Error('no rows');
    const [added] = await rowsOf(9000, 1);
    if (!added) throw new Error('no row');
    const result = await acting.as(reporter, useCases.saveCells, {
      submissionId: education,
      source: 'page',
      cells: [
        { ...added, version: 0 },
        { code: kept.code, key: kept.key, state: 'value', value: '改过', version: kept.version },
        { code: gone.code, key: gone.key, state: 'missing', value: '', version: gone.version },
      ],
    });
    expect(result).toMatchObject({ refused: [], conflicts: [] });
    expect(result.saved).toHaveLength(3);
    expect(await savedRows()).toBe(rowsPerRegister);
  });

  it('makes no room by an emptying that somebody else’s change has overtaken', async () => {
    const { cells } = await acting.as(reporter, useCases.getSubmissionView, { submissionId: education });
    const taken = cells.filter((cell) => cell.state === 'value' && cell.code.startsWith(`${register}.`)).slice(0, 3);
    const added = await rowsOf(9500, 3);
    const result = await acting.as(reporter, useCases.saveCells, {
      submissionId: education,
      source: 'page',
      cells: [
        ...taken.map(({ code, key }) => ({ code, key, state: 'missing' as const, value: '', version: 99 })),
        ...added.map((cell) => ({ ...cell, version: 0 })),
      ],
    });
    expect(result.conflicts).toHaveLength(3);
    expect(result.refused).toHaveLength(3);
    expect(await savedRows()).toBe(rowsPerRegister);
  });

  it('leaves tasks, the board and submitting at work', async () => {
    const { terms } = await acting.as(reporter, useCases.listTasks, {});
    const collectionId = terms[0]?.collectionId ?? '';
    expect(terms[0]?.forms.some((form) => form.submissionId === education)).toBe(true);
    const board = await acting.as(world.actors.editor, useCases.getBoard, { collectionId });
    expect(board.units.length).toBeGreaterThan(0);
    // The rows lack most of their columns: refused for what is missing, not by a failure of ours.
    expect(await codeOf(acting.as(reporter, useCases.submitSubmission, { submissionId: education }))).toBe(
      'submission.has_errors',
    );
  });
});

describe('a workbook', () => {
  it('has its rows beyond the limit refused by place, and those before it in the sheet’s order', async () => {
    const form = await acting.as(reporter, useCases.getSubmissionView, { submissionId: education });
    const stored = new Map(form.cells.map((cell) => [cellId(cell), cell]));
    const added = (await rowsOf(20_000, 3)).map((cell, index) => ({
      ...cell,
      version: 0,
      sheet: '专题学习',
      ref: `C${index + 5}`,
      before: missingCell,
      isNumberAsText: false,
    }));
    const gone = form.cells
      .filter((cell) => cell.state === 'value' && cell.code.startsWith(`${register}.`))
      .slice(0, 2)
      .map((cell) => ({ ...cell, ...missingCell, sheet: '', ref: '', before: cell, isNumberAsText: false }));
    const { changes, refused } = refuseBeyondLimits(
      { changes: added, emptied: gone, conflicts: [], ignored: [], refused: [], unchanged: 0 },
      stored,
    );
    expect(changes.map(({ ref }) => ref)).toEqual(['C5', 'C6']);
    expect(refused).toMatchObject([{ ref: 'C7', error: 'submission.too_many_rows', text: '第20002次' }]);
  });
});
