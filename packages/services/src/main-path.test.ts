import { termOf, type Cell } from '@huibao/domain';
import { createClock, createSmallWorld, createTestDatabase, plainAnswers, type Clock, type SmallWorld, type TestDatabase } from '@huibao/testing';
import type { Actor } from '@huibao/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UseCase } from './use-case.ts';
import { runUseCase } from './use-case.ts';
import * as useCases from './use-cases.ts';

let database: TestDatabase;
let clock: Clock;
let world: SmallWorld;

const as = <I, O, R>(actor: Actor, useCase: UseCase<I, O, R>, input: R): Promise<O> => runUseCase(database.services, actor, useCase, input);

async function fill(actor: Actor, change: (cells: readonly Cell[]) => readonly Cell[] = (cells) => cells): Promise<void> {
  const { terms } = await as(actor, useCases.listTasks, {});
  for (const form of terms[0]?.forms ?? []) {
    const view = await as(actor, useCases.getSubmissionView, { submissionId: form.submissionId });
    const versions = new Map(view.cells.map((cell) => [`${cell.code} ${cell.key}`, cell.version]));
    const cells = change(plainAnswers(view.form, view.unit, termOf(view.year, view.period.ordinal)));
    const saved = await as(actor, useCases.saveCells, {
      submissionId: form.submissionId, source: 'page', cells: cells.map((cell) => ({ ...cell, version: versions.get(`${cell.code} ${cell.key}`) ?? 0 })),
    });
    expect(saved.refused).toEqual([]);
    expect(saved.conflicts).toEqual([]);
  }
}

beforeAll(async () => {
  database = await createTestDatabase();
  clock = createClock('2024-06-25T09:00:00+08:00');
  world = await createSmallWorld(database.services, clock, [2023, 2024]);
});
afterAll(() => database.drop());

describe('the main path', () => {
  it('goes from an opened term to a published report', async () => {
    const { first, editor } = world.actors;
    const { collectionId, expected } = await as(editor, useCases.openCollection, { year: 2024, period: 1 });
    expect(expected).toBeGreaterThan(0);
    await fill(first);
    const { terms } = await as(first, useCases.listTasks, {});
    const submissionId = terms[0]?.forms[0]?.submissionId ?? '';
    const result = await as(first, useCases.submitSubmission, { submissionId }).catch((error: unknown) => error);
    console.log(result, collectionId);
  });
});
