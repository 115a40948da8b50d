import type { Actor } from '@huibao/db';
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
import pg from 'pg';
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

describe('a save after another, which goes by what that one found', () => {
  const { code } = letters;
  const save = (by: Actor, submissionId: string, cells: readonly { code: string; value: string; version: number }[]) =>
    acting.as(by, useCases.saveCells, {
      submissionId,
      source: 'page',
      cells: cells.map((cell) => ({ key: '', state: 'value' as const, ...cell })),
    });
  const versionOf = async (by: Actor, submissionId: string, of: string): Promise<number> => {
    const { cells } = await acting.as(by, useCases.getSubmissionView, { submissionId });
    return cells.find((cell) => cell.code === of)?.version ?? 0;
  };
  const historyOf = async (by: Actor, submissionId: string) =>
    (await acting.as(by, useCases.getCellHistory, { submissionId, code, key: '' })).changes;

  it('writes what nobody changed, keeps its history, and shows the rest as it stands', async () => {
    const { second } = world.actors;
    const submissionId = await acting.formOf(second, 'safety');
    const added = { code: 'pupils', value: '300', version: 0 };
    expect((await save(second, submissionId, [{ code, value: '1', version: 0 }])).saved).toHaveLength(1);
    const { saved, conflicts } = await save(second, submissionId, [{ code, value: '2', version: 0 }, added]);
    expect(saved).toEqual([{ code: 'pupils', key: '', version: 1 }]);
    expect(conflicts).toMatchObject([{ code, key: '', state: 'value', value: '1', version: 1, by: 'second' }]);
    expect(conflicts[0]?.at).toBe(clock.now().toISOString());
    const all = await save(second, submissionId, [
      { code, value: '2', version: 1 },
      { ...added, value: '301', version: 1 },
    ]);
    expect(all.saved).toEqual([
      { code, key: '', version: 2 },
      { code: 'pupils', key: '', version: 2 },
    ]);
    // A version that no answer ever told.
    const forged = await save(second, submissionId, [{ code: 'staff', value: '2', version: 7 }]);
    expect(forged).toMatchObject({ saved: [], conflicts: [{ code: 'staff', state: 'missing', version: 0 }] });
    expect(await historyOf(second, submissionId)).toMatchObject([
      { version: 2, value: '2', by: 'second' },
      { version: 1, value: '1', by: 'second' },
    ]);
  });

  it('writes the cells that it names of elements that have several, each as it was sent', async () => {
    const { second } = world.actors;
    const submissionId = await acting.formOf(second, 'safety');
    const slots = async () => {
      const { cells } = await acting.as(second, useCases.getSubmissionView, { submissionId });
      const own = cells.filter((cell) => ['slot_checks', 'slot_failures'].includes(cell.code));
      return new Map(own.map((cell) => [`${cell.code} ${cell.key}`, [cell.value, cell.version]]));
    };
    const sent = (cells: readonly (readonly [code: string, key: string, value: string, version: number])[]) =>
      acting.as(second, useCases.saveCells, {
        submissionId,
        source: 'page',
        cells: cells.map(([of, key, value, version]) => ({ code: of, key, state: 'value' as const, value, version })),
      });
    await sent([
      ['slot_checks', 'daily', '40', 0],
      ['slot_checks', 'weekly', '10', 0],
      ['slot_failures', 'daily', '4', 0],
      ['slot_failures', 'weekly', '1', 0],
    ]);
    const { saved, conflicts } = await sent([
      ['slot_checks', 'daily', '41', 1],
      ['slot_failures', 'weekly', '"2"', 1],
      ['slot_failures', 'daily', '9', 3],
    ]);
    // What isn't a number is refused, and with it nothing else.
    expect(saved).toMatchObject([{ code: 'slot_checks', key: 'daily', version: 2 }]);
    expect(conflicts).toMatchObject([{ code: 'slot_failures', key: 'daily', value: '4', version: 1 }]);
    const known = await sent([
      ['slot_failures', 'weekly', '2', 1],
      ['slot_checks', 'daily', '42', 2],
      ['slot_checks', 'weekly', '11', 7],
    ]);
    expect(known.saved).toHaveLength(2);
    expect(known.conflicts).toMatchObject([{ code: 'slot_checks', key: 'weekly', value: '10', version: 1 }]);
    expect(await slots()).toEqual(
      new Map([
        ['slot_checks daily', ['42', 3]],
        ['slot_checks weekly', ['10', 1]],
        ['slot_failures daily', ['4', 1]],
        ['slot_failures weekly', ['2', 2]],
      ]),
    );
  });

  it('writes nothing of a value at once from two who saw the same', async () => {
    const { second } = world.actors;
    const submissionId = await acting.formOf(second, 'safety');
    const version = await versionOf(second, submissionId, code);
    const values = Array.from({ length: 8 }, (_, n) => String(100 + n));
    const answers = await Promise.all(values.map((value) => save(second, submissionId, [{ code, value, version }])));
    const won = answers.flatMap(({ saved }, n) => (saved.length > 0 ? [values[n]] : []));
    expect(won).toHaveLength(1);
    for (const { conflicts } of answers) for (const one of conflicts) expect(one.value).toBe(won[0]);
    expect((await historyOf(second, submissionId))[0]).toMatchObject({ version: version + 1, value: won[0] });
  });

  it('is refused as any, whatever changed since', async () => {
    const { second, first } = world.actors;
    const submissionId = await acting.formOf(second, 'safety');
    const version = await versionOf(second, submissionId, code);
    const refusal = (by: Actor = second) => codeOf(save(by, submissionId, [{ code, value: '9', version }]));
    expect(await refusal(first)).toBe('submission.not_found');
    expect(await refusal({ ...world.actors.editor, role: 'reporter', units: [world.unitIds.second] })).toBe('no error');
    const closing = clock.now();
    clock.set('2025-06-25T09:00:00+08:00');
    expect(await refusal()).toBe('collection.closed');
    clock.set(closing.toISOString());
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      const changed = async (sql: string): Promise<string> => {
        await owner.query(sql, [submissionId]);
        return refusal();
      };
      expect(await changed(`update submissions set state = 'submitted' where id = $1`)).toBe(
        'submission.already_submitted',
      );
      expect(await changed(`update submissions set state = 'accepted' where id = $1`)).toBe('submission.locked');
      await owner.query(`update submissions set state = 'draft' where id = $1`, [submissionId]);
      // Somebody submits while the save is under way: it waits, and sees it.
      expect(await refusal()).toBe('no error');
      await owner.query('begin');
      await owner.query(`update submissions set state = 'submitted' where id = $1`, [submissionId]);
      const waiting = codeOf(save(second, submissionId, [{ code, value: '10', version: version + 1 }]));
      const isWaiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await expect.poll(async () => (await owner.query(isWaiting)).rowCount).toBe(1);
      await owner.query('commit');
      expect(await waiting).toBe('submission.already_submitted');
      expect((await historyOf(second, submissionId))[0]).toMatchObject({ version: version + 1, value: '9' });
    } finally {
      await owner.end();
    }
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
