import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  crossingProgramme,
  makeFit,
  signInTurn,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { writePackageArchive } from '@huibao/documents/package';
import { writePackage } from '@huibao/domain/package';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let collectionId: string;
let closesOn: string;
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2023, 2024]);
  acting = actingIn(database.services);
});
afterAll(() => database.drop());

type Person = keyof SmallWorld['actors'];

/** What waits for somebody, as `kind count href`. */
async function waitsFor(person: Person): Promise<readonly string[]> {
  const { waiting } = await acting.as(world.actors[person], useCases.getTodo, {});
  return waiting.map(({ kind, count, href }) => `${kind} ${count} ${href}`);
}

describe('what waits for a school', () => {
  it('is every form that isn’t submitted, begun or not, and no other school’s', async () => {
    const { first, editor } = world.actors;
    expect(await waitsFor('first')).toEqual([]);
    ({ collectionId } = await acting.as(editor, useCases.openCollection, {
      programme: 'rule_of_law',
      year: 2024,
      period: 1,
    }));
    const { terms } = await acting.as(first, useCases.listTasks, {});
    closesOn = terms[0]?.times.closesAt ?? '';
    const owed = terms[0]?.forms.length ?? 0;
    expect(owed).toBeGreaterThan(1);
    expect(await waitsFor('first')).toEqual([`fill ${owed} /term`]);
    await acting.fill(first, await acting.formOf(first, 'campaigns'));
    expect(await waitsFor('first')).toEqual([`fill ${owed} /term`]);
    await acting.report(first, await acting.formOf(first, 'campaigns'));
    expect(await waitsFor('first')).toEqual([`fill ${owed - 1} /term`]);
    expect(await waitsFor('editor')).toEqual([`review 1 /collections/${collectionId}`]);
    const sibling = await acting.as(world.actors.second, useCases.listTasks, {});
    expect(await waitsFor('second')).toEqual([`fill ${sibling.terms[0]?.forms.length ?? 0} /term`]);
  });

  it('is what came back, told apart from what was never sent', async () => {
    const { first, editor } = world.actors;
    const submissionId = await acting.formOf(first, 'campaigns');
    const [fill] = await waitsFor('first');
    await acting.as(editor, useCases.returnSubmission, {
      submissionId,
      revisionNo: 1,
      reason: '请核对',
      comments: [],
      untilOn: null,
    });
    expect(await waitsFor('first')).toEqual(['returned 1 /term', fill]);
    expect(await waitsFor('editor')).toEqual([]);
    await acting.reportAndAccept(first, editor, submissionId);
    expect(await waitsFor('first')).toEqual([fill]);
  });

  it('is, for its head, what is to be confirmed', async () => {
    const { second } = world.actors;
    const submissionId = await acting.formOf(second, 'campaigns');
    await acting.fill(second, submissionId);
    await acting.explainAll(second, submissionId);
    await acting.as(second, useCases.submitSubmission, { submissionId });
    expect(await waitsFor('head')).toEqual(['confirm 1 /term']);
    expect(await waitsFor('editor')).toEqual([]);
  });

  it('isn’t what can’t be filled in any more, unless the school was given more time', async () => {
    const { first, editor } = world.actors;
    const [fill] = await waitsFor('first');
    clock.set(new Date(new Date(closesOn).getTime() + 60_000).toISOString());
    expect(await waitsFor('first')).toEqual([]);
    await acting.as(first, useCases.requestExtension, { collectionId, reason: '负责人住院，需延至下周五' });
    expect(await waitsFor('editor')).toEqual([`extension 1 /collections/${collectionId}`]);
    await acting.as(editor, useCases.extendDeadline, {
      collectionId,
      unitId: world.unitIds.first,
      untilOn: new Date(clock.now().getTime() + 5 * 86_400_000).toISOString().slice(0, 10),
      reason: '同意',
    });
    expect(await waitsFor('editor')).toEqual([]);
    expect(await waitsFor('first')).toEqual([fill]);
  });
});

