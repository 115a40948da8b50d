import { actingIn, codeOf, createClock, createSmallWorld, createTestDatabase, type SmallWorld } from '@huibao/testing';
import type { Acting, TestDatabase } from '@huibao/testing';
import { fileOf } from '@huibao/documents/streamed-file';
import type { Actor } from '@huibao/db';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformActor } from '../identity/sessions/actor.repository.ts';
import { connectRelay, relayOnce } from '../notifications/relay.ts';
import * as useCases from '../use-cases.ts';
import { createPaces, type Paced } from '../quotas/paces.ts';
import { announceProcess } from './announce-process.ts';
import { concernsOf, type Watched } from './concerns.ts';
import type { Process } from './process.repository.ts';
import { noteSizes } from './size.repository.ts';

describe('what somebody must see to', () => {
  const now = new Date('2026-11-27T10:00:00+08:00');
  const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
  const worker: Process = {
    ...{ kind: 'worker', host: 'm1 12', release: '', code: '0054' },
    ...{ startedAt: ago(900), seenAt: ago(0.2), failing: [] },
  };
  const well: Watched = {
    processes: [{ ...worker, kind: 'api' }, worker],
    outbox: { waiting: 3, refused: 0, oldestAt: ago(14).toISOString(), failure: null },
    parkedSince: null,
    imports: [],
    database: { bytes: 1, archivedSecondsAgo: 840, isArchivingFailing: false },
  };
  const told = (change: Partial<Watched>) => concernsOf({ ...well, ...change }, now).map(({ kind }) => kind);
  const one = { tenantName: 'x', programme: { zh: 'p', en: 'p' }, year: 2026, period: 1, endedAt: null } as const;

  const newcomer = (minutes: number) => ({ ...worker, startedAt: ago(minutes), seenAt: now });

  it.each<[string, Partial<Watched>, readonly string[]]>([
    ['nothing while all is well', {}, []],
    ['a worker that is gone', { processes: [{ ...worker, kind: 'api' }] }, ['no_worker']],
    ['one that fell silent', { processes: [{ ...worker, seenAt: ago(1.1) }] }, ['no_worker', 'process_silent']],
    ['one whose place another has taken', { processes: [{ ...worker, seenAt: ago(9) }, newcomer(8)] }, []],
    [
      'two, of whom one’s',
      { processes: [9, 8].map((n) => ({ ...worker, seenAt: ago(n) })).concat(newcomer(7)) },
      ['process_silent'],
    ],
    [
      'one whose colleague was there before',
      { processes: [{ ...worker, seenAt: ago(8) }, newcomer(9)] },
      ['process_silent'],
    ],
    ['what a process says', { processes: [{ ...worker, failing: ['temporal'] }] }, ['process_temporal']],
    ['an old message', { outbox: { ...well.outbox, oldestAt: ago(16).toISOString() } }, ['outbox_old']],
    ['a refused one', { outbox: { waiting: 1, refused: 1, oldestAt: null, failure: 'x' } }, ['messages_parked']],
    ['a log that isn’t archived', { database: { ...well.database, archivedSecondsAgo: 901 } }, ['log_not_archived']],
    ['an import that gave up', { imports: [{ ...one, state: 'failed', begunAt: ago(9) }] }, ['imports_gave_up']],
    ['one that takes too long', { imports: [{ ...one, state: 'running', begunAt: ago(61) }] }, ['imports_slow']],
    ['not one at work', { imports: [{ ...one, state: 'running', begunAt: ago(59) }] }, []],
  ])('%s', (_what, change, kinds) => expect(told(change)).toEqual(kinds));
});

