import { writeCsv } from '@huibao/documents/csv';
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
import { fileOf } from '@huibao/documents/streamed-file';
import { systemActor } from '../identity/sessions/actor.repository.ts';
import { runUseCase } from '../use-case.ts';
import * as useCases from '../use-cases.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let collectionId: string;
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  ({ collectionId } = await acting.as(world.actors.editor, useCases.openCollection, {
    programme: 'rule_of_law',
    year: 2024,
    period: 1,
  }));
});
afterAll(() => database.drop());

type Row = readonly [unit: string, form: string, element: string, value: string];

/** A row a value, as another system exports them. */
function table(rows: readonly Row[]): Uint8Array {
  return writeCsv({
    columns: ['unit', 'form', 'element', 'value'].map((header) => ({ header, kind: 'text' as const })),
    rows,
  });
}

async function handIn(bytes: Uint8Array, name = '去年.csv'): Promise<string> {
  const content = fileOf(bytes);
  return (await acting.as(world.actors.admin, useCases.beginImport, { collectionId, name, content })).importId;
}

/** What a worker does. */
async function work(useCase: typeof useCases.readImport | typeof useCases.writeImport, importId: string) {
  const system = await systemActor(database.services.authDb, world.bureauId, clock.now);
  return runUseCase<{ importId: string }, void | { hasMore: boolean }, { importId: string }>(
    database.services,
    system,
    useCase,
    { importId },
  );
}

async function write(importId: string): Promise<void> {
  await acting.as(world.actors.admin, useCases.acceptImport, { importId });
  while ((await work(useCases.writeImport, importId))?.hasMore);
}

async function newest() {
  const { newest: one } = await acting.as(world.actors.admin, useCases.getImports, { collectionId });
  if (!one) throw new Error('nothing was handed in');
  return one;
}

const refusalsOf = async (importId: string) =>
  (await acting.as(world.actors.admin, useCases.listImportRefusals, { importId })).refusals.map(
    ({ unitName, code, ref, error }) => [unitName, code, ref, error].filter((text) => text !== ''),
  );

async function valuesOf(actor: SmallWorld['actors']['first'], code: string) {
  const submissionId = await acting.formOf(actor, 'safety');
  const { cells } = await acting.as(actor, useCases.getSubmissionView, { submissionId });
  const cell = cells.find((one) => one.code === code);
  return cell && [cell.value, cell.version, cell.source];
}

