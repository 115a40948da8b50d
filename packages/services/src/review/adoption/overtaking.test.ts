import { withTenant, type Actor } from '@huibao/db';
import { writePackageArchive } from '@huibao/documents/package';
import type { DataElement, FormDefinition } from '@huibao/domain';
import { writePackage, type ProgrammePackage } from '@huibao/domain/package';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  quarterlyProgramme,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Mutation, Scope } from '../../use-case.ts';
import * as useCases from '../../use-cases.ts';

// Publishing, adopting, saving and a unit's coming, each while another one hasn't ended: whichever comes second waits,
// and goes by what the first has done.

const year = 2024;
const clock = createClock(`${year}-03-25T09:00:00+08:00`);

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
  acting = actingIn(database.services);
});
afterAll(() => database.drop());

const both = (text: string) => ({ zh: text, en: text });

/** `answered` is asked, or is retired. */
function packageOf(code: string, isRetired: boolean): ProgrammePackage {
  const asked = ({ code: one }: DataElement): boolean => !isRetired || one !== 'answered';
  const form = (of: FormDefinition): FormDefinition => {
    const blocks = of.sections.flatMap((section) => section.blocks);
    const elements = blocks.flatMap((block) => (block.kind === 'fields' ? block.elements : []));
    const fields = (some: readonly DataElement[]) => ({
      kind: 'fields' as const,
      title: both('申请'),
      elements: some.filter(({ fromSensitiveRegister }) => fromSensitiveRegister === undefined),
    });
    return {
      ...of,
      rules: [],
      sections: of.sections.map((section) => ({ ...section, blocks: [fields(elements.filter(asked))] })),
      ...(isRetired ? { retired: [fields(elements.filter((one) => !asked(one)))] } : {}),
    };
  };
  return {
    glossary: [],
    programme: {
      ...quarterlyProgramme,
      code,
      title: both(code),
      sensitiveRegisters: [],
      forms: quarterlyProgramme.forms.map(form),
    },
  };
}

async function publication(code: string, isRetired: boolean) {
  const content = writePackageArchive(writePackage(packageOf(code, isRetired)));
  const { offered, refusals } = await acting.as(world.actors.cityAdmin, useCases.previewPackage, { content, year });
  expect(refusals).toEqual([]);
  return { content, year, hash: offered?.hash ?? '' };
}

