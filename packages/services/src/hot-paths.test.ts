import { createClock, createSmallWorld, createTestDatabase, actingIn, recordStatements } from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf } from './identity/sessions/actor.repository.ts';
import { sessionRepository } from './identity/sessions/session.repository.ts';
import type { UseCase } from './use-case.ts';
import * as useCases from './use-cases.ts';

// What a request that comes most often sends to PostgreSQL: whoever changes it sees here what changes. The roll-up's
// one statement is rollup/statement/built-in-statement.sql. `npm test -- --only unit hot-paths -u` writes them anew.

const clock = createClock('2024-06-25T09:00:00+08:00');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let world: Awaited<ReturnType<typeof createSmallWorld>>;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
});
afterAll(() => database.drop());

describe('the statements of', () => {
  /** Those of one call, after everything that is read once per process has been read. */
  async function statementsOf<Input, Output, Raw>(
    actor: (typeof world)['actors']['first'],
    useCase: UseCase<Input, Output, Raw>,
    input: Raw,
  ): Promise<string> {
    const { db, takeSql } = recordStatements(database.services.db);
    await actingIn({ ...database.services, db }).as(actor, useCase, input);
    return takeSql();
  }

  it('a term: save, submit, board, accept', async () => {
    const { first, editor } = world.actors;
    const { as, formOf, fill, explainAll } = actingIn(database.services);
    const { collectionId } = await as(editor, useCases.openCollection, {
      programme: 'rule_of_law',
      year: 2024,
      period: 1,
    });
    const submissionId = await formOf(first, 'campaigns');
    await fill(first, submissionId);
    await explainAll(first, submissionId);
    const { cells } = await as(first, useCases.getSubmissionView, { submissionId });
    const edit = cells
      .map(({ code, key, state, value, version }) => ({ code, key, state, value, version }))
      .slice(0, 1);

    const save = await statementsOf(first, useCases.saveCells, { submissionId, source: 'page', cells: edit });
    await expect(save).toMatchFileSnapshot('./submission/save-cells.sql');
    const submit = await statementsOf(first, useCases.submitSubmission, { submissionId });
    await expect(submit).toMatchFileSnapshot('./submission/submit-submission.sql');
    const board = await statementsOf(editor, useCases.getBoard, { collectionId });
    await expect(board).toMatchFileSnapshot('./review/get-board.sql');
    const accept = await statementsOf(editor, useCases.acceptSubmissions, { items: [{ submissionId, revisionNo: 1 }] });
    await expect(accept).toMatchFileSnapshot('./review/accept-submissions.sql');
  });

  it('a session: who is signed in, asked with every request', async () => {
    const { db, takeSql } = recordStatements(database.services.authDb);
    const idHash = Buffer.alloc(32, 1).toString('hex');
    const { tenantId, userId } = world.actors.first;
    const [membership] = await database.services.authDb
      .selectFrom('memberships')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .execute();
    const membershipId = membership?.id ?? '';
    const expiresAt = new Date(clock.now().getTime() + 3_600_000);
    const { session: limits } = database.services.signInPolicy;
    await sessionRepository(database.services.authDb, clock.now, limits).insertSession({
      idHash,
      tenantId,
      userId,
      membershipId,
      expiresAt,
      address: '',
      device: '',
      hasSecondFactor: false,
      bySingleSignOn: false,
    });
    const session = await sessionRepository(db, clock.now, limits).findSession({ tenantId, idHash });
    expect(session && actorOf(database.services, session.person, session, clock.now)?.actor.userId).toBe(userId);
    await expect(takeSql()).toMatchFileSnapshot('./identity/sessions/find-session.sql');
    // Of a cookie from before they said the tenant; and of one that says another's.
    const plainly = sessionRepository(database.services.authDb, clock.now, limits);
    expect((await plainly.findSession({ tenantId: null, idHash }))?.userId).toBe(userId);
    expect(await plainly.findSession({ tenantId: tenantId + 1, idHash })).toBeUndefined();
  });
});
