import { createClock, createSmallWorld, createTestDatabase, type Clock, type TestDatabase } from '@huibao/testing';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCollection } from '../collection/open-collection.ts';
import { compileReport } from '../reporting/compile-report.ts';
import { runUseCase } from '../use-case.ts';
import { remindCollection } from '../review/remind-collection.ts';
import { listNotices } from './list-notices.ts';
import { measureOutbox, type OutboxRow } from './outbox.repository.ts';
import { connectRelay, relayOnce, type RelayDatabase } from './relay.ts';

let database: TestDatabase;
let relay: RelayDatabase;
let clock: Clock;
let world: Awaited<ReturnType<typeof createSmallWorld>>;

beforeAll(async () => {
  database = await createTestDatabase();
  relay = connectRelay(database.urlOf('huibao_relay'));
  clock = createClock('2024-06-25T09:00:00+08:00');
  world = await createSmallWorld(database.services, clock, [2024]);
});
afterAll(async () => {
  await relay.destroy();
  await database.drop();
});

const unsent = async (): Promise<number> =>
  (await relay.selectFrom('outbox').select('id').where('sent_at', 'is', null).execute()).length;

const sendAll = (send: (row: OutboxRow) => Promise<void>, isAway = (_error: unknown) => false): Promise<number> =>
  relayOnce(relay, { send, isAway, now: clock.now });

describe('the outbox', () => {
  it('keeps what was done while Temporal is away, and sends it in order when it is back', async () => {
    const { editor } = world.actors;
    await runUseCase(database.services, editor, openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
    clock.advance(1000);
    await runUseCase(database.services, editor, compileReport, { programme: 'rule_of_law', year: 2024 });
    expect(
      await sendAll(
        () => Promise.reject(new Error('Temporal is away')),
        () => true,
      ),
    ).toBe(0);
    expect(await unsent()).toBe(2);
    const sent: OutboxRow[] = [];
    expect(
      await sendAll((row) => {
        sent.push(row);
        return Promise.resolve();
      }),
    ).toBe(2);
    expect(sent.map((row) => row.workflow)).toEqual(['collection', 'report']);
    expect(await unsent()).toBe(0);
    expect(await sendAll(() => Promise.reject(new Error('nothing is left to send')))).toBe(0);
  });

  it('lets no signal overtake its start, in this relay or another, and no refused row hold up the others', async () => {
    const row = (workflowId: string, signal: string | null) => ({
      tenant_id: world.bureauId,
      id: uuid(),
      workflow: 'report',
      workflow_id: workflowId,
      signal,
      payload: JSON.stringify({ tenantId: world.bureauId }),
      created_at: clock.now(),
    });
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    for (const { tenant_id: tenant, ...one } of [
      row('refused', null),
      row('refused', 'sent'),
      row('fine', null),
      row('fine', 'sent'),
    ])
      await owner.query(
        `insert into outbox (tenant_id, id, workflow, workflow_id, signal, payload, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [tenant, one.id, one.workflow, one.workflow_id, one.signal, one.payload, one.created_at],
      );
    await owner.end();
    const sent: string[] = [];
    const send = async ({ workflowId, signal }: OutboxRow): Promise<void> => {
      if (workflowId === 'refused') throw new Error('refused', { cause: new Error('3 INVALID_ARGUMENT: too long') });
      sent.push(`${workflowId} ${signal ?? 'start'}`);
      // Another relay, while this one has the start in hand: it must not find the signal.
      if (signal === null) await sendAll(send);
    };
    await sendAll(send);
    expect(sent).toEqual(['fine start']);
    await sendAll(send);
    expect(sent).toEqual(['fine start', 'fine sent']);
    expect(await unsent()).toBe(2);
    expect(await measureOutbox(relay)).toMatchObject({
      waiting: 2,
      refused: 1,
      failure: 'refused: 3 INVALID_ARGUMENT: too long',
    });
    // It isn't asked again at once, and twice as late each time.
    let asked = 0;
    const refuse = () => {
      asked += 1;
      return Promise.reject(new Error('refused again'));
    };
    const askedAfter = async (milliseconds: number): Promise<number> => {
      clock.advance(milliseconds);
      await sendAll(refuse);
      return asked;
    };
    // After one second, two and four.
    const counts: number[] = [];
    for (const milliseconds of [0, 1000, 1000, 1000, 1000, 3000]) counts.push(await askedAfter(milliseconds));
    expect(counts).toEqual([0, 1, 1, 2, 2, 3]);
    clock.advance(8000);
    expect(await sendAll(() => Promise.resolve())).toBe(1);
    await sendAll(() => Promise.resolve());
    expect(await unsent()).toBe(0);
    expect(await measureOutbox(relay)).toEqual({ waiting: 0, refused: 0, oldestAt: null, failure: null });
  });

  it('holds ids and instants only', async () => {
    const rows = await relay.selectFrom('outbox').select('payload').execute();
    for (const { payload } of rows) {
      for (const value of Object.values(payload as Record<string, string | number>))
        expect(String(value)).toMatch(/^\d+$|^[0-9a-f-]{36}$|^\d{4}-\d\d-\d\dT/);
    }
  });

  it('sends again what was sent but not marked: the business key makes it harmless, and a reminder is given once', async () => {
    const row = await relay
      .selectFrom('outbox')
      .select(['tenant_id', 'id', 'workflow_id', 'payload'])
      .where('workflow', '=', 'collection')
      .executeTakeFirstOrThrow();
    await relay
      .updateTable('outbox')
      .set({ sent_at: null })
      .where('tenant_id', '=', row.tenant_id)
      .where('id', '=', row.id)
      .execute();
    const again: OutboxRow[] = [];
    await sendAll((one) => {
      again.push(one);
      return Promise.resolve();
    });
    expect(again.map((one) => one.workflowId)).toEqual([row.workflow_id]);
    const { collectionId } = row.payload as unknown as { collectionId: string };
    const system = { ...world.actors.editor, role: 'system' as const };
    await runUseCase(database.services, system, remindCollection, { collectionId, kind: 'opened' });
    await runUseCase(database.services, system, remindCollection, { collectionId, kind: 'opened' });
    const notices = await runUseCase(database.services, world.actors.first, listNotices, undefined);
    expect(notices.filter((notice) => notice.kind === 'opened')).toHaveLength(1);
  });
});