describe('what waits for a bureau and its superior', () => {
  let reportId: string;
  let page: string;

  it('is a report at whose step it stands, and nobody else’s', async () => {
    clock.set('2025-01-20T09:00:00+08:00');
    ({ reportId } = await acting.as(world.actors.editor, useCases.compileReport, {
      programme: 'rule_of_law',
      year: 2024,
    }));
    page = `/reports/${reportId}`;
    await makeFit(database.services, world.actors.editor, reportId);
    expect(await waitsFor('checker')).toEqual([]);
    await acting.as(world.actors.editor, useCases.decideReport, { reportId, action: 'approve' });
    expect([await waitsFor('checker'), await waitsFor('issuer')]).toEqual([[`sign 1 ${page}`], []]);
  });

  it('is what a checker sent back, until it is submitted again', async () => {
    const { checker, editor } = world.actors;
    await acting.as(checker, useCases.decideReport, { reportId, action: 'return', comment: '请核对' });
    expect([await waitsFor('checker'), await waitsFor('editor')]).toEqual([[], [`report_returned 1 ${page}`]]);
    const { unread, total } = await acting.as(editor, useCases.getTodo, {});
    expect(total).toBe(unread + 1);
    await acting.as(editor, useCases.decideReport, { reportId, action: 'approve' });
    expect([await waitsFor('checker'), await waitsFor('editor')]).toEqual([[`sign 1 ${page}`], []]);
    for (const signer of [checker, world.actors.issuer])
      await acting.as(signer, useCases.decideReport, { reportId, action: 'approve' });
    expect([await waitsFor('checker'), await waitsFor('issuer')]).toEqual([[], []]);
  });

  it('is, for the city, each district overdue in each year, by the first of those years', async () => {
    // Of both programmes that ship: one is due by 31 January, the other before 1 March of the next year. The list of
    // districts and the reminder say the same instant.
    const first = 'programme=rule_of_law&year=2023';
    // Of each programme by itself; of this one both years’ day is over.
    const other = 'overdue 2 /districts?programme=open_information&year=2023';
    const overdueIn2024 = async () =>
      (await acting.as(world.actors.reviewer, useCases.listDistricts, { programme: 'rule_of_law', year: 2024 }))
        .isOverdue;
    clock.set('2025-02-28T23:59:00+08:00');
    expect(await waitsFor('reviewer')).toEqual([other, `overdue 1 /districts?${first}`]);
    expect(await overdueIn2024()).toBe(false);
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ due: string }>(
      `select payload ->> 'reportDueAt' as due from outbox where workflow = 'report' and signal is null`,
    );
    await owner.end();
    clock.set(rows[0]?.due ?? '');
    expect(clock.now().toISOString()).toBe('2025-02-28T16:00:00.000Z');
    expect(await waitsFor('reviewer')).toEqual([other, `overdue 2 /districts?${first}`]);
    expect(await overdueIn2024()).toBe(true);
  });

  it('is, for the city, a report to receive; for its bureau, one that the city returned and nothing has answered', async () => {
    const { editor, checker, issuer, reviewer } = world.actors;
    await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
    const { deliveryId } = await acting.as(editor, useCases.sendReport, { reportId });
    const overdue = ['open_information', 'rule_of_law'].map(
      (programme, index) => `overdue ${2 - index} /districts?programme=${programme}&year=2023`,
    );
    expect(await waitsFor('reviewer')).toEqual(['receive 1 /districts?programme=rule_of_law&year=2024', ...overdue]);
    await acting.as(reviewer, useCases.decideDelivery, { deliveryId, action: 'return', reason: '请补正' });
    expect(await waitsFor('reviewer')).toEqual(overdue);
    expect(await waitsFor('editor')).toEqual([`delivery_returned 1 ${page}`]);

    const next = await acting.as(editor, useCases.correctReport, { reportId, reason: '补正' });
    expect(await waitsFor('editor')).toEqual([`delivery_returned 1 ${page}`]);
    await signInTurn(database.services, [editor, checker, issuer], next.reportId);
    await acting.as(editor, useCases.numberReport, { ...next, sequence: null });
    expect(await waitsFor('editor')).toEqual([`delivery_returned 1 ${page}`]);
    await acting.as(editor, useCases.sendReport, next);
    expect(await waitsFor('editor')).toEqual([]);
    expect(await waitsFor('reviewer')).toEqual(['receive 1 /districts?programme=rule_of_law&year=2024', ...overdue]);
  });
});