describe('a file of many schools', () => {
  it('is read, looked at, accepted, and stands in the drafts as brought by whoever accepted it', async () => {
    const importId = await handIn(
      table([
        ['第一小学', 'safety', 'letters', '２０'],
        ['第一小学', 'safety', 'staff', '00031'],
        ['第二小学', 'safety', 'letters', '1,200'],
        ['第二小学', 'safety', 'staff', '不详'],
        ['第三小学', 'safety', 'letters', '5'],
        ['第二小学', 'safety', 'nothing_like_it', '5'],
      ]),
    );
    expect((await newest()).state).toBe('reading');
    await work(useCases.readImport, importId);
    expect(await newest()).toMatchObject({
      state: 'read',
      totals: { units: 2, forms: 2, added: 3, changed: 0 },
      refusals: 3,
    });
    expect(await refusalsOf(importId)).toEqual([
      ['C7', 'import.unknown_element'],
      ['A6', 'import.unknown_unit'],
      ['第二小学', 'staff', 'D5', 'cell.not_a_number'],
    ]);
    const { units } = await acting.as(world.actors.admin, useCases.listImportUnits, { importId });
    expect(units.map(({ name, added, refused }) => [name, added, refused])).toEqual([
      ['第二小学', 1, 1],
      ['第一小学', 2, 0],
    ]);
    expect(await valuesOf(world.actors.first, 'letters')).toBeUndefined();
    await write(importId);
    expect(await newest()).toMatchObject({ state: 'done', totals: { written: 3, overtaken: 0, refusedForms: 0 } });
    expect(await valuesOf(world.actors.first, 'letters')).toEqual(['20', 1, 'import']);
    expect(await valuesOf(world.actors.first, 'staff')).toEqual(['31', 1, 'import']);
    expect(await valuesOf(world.actors.second, 'letters')).toEqual(['1200', 1, 'import']);
    const submissionId = await acting.formOf(world.actors.first, 'safety');
    const { changes } = await acting.as(world.actors.first, useCases.getCellHistory, {
      submissionId,
      code: 'letters',
      key: '',
    });
    expect(changes).toMatchObject([{ by: 'manager', source: 'import' }]);
    const notices = await acting.as(world.actors.first, useCases.listNotices, {});
    expect(notices[0]).toMatchObject({ kind: 'imported' });
  });
});
describe('what a file may not touch', () => {
  it('what the school has answered stands, and what a file brought before is changed or the same', async () => {
    const { first } = world.actors;
    const submissionId = await acting.formOf(first, 'safety');
    const save = (code: string, value: string, version: number) =>
      acting.as(first, useCases.saveCells, {
        submissionId,
        source: 'page',
        cells: [{ code, key: '', state: value === '' ? 'missing' : 'value', value, version }],
      });
    await save('letters', '25', 1);
    await save('viewers', '', 0);
    const importId = await handIn(
      table([
        ['第一小学', 'safety', 'letters', '30'],
        ['第一小学', 'safety', 'viewers', '4'],
        ['第一小学', 'safety', 'staff', '32'],
        ['第二小学', 'safety', 'letters', '1200'],
        ['第二小学', 'safety', 'letters', '1201'],
        ['第二小学', 'safety', 'staff', '—'],
      ]),
    );
    await work(useCases.readImport, importId);
    expect((await newest()).totals).toMatchObject({ added: 0, changed: 1, same: 1 });
    expect(await refusalsOf(importId)).toEqual([
      ['第二小学', 'letters', 'D5', 'import.said_twice'],
      ['第二小学', 'letters', 'D6', 'import.said_twice'],
      ['第一小学', 'viewers', 'D3', 'import.answered_by_unit'],
      ['第一小学', 'letters', 'D2', 'import.answered_by_unit'],
    ]);
    const { forms } = await acting.as(world.actors.admin, useCases.getImportUnit, {
      importId,
      unitId: world.unitIds.first,
    });
    expect(forms).toMatchObject([{ cells: [{ code: 'staff', value: '32', before: { value: '31' } }] }]);
    await write(importId);
    expect(await valuesOf(first, 'letters')).toEqual(['25', 2, 'page']);
    expect(await valuesOf(first, 'staff')).toEqual(['32', 2, 'import']);
  });

  it('what was saved between the preview and the writing stands, and is told', async () => {
    const { second } = world.actors;
    const importId = await handIn(
      table([
        ['第二小学', 'safety', 'letters', '7'],
        ['第二小学', 'safety', 'screenings', '8'],
      ]),
    );
    await work(useCases.readImport, importId);
    await acting.as(second, useCases.saveCells, {
      submissionId: await acting.formOf(second, 'safety'),
      source: 'page',
      cells: [{ code: 'letters', key: '', state: 'value', value: '1199', version: 1 }],
    });
    await write(importId);
    expect((await newest()).totals).toMatchObject({ written: 1, overtaken: 1 });
    expect(await valuesOf(second, 'letters')).toEqual(['1199', 2, 'page']);
    expect(await valuesOf(second, 'screenings')).toEqual(['8', 1, 'import']);
  });

  it('what is handed in before the writing, or was before the reading, stays as it is; others are written', async () => {
    const { first, second } = world.actors;
    const rows: Row[] = ['第一小学', '第二小学'].map((unit) => [unit, 'safety', 'bullying_checks', '3']);
    const importId = await handIn(table(rows));
    await work(useCases.readImport, importId);
    await acting.report(first, await acting.formOf(first, 'safety'));
    await write(importId);
    expect((await newest()).totals).toMatchObject({ written: 1, refusedForms: 1 });
    expect(await valuesOf(second, 'bullying_checks')).toEqual(['3', 1, 'import']);
    const again = await handIn(table(rows));
    await work(useCases.readImport, again);
    expect((await newest()).totals).toMatchObject({ added: 0, same: 1, refusedForms: 1 });
    expect(await refusalsOf(again)).toEqual([['第一小学', 'A2', 'import.form_submitted']]);
    expect(await codeOf(acting.as(world.actors.admin, useCases.acceptImport, { importId: again }))).toBe(
      'import.nothing_to_write',
    );
    await acting.as(world.actors.admin, useCases.stopImport, { importId: again });
  });
});

