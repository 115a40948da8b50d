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
import ExcelJS from 'exceljs';
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
    expect(await newest()).toMatchObject({ state: 'read', totals: { units: 2, forms: 2, added: 3, changed: 0 }, refusals: 3 });
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
void ExcelJS;
void codeOf;