describe('what waits for a reviewer', () => {
  it('is a submitted form whose numbers of another form have changed since, until somebody has seen it', async () => {
    clock.set('2024-03-25T09:00:00+08:00');
    world = await createSmallWorld(database.services, clock, [2024]);
    const { first, editor, cityAdmin } = world.actors;
    const content = writePackageArchive(writePackage({ programme: crossingProgramme, glossary: [] }));
    const shown = await acting.as(cityAdmin, useCases.previewPackage, { content, year: 2024 });
    await acting.as(cityAdmin, useCases.publishPackage, { content, year: 2024, hash: shown.offered?.hash ?? '' });
    const programme = 'city-open_quarters';
    await acting.as(editor, useCases.openCollection, { programme, year: 2024, period: 1 });
    const [requests, staff] = [await acting.formOf(first, 'safety'), await acting.formOf(first, 'staff')];
    const submit = async (submissionId: string, answers: Readonly<Record<string, string>>) => {
      const cells = Object.entries(answers).map(([code, value]) => ({ code, key: '', state: 'value' as const, value }));
      await acting.fill(first, submissionId, cells);
      await acting.explainAll(first, submissionId);
      await acting.as(first, useCases.submitSubmission, { submissionId });
    };
    const moved = async () => (await waitsFor('editor')).filter((one) => one.startsWith('read_moved'));
    const submitRequests = (letters: string) => submit(requests, { pupils: '4', letters, answered: '20' });
    const sendBack = async (revisionNo: number) =>
      acting.as(editor, useCases.returnSubmission, {
        submissionId: requests,
        revisionNo,
        reason: '请核对',
        comments: [],
        untilOn: null,
      });
    await submitRequests('30');
    await submit(staff, { clerks: '5' });
    expect(await moved()).toEqual([]);
    await sendBack(1);
    // Nothing stands: what it was judged by is gone.
    expect(await moved()).toEqual([`read_moved 1 /review/${staff}`]);
    await submitRequests('30');
    expect(await moved()).toEqual([]);
    await sendBack(2);
    await submitRequests('40');
    expect(await moved()).toEqual([`read_moved 1 /review/${staff}`]);
    // It is one of the two that wait for review, and counts as one.
    const { unread, total } = await acting.as(editor, useCases.getTodo, {});
    expect(total - unread).toBe(2);
    const { reads } = await acting.as(editor, useCases.getRevision, { submissionId: staff });
    const seen = reads.map(({ formCode, standingId }) => ({ formCode, revisionId: standingId }));
    await acting.as(editor, useCases.acknowledgeReads, { submissionId: staff, revisionNo: 1, seen });
    expect(await moved()).toEqual([]);
    // What changes after is to be seen again.
    await sendBack(3);
    expect(await moved()).toEqual([`read_moved 1 /review/${staff}`]);
  });

  it('is told programme by programme: one’s list has nothing of another', async () => {
    const { first, editor } = world.actors;
    const days = { opensOn: '2024-03-20', dueOn: '2024-04-10', closesOn: '2024-04-20' };
    const opened = await acting.as(editor, useCases.openCollection, {
      ...{ programme: 'rule_of_law', year: 2024, period: 1 },
      ...days,
    });
    const { terms } = await acting.as(first, useCases.listTasks, {});
    const term = terms.find((one) => one.collectionId === opened.collectionId);
    await acting.report(first, term?.forms.find(({ formCode }) => formCode === 'campaigns')?.submissionId ?? '');
    const { waiting } = await acting.as(editor, useCases.getTodo, {});
    const reviews = waiting.filter(({ kind }) => kind === 'review');
    expect(reviews.map(({ programme, count }) => [programme, count]).toSorted()).toEqual([
      ['city-open_quarters', 1],
      ['rule_of_law', 1],
    ]);
    expect(reviews.find(({ programme }) => programme === 'rule_of_law')?.href).toBe(
      `/collections/${opened.collectionId}`,
    );
  });
});