describe('a worker that is killed', () => {
  it('reads anew from the beginning, and goes on writing where it was', async () => {
    const importId = await handIn(
      table([
        ['第二小学', 'education', 'legal_culture_sites', '2'],
        ['第二小学', 'governance', 'party_members', '2'],
        ['第一小学', 'campaigns', 'leads_referred', '2'],
      ]),
    );
    await work(useCases.readImport, importId);
    const before = (await newest()).totals;
    expect(before).toMatchObject({ added: 3, forms: 3 });
    // As if the first had died before it could say that it was through.
    await setState(importId, 'reading');
    await work(useCases.readImport, importId);
    expect((await newest()).totals).toEqual(before);
    await acting.as(world.actors.admin, useCases.acceptImport, { importId });
    // The one that was thought dead goes on beside the other.
    const goOn = async (): Promise<void> => {
      while ((await work(useCases.writeImport, importId))?.hasMore);
    };
    await Promise.all([goOn(), goOn(), goOn()]);
    const written = (await newest()).totals;
    expect(written).toMatchObject({ written: before.added, ended: 3, overtaken: 0 });
    expect((await newest()).state).toBe('done');
    // The same step once more, as Temporal repeats what it heard nothing of.
    await setState(importId, 'running');
    expect(await work(useCases.writeImport, importId)).toEqual({ hasMore: false });
    expect((await newest()).totals).toEqual(written);
  });

  it('in the midst of writing, it leaves nothing half written, and another goes on', async () => {
    const { second } = world.actors;
    const importId = await handIn(table([['第二小学', 'safety', 'viewers', '9']]));
    await work(useCases.readImport, importId);
    await acting.as(world.actors.admin, useCases.acceptImport, { importId });
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('begin');
    await owner.query('select 1 from submissions where id = $1 for update', [await acting.formOf(second, 'safety')]);
    const killed = codeOf(work(useCases.writeImport, importId)).catch(() => 'killed');
    for (let ended = 0; ended === 0;)
      ended =
        (
          await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`)
        ).rowCount ?? 0;
    await owner.query('commit');
    await owner.end();
    expect(await killed).toBe('killed');
    // Whole, where the transaction beside it came to the form only then; else nothing of it.
    const { state, totals } = await newest();
    expect([state, totals.written]).toEqual(['running', totals.ended]);
    while ((await work(useCases.writeImport, importId))?.hasMore);
    expect(await newest()).toMatchObject({ state: 'done', totals: { written: 1, overtaken: 0 } });
    expect(await valuesOf(second, 'viewers')).toEqual(['9', 1, 'import']);
  });
});

describe('who may', () => {
  it('is the bureau’s administrator, who then doesn’t review what they brought; of another bureau nothing is there', async () => {
    const { editor, first, admin } = world.actors;
    const begin = { collectionId, name: 'x.csv', content: fileOf(table([])) };
    for (const actor of [editor, first])
      expect(await codeOf(acting.as(actor, useCases.beginImport, begin))).toBe('access.denied');
    const reviewer = { ...admin, role: 'bureau_editor' as const };
    const { first: reporter } = world.actors;
    const submissionId = await acting.formOf(reporter, 'safety');
    expect(
      await codeOf(acting.as(reviewer, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] })),
    ).toBe('submission.own_review');
    const other = await createSmallWorld(database.services, clock, [2024]);
    expect(await codeOf(acting.as(other.actors.admin, useCases.beginImport, begin))).toBe('collection.not_found');
    const { newest: own } = await acting.as(admin, useCases.getImports, { collectionId });
    expect(
      await codeOf(acting.as(other.actors.admin, useCases.listImportUnits, { importId: own?.id ?? '', page: 1 })),
    ).toBe('import.not_found');
  });

  it('a file that is none says so, and a second one waits for the first', async () => {
    const importId = await handIn(Buffer.from('PK no archive'), '坏.xlsx');
    expect(await codeOf(handIn(table([])))).toBe('import.at_work');
    await work(useCases.readImport, importId);
    expect(await newest()).toMatchObject({
      state: 'failed',
      failure: { code: expect.stringMatching(/^workbook\./) as string },
    });
    await handIn(table([]));
  });
});

async function setState(importId: string, state: string): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('update imports set state = $1 where id = $2', [state, importId]);
  await owner.end();
}