/** Whether somebody waits for what this transaction holds. */
async function isWaitedFor(trx: Scope['trx']): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))) as waits`.execute(
    trx,
  );
  return rows[0]?.waits ?? false;
}

/** Runs a change, then the second one before the first is committed; answers whether the second had to wait. */
async function whileRunning<Input, Output, Raw, Second>(
  actor: Actor,
  useCase: Mutation<Input, Output, Raw>,
  input: Raw,
  second: () => Promise<Second>,
): Promise<{ readonly waited: boolean; readonly result: Second }> {
  let isDone = false;
  const { running, waited } = await withTenant(database.services.db, actor, async (trx) => {
    const scope: Scope = {
      ctx: database.services,
      trx,
      actor,
      now: actor.now(),
      audit: () => undefined,
      afterwards: () => undefined,
      isAlone: false,
    };
    await useCase.run(scope, useCase.input.parse(input));
    const running = second().finally(() => {
      isDone = true;
    });
    // Refused before the first is committed, it is answered for below.
    running.catch(() => undefined);
    let waited = false;
    while (!isDone && !waited) waited = await isWaitedFor(trx);
    return { running, waited };
  });
  return { waited, result: await running };
}

describe('while somebody else is at it', () => {
  let serial = 0;
  let name: string;
  let code: string;
  let collectionId: string;
  let submissionId: string;

  beforeEach(async () => {
    serial += 1;
    code = `overtaking_${serial}`;
    name = `city-${code}`;
    await acting.as(world.actors.cityAdmin, useCases.publishPackage, await publication(code, false));
    const opened = await acting.as(world.actors.editor, useCases.openCollection, { programme: name, year, period: 1 });
    collectionId = opened.collectionId;
    const board = await acting.as(world.actors.editor, useCases.getBoard, { collectionId });
    submissionId = board.units.find(({ id }) => id === world.unitIds.first)?.forms[0]?.submissionId ?? '';
  });

  const amend = async () => acting.as(world.actors.cityAdmin, useCases.publishPackage, await publication(code, true));
  const adoption = () => ({ collectionId, issueNo: 2, returned: [] });
  const adopt = () => acting.as(world.actors.editor, useCases.adoptIssue, adoption());
  const cell = { code: 'answered', key: '', state: 'value' as const, value: '7', version: 0 };
  const saving = () => ({ submissionId, source: 'page' as const, issueNo: 1, cells: [cell] });
  const view = () => acting.as(world.actors.first, useCases.getSubmissionView, { submissionId });

  it('saves, an adoption waits, and sets aside what was saved', async () => {
    await amend();
    const { waited } = await whileRunning(world.actors.first, useCases.saveCells, saving(), adopt);
    expect(waited).toBe(true);
    expect(await view()).toMatchObject({ issueNo: 2, parked: [{ code: 'answered', value: '7' }] });
  });

  it('adopts, a save waits, and what was typed is set aside', async () => {
    await amend();
    const { waited, result } = await whileRunning(world.actors.editor, useCases.adoptIssue, adoption(), () =>
      acting.as(world.actors.first, useCases.saveCells, saving()),
    );
    expect(waited).toBe(true);
    expect(result).toMatchObject({ issueNo: 2, saved: [], parked: [{ code: 'answered' }] });
    expect((await view()).parked).toMatchObject([{ code: 'answered', value: '7' }]);
  });

  it('submits, an adoption waits, and leaves what is submitted alone', async () => {
    await amend();
    await acting.fill(world.actors.first, submissionId);
    const { waited, result } = await whileRunning(
      world.actors.first,
      useCases.submitSubmission,
      { submissionId, issueNo: 1 },
      adopt,
    );
    expect(waited).toBe(true);
    expect(result.moved).toBe(1);
    expect(await view()).toMatchObject({ issueNo: 1, state: 'submitted', parked: [] });
  });

  it('adopts, a submit waits, and is refused: its form has changed', async () => {
    await amend();
    await acting.fill(world.actors.first, submissionId);
    const { result } = await whileRunning(world.actors.editor, useCases.adoptIssue, adoption(), () =>
      codeOf(acting.as(world.actors.first, useCases.submitSubmission, { submissionId, issueNo: 1 })),
    );
    expect(result).toBe('submission.form_changed');
  });

  it('adopts, a unit comes, and owes by the issue that was adopted', async () => {
    await amend();
    const { waited, result } = await whileRunning(world.actors.editor, useCases.adoptIssue, adoption(), () =>
      acting.as(world.actors.admin, useCases.createUnit, {
        kind: 'school',
        name: `新开小学${serial}`,
        schoolType: '211',
        ownership: 'public',
        sectionCode: null,
        schoolCode: null,
        creditCode: null,
        opensOn: '2024-01-01',
        closesOn: null,
        hasHeadStep: false,
      }),
    );
    expect(waited).toBe(true);
    const { newer, behind, units } = await acting.as(world.actors.editor, useCases.getBoard, { collectionId });
    expect(units.some(({ id }) => id === result.unitId)).toBe(true);
    expect([newer, behind]).toEqual([[], 0]);
  });

  it('publishes: what isn’t published yet isn’t adopted, and once it is, it is', async () => {
    const { result } = await whileRunning(
      world.actors.cityAdmin,
      useCases.publishPackage,
      await publication(code, true),
      () => codeOf(adopt()),
    );
    expect(result).toBe('collection.issue_moved_on');
    await adopt();
    expect(await view()).toMatchObject({ issueNo: 2 });
  });

  it('adopts, and so does a colleague: once', async () => {
    await amend();
    const { waited, result } = await whileRunning(world.actors.editor, useCases.adoptIssue, adoption(), () =>
      codeOf(adopt()),
    );
    expect(waited).toBe(true);
    expect(result).toBe('collection.issue_adopted');
  });
});