describe('over the whole platform', () => {
  let database: TestDatabase;
  let world: SmallWorld;
  let acting: Acting;
  let owner: pg.Client;
  let operator: Actor;
  const clock = createClock('2024-06-25T09:00:00+08:00');

  beforeAll(async () => {
    database = await createTestDatabase();
    world = await createSmallWorld(database.services, clock, [2024]);
    acting = actingIn(database.services);
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('set row_security = off');
    const platform = await platformActor(database.services.authDb, clock.now);
    const units = await acting.as(platform, useCases.getUnits, {});
    const created = await acting.as(platform, useCases.createAccount, {
      ...{ username: 'operator', name: '吴工', role: 'platform_operator', unitId: units[0]?.id ?? 0 },
    });
    expect(created.username).toBe('operator@platform');
    operator = { ...platform, userId: created.userId, userName: '吴工', role: 'platform_operator' };
    await acting.as(world.actors.editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it('counts each tenant’s, below its parent', async () => {
    const { rows } = await owner.query<{ due_at: Date }>('select due_at from collections');
    expect((await acting.as(operator, useCases.listTenants, {})).tenants[1]?.overdue).toBe(0);
    clock.set(new Date((rows[0]?.due_at.getTime() ?? 0) + 1000).toISOString());
    const { tenants, total, pages } = await acting.as(operator, useCases.listTenants, {});
    expect([total, pages]).toEqual([2, 1]);
    const [city, bureau] = tenants;
    expect(city).toMatchObject({ kind: 'city', parentName: '', units: 0, forms: 0, activeAt: null });
    expect(bureau).toMatchObject({ kind: 'bureau', parentName: city?.name, units: 3, overdue: bureau?.forms });
    expect(bureau?.forms).toBeGreaterThan(3);
    // Two who came with it, and nine of the world's.
    expect(bureau?.people).toBe(11);
    expect((await acting.as(operator, useCases.listTenants, { name: '山阳' })).total).toBe(1);
    expect((await acting.as(operator, useCases.listTenants, { name: '%' })).tenants).toEqual([]);
  });

  it('a message that Temporal refused is named in its words, and goes out when it is told to', async () => {
    const relayDb = connectRelay(database.urlOf('huibao_relay'));
    const refusing = { isAway: () => false, now: clock.now };
    const send = () => Promise.reject(new Error('namespace not found'));
    for (let no = 0; no < 3; no += 1) {
      await relayOnce(relayDb, { ...refusing, send });
      clock.advance(20_000);
    }
    await relayOnce(relayDb, { ...refusing, send });
    const before = await acting.as(operator, useCases.getPlatform, {});
    const parked = before.parked[0];
    expect(parked).toMatchObject({ failure: 'namespace not found', attempts: 4, workflow: 'collection' });
    expect(before.concerns.map(({ kind }) => kind)).toContain('messages_parked');
    const relayed = () => relayOnce(relayDb, { ...refusing, send: () => Promise.resolve() });
    expect(await relayed()).toBe(0);
    const asked = { tenantId: parked?.tenantId ?? 0, id: parked?.id ?? '' };
    await acting.as(operator, useCases.retryMessage, asked);
    expect(await relayed()).toBe(1);
    await relayDb.destroy();
    expect(await codeOf(acting.as(operator, useCases.retryMessage, asked))).toBe('outbox.message_not_found');
    const { rows } = await owner.query(
      `select subject, detail from audit_entries where tenant_id = $1 and action = 'outbox.retried'`,
      [operator.tenantId],
    );
    expect(rows).toEqual([{ subject: asked.id, detail: { tenant: asked.tenantId } }]);
  });

  it('processes say how they do, and take it back when they end', async () => {
    let checks: Readonly<Record<string, boolean>> | Error = { temporal: false };
    const told: string[] = [];
    const process = announceProcess(
      database.services,
      {
        ...{ kind: 'worker', release: '1.4', code: () => '0054' },
        checks: () => (checks instanceof Error ? Promise.reject(checks) : Promise.resolve(checks)),
        onFailure: (reason) => told.push(reason),
      },
      clock.now,
    );
    const shown = async () => (await acting.as(operator, useCases.getPlatform, {})).processes;
    await expect
      .poll(shown)
      .toMatchObject([{ kind: 'worker', release: '1.4', failing: ['temporal'], isSilent: false }]);
    // What has changed is said at once; what can't be said goes to the log, with why, and not at every try.
    checks = { temporal: true };
    process.again();
    await expect.poll(shown).toMatchObject([{ failing: [] }]);
    checks = new Error('no such disk');
    process.again();
    process.again();
    await expect.poll(() => told).toHaveLength(1);
    expect(told[0]).toContain('no such disk');
    await process.close();
    expect(told).toHaveLength(1);
    expect(await shown()).toEqual([]);
  });

  it('a request is found by the id that was read out, without what it was about', async () => {
    const request = 'abcdef0123456789abcdef0123456789';
    await owner.query(`update audit_heads set seq = seq + 1 where tenant_id = $1`, [world.bureauId]);
    await owner.query(
      `insert into audit_entries (tenant_id, seq, at, user_name, action, subject, detail, outcome, request_id, previous, hash)
       select tenant_id, seq, '2024-07-20T01:00:00Z', '张三', 'access.refused', '1990-7-1', '{"a":1}', 'refused', $2, '', ''
       from audit_heads where tenant_id = $1`,
      [world.bureauId, request],
    );
    const read = { request: 'ABCDEF01 23456789 abcdef01 ２３４５６７８９' };
    const found = await acting.as(operator, useCases.findRequest, read);
    expect(found).toEqual({
      request,
      entries: [
        {
          tenantName: expect.stringContaining('山阳区') as string,
          at: '2024-07-20T01:00:00.000Z',
          action: 'access.refused',
          outcome: 'refused',
        },
      ],
    });
    expect(await codeOf(acting.as(operator, useCases.findRequest, { request: 'abc' }))).toBe('request.invalid');
  });

  it('guesses at passwords are counted, of nobody by name', async () => {
    const { throttle, signInPolicy } = database.services;
    const { failures, minutes } = signInPolicy.throttle;
    const shown = async () => (await acting.as(operator, useCases.getPlatform, {})).refusedSignIns;
    expect(await shown()).toEqual({ guesses: 0, locked: 0, minutes });
    const at = (address: string) => ({ address, device: null });
    for (let n = 0; n <= failures; n += 1) await throttle.count('clerk', at('10.0.0.1'));
    await throttle.count('clerk', at('10.0.0.2'));
    await throttle.count('other', at('10.0.0.1'));
    expect(await shown()).toEqual({ guesses: failures + 3, locked: 1, minutes });
    await throttle.forget('other', at('10.0.0.1'));
    expect(await shown()).toEqual({ guesses: failures + 2, locked: 1, minutes });
    await owner.query('update sign_in_attempts set expire = extract(epoch from clock_timestamp()) * 1000 - 1');
    expect(await shown()).toEqual({ guesses: 0, locked: 0, minutes });
  });

  it('sizes stand beside those that were noted', async () => {
    clock.set('2024-07-20T09:00:00+08:00');
    expect((await acting.as(operator, useCases.getSizes, {})).growth).toBeNull();
    const { watchDb } = database.services;
    for (const day of ['2024-06-01', '2024-06-19', '2024-07-20', '2024-07-20']) await noteSizes(watchDb, day);
    await owner.query(`update noted_sizes set database_bytes = 1 where key = '2024-06-19'`);
    const { databaseBytes, growth, tables, migrations } = await acting.as(operator, useCases.getSizes, {});
    expect(growth).toEqual({ since: '2024-06-19', databaseBytes: databaseBytes - 1, fileBytes: 0 });
    expect(tables).toHaveLength(10);
    // Partitions stand in their table.
    expect(tables.filter(({ name }) => name.startsWith('facts_'))).toEqual([]);
    expect(migrations.length).toBeGreaterThan(40);
  });

  it('what a tenant may have is set in both trails, told before it is reached, and refused beyond', async () => {
    const { bureauId, actors } = world;
    const near = async () => (await acting.as(actors.admin, useCases.getTodo, {})).limits;
    expect(await near()).toEqual([]);
    const set = (amounts: object) => acting.as(operator, useCases.setQuotas, { tenantId: bureauId, amounts });
    await set({ people: 12, units: 5 });
    expect(await near()).toEqual([{ quota: 'people', used: 11, limit: 12 }]);
    const unitId = world.unitIds.first;
    const add = (username: string) =>
      acting.as(actors.admin, useCases.createAccount, { username, name: '李老师', unitId, role: 'reporter' });
    await add('twelfth');
    const refused: unknown = await add('thirteenth').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'quota.people', params: { limit: 12 } });
    await set({ people: null });
    await add('thirteenth');
    const bureau = (await acting.as(operator, useCases.listTenants, { name: '山阳' })).tenants[0];
    expect(bureau?.limits.slice(0, 3)).toMatchObject([
      { quota: 'evidence_bytes', used: 0, own: null },
      { quota: 'people', used: 13, own: null },
      { quota: 'units', used: 3, usual: 5000, own: 5 },
    ]);
    const noted = await owner.query(
      `select tenant_id, action, subject, detail->>'amount' as amount from audit_entries
       where area = 'quota' and subject = 'people' order by tenant_id, seq`,
    );
    const both = (tenant_id: number) => [
      { tenant_id, action: 'quota.set', subject: 'people', amount: '12' },
      { tenant_id, action: 'quota.reset', subject: 'people', amount: null },
    ];
    const { tenantId } = operator;
    expect(noted.rows).toEqual([...both(tenantId), ...both(bureauId)]);
    expect(await codeOf(acting.as(operator, useCases.setQuotas, { tenantId, amounts: { people: 5 } }))).toBe(
      'tenant.not_found',
    );
    // By the hour and the minute, counted in the process.
    await set({ requests: 2 });
    const { countRequest, readRequests } = createPaces(database.services.watchDb);
    // A first one has the limits read, beside it.
    await expect.poll(async () => (await readRequests(actors.second)).limit).toBe(2);
    const heard: Paced[] = [];
    const count = () => codeOf(countRequest(actors.first, (paced) => heard.push(paced)));
    expect([await count(), await count(), await count()]).toEqual(['no error', 'no error', 'quota.requests']);
    const seconds = expect.toSatisfy((left: number) => left > 50 && left <= 60) as number;
    // Told what was refused, too.
    expect(heard).toEqual([1, 2, 3].map((used) => ({ quota: 'requests', used, limit: 2, seconds })));
    expect(await readRequests(actors.first)).toEqual(heard.at(-1));
    expect(await readRequests(actors.second)).toEqual({ quota: 'requests', used: 0, limit: 2, seconds: 60 });
    await countRequest({ ...actors.reviewer }, () => undefined);
  });

  it('nobody holds the role elsewhere, by whatever mistake', async () => {
    const elsewhere: Actor = { ...world.actors.editor, role: 'platform_operator' };
    expect(await codeOf(acting.as(elsewhere, useCases.getPlatform, {}))).toBe('tenant.not_found');
    expect(await codeOf(acting.as(elsewhere, useCases.getSizes, {}))).toBe('tenant.not_found');
    expect(await codeOf(acting.as(elsewhere, useCases.listTenants, {}))).toBe('tenant.not_found');
  });

  it('an import is told by the title of its programme, as its bureau reads it', async () => {
    const { collections } = await acting.as(world.actors.editor, useCases.listCollections, {
      programme: 'rule_of_law',
    });
    await acting.as(world.actors.admin, useCases.beginImport, {
      ...{ collectionId: collections[0]?.id ?? '', name: 'x.xlsx', content: fileOf(Buffer.from('x')) },
    });
    const { imports } = await acting.as(operator, useCases.getPlatform, {});
    expect(imports.map(({ programme, year, period }) => [programme.zh, year, period])).toEqual([
      ['法治政府建设年度报告', 2024, 1],
    ]);
  });
});
