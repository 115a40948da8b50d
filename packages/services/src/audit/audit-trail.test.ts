import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  createTestObjectStore,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';
import { createServices } from '../create-services.ts';
import { folderHeads } from './heads/folder-heads.ts';
import { createHeadLog } from './heads/head-log.ts';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  await acting.as(world.actors.editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
});
afterAll(() => database.drop());

describe('the audit trail', () => {
  it('holds every change, in an unbroken chain', async () => {
    const verdict = await acting.as(world.actors.auditor, useCases.checkAuditChain, {});
    expect(verdict).toMatchObject({ isIntact: true, firstBad: null });
    const { entries } = await acting.as(world.actors.auditor, useCases.listAudit, { action: 'collection.' });
    expect(entries.map((entry) => entry.action)).toContain('collection.opened');
  });

  it('keeps refusals, in a transaction of their own', async () => {
    const { first, checker, editor, auditor } = world.actors;
    expect(
      await codeOf(acting.as(first, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 2 })),
    ).toBe('access.denied');
    const { entries } = await acting.as(auditor, useCases.listAudit, { action: 'access.' });
    expect(entries[0]).toMatchObject({ action: 'access.refused', subject: 'collection.run', outcome: 'refused' });
    // What the role permits and the case doesn't: another's step of the report.
    clock.set('2025-01-20T09:00:00+08:00');
    const { reportId } = await acting.as(editor, useCases.compileReport, { programme: 'rule_of_law', year: 2024 });
    const decision = { reportId, action: 'approve' as const };
    expect(await codeOf(acting.as(checker, useCases.decideReport, decision))).toBe('report.not_your_step');
    expect((await acting.as(auditor, useCases.listAudit, { action: 'access.' })).entries).toContainEqual(
      expect.objectContaining({
        subject: 'report.sign',
        detail: expect.stringContaining('report.not_your_step') as string,
      }),
    );
  });

  it('has no entry before a number that none can have', async () => {
    const asked = (before: string) => codeOf(acting.as(world.actors.auditor, useCases.listAudit, { before }));
    expect(await asked('9'.repeat(18))).toBe('no error');
    expect(await asked('9'.repeat(19))).toBe('request.invalid');
  });

  it('names the people and units that its entries tell by id', async () => {
    const { admin, auditor } = world.actors;
    const unitId = world.unitIds.first;
    const { userId } = await acting.as(admin, useCases.createAccount, {
      name: '新来的人',
      username: 'newcomer',
      unitId,
      role: 'reporter',
    });
    const { entries, people, units } = await acting.as(auditor, useCases.listAudit, { action: 'account.' });
    expect(entries[0]).toMatchObject({ action: 'account.created', subject: userId });
    expect([people[userId], units[String(unitId)]]).toEqual(['新来的人', '第一小学']);
    expect(Object.keys(units)).not.toContain(String(world.unitIds.second));
  });
});

describe('against the heads that were noted outside the database', () => {
  const verdict = () => acting.as(world.actors.auditor, useCases.checkAuditChain, {});
  const change = () =>
    acting.as(world.actors.admin, useCases.answerForSection, { code: 'policy', unitId: world.unitIds.section });

  /** As the database's owner, past every policy and trigger. */
  async function asOwner(statements: string): Promise<void> {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    await client.query(`set session_replication_role = replica; ${statements}`);
    await client.end();
  }

  const chain = () => `tenant_id = ${world.bureauId}`;
  /** The columns of an entry that aren't made of others. */
  const written = 'tenant_id, seq, at, user_id, user_name, action, subject, detail, outcome, previous, hash';

  it('is intact while people go on, however long it is', async () => {
    for (let count = 0; count < 3; count += 1) await change();
    const [first, second] = await Promise.all([verdict(), verdict(), change(), change(), change()]);
    expect([first.isIntact, second.isIntact]).toEqual([true, true]);
  });

  it('is intact where something was noted after the check began', async () => {
    const { auditHeads } = database.services;
    const noted = async (tenantId: number) => {
      await change();
      return auditHeads.noted(tenantId);
    };
    const services = { ...database.services, auditHeads: { ...auditHeads, noted } };
    const { isIntact } = await actingIn(services).as(world.actors.auditor, useCases.checkAuditChain, {});
    expect(isIntact).toBe(true);
  });

  it.each([
    ['edited', `update audit_entries set user_name = '别人' where $ and seq = 4`, '4'],
    ['signed anew with another key', `update audit_entries set hash = sha256(hash) where $ and seq = 4`, '4'],
    ['deleted', `delete from audit_entries where $ and seq = 4`, '4'],
    [
      'put in another order',
      `update audit_entries set seq = -seq where $ and seq in (4, 5);
       update audit_entries set seq = 9 + seq where $ and seq < 0`,
      '4',
    ],
    [
      'inserted',
      `update audit_entries set seq = -seq where $ and seq > 4;
       insert into audit_entries select tenant_id, 5, at, user_id, user_name, action, subject, detail, outcome, hash,
         sha256(hash) from audit_entries where $ and seq = 4;
       update audit_entries set seq = 1 - seq where $ and seq < 0`,
      '5',
    ],
  ])('names the first entry that was %s', async (_how, tampering, firstBad) => {
    await asOwner(`create table whole as select ${written} from audit_entries where ${chain()}`);
    await asOwner(tampering.replaceAll('$', chain()));
    expect(await verdict()).toMatchObject({ isIntact: false, firstBad });
    await asOwner(`delete from audit_entries where ${chain()};
      insert into audit_entries select * from whole; drop table whole`);
    expect(await verdict()).toMatchObject({ isIntact: true });
  });

  it('names the first entry that was erased, also when the chain went on from there', async () => {
    const { entries } = await verdict();
    const kept = entries - 3;
    await asOwner(`create table erased as select ${written} from audit_entries where ${chain()} and seq > ${kept};
      create table erased_head as select * from audit_heads where ${chain()};
      delete from audit_entries where ${chain()} and seq > ${kept};
      update audit_heads h set seq = ${kept}, hash = e.hash from audit_entries e
      where h.${chain()} and e.${chain()} and e.seq = ${kept}`);
    expect(await verdict()).toMatchObject({ isIntact: false, entries: kept, firstBad: String(kept + 1) });
    clock.advance(60_000);
    for (let count = 0; count < 5; count += 1) await change();
    expect(await verdict()).toMatchObject({ isIntact: false, entries: kept, firstBad: String(kept + 1) });
  });

  it('is held against every copy', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huibao-heads-'));
    const key = randomBytes(32);
    const head = (seq: number, byte: number) => ({ tenantId: 7, seq: String(seq), hash: Buffer.alloc(32, byte) });
    const log = createHeadLog([folderHeads(folder)], [key], () => expect.unreachable());
    log.note(head(1, 1));
    log.note(head(2, 2));
    await log.close();
    await rename(join(folder, 'audit-heads.s07.log'), join(folder, 'audit-heads.other-machine.log'));
    log.note(head(2, 3));
    // Cut off by a full disk, or written by somebody without the key.
    await log.close();
    await appendFile(join(folder, 'audit-heads.s07.log'), '7 3 0303 bm90IHRoZSBrZXk\n7 4 04');
    const { heads: noted } = await log.noted(7);
    expect([1n, 2n, 3n, 4n].map((seq) => noted.get(seq)?.size)).toEqual([1, 2, undefined, undefined]);
    expect((await log.noted(8)).heads.size).toBe(0);
    // A file that is full is put aside, and read like the rest.
    const filling = createHeadLog([folderHeads(folder, 200)], [key], () => expect.unreachable());
    for (let seq = 10; seq < 13; seq += 1) {
      filling.note(head(seq, seq));
      await filling.close();
    }
    expect((await readdir(folder)).toSorted()).toEqual([
      'audit-heads.other-machine.log',
      'audit-heads.s07.000001.log',
      'audit-heads.s07.000002.log',
    ]);
    expect([...(await filling.noted(7)).heads.keys()]).toEqual(expect.arrayContaining([1n, 2n, 10n, 11n, 12n]));
    // What another shard's file holds isn't read for this tenant: a country's heads are gigabytes.
    const ofAnother = join(folder, 'audit-heads.s08.log');
    await rename(join(folder, 'audit-heads.s07.000001.log'), ofAnother);
    expect((await filling.noted(7)).heads.size).toBeLessThan(5);
    // One of before there were shards is.
    await rename(ofAnother, join(folder, 'audit-heads.log'));
    expect((await filling.noted(7)).heads.size).toBe(5);
    await rm(folder, { recursive: true });
  });

  it('is held against a table that one role adds to, and none changes or reads by another door', async () => {
    const { heads, copies } = await database.services.auditHeads.noted(world.bureauId);
    // Of one that was rewritten there are two.
    const noted = [...heads.values()].reduce((sum, hashes) => sum + hashes.size, 0);
    expect(copies).toEqual([
      { kind: 'folder', heads: noted },
      { kind: 'table', heads: noted },
    ]);
    const keeper = new pg.Client({ connectionString: database.urlOf('huibao_keeper') });
    await keeper.connect();
    for (const change of ['update noted_heads set seq = 1', 'delete from noted_heads', 'truncate noted_heads'])
      await expect(keeper.query(change)).rejects.toThrow('permission denied');
    await keeper.end();
    const app = new pg.Client({ connectionString: database.urlOf('huibao_app') });
    await app.connect();
    const written = app.query(`insert into noted_heads (tenant_id, seq, hash, signature) values (1, 1, '', '')`);
    await expect(written).rejects.toThrow('permission denied');
    await app.end();
    // The folder's own copies are gone, as a disk's are: the table alone still tells what was erased.
    await rm(database.options.stateDir, { recursive: true });
    expect(await verdict()).toMatchObject({ isIntact: false, copies: [{ heads: 0 }, { heads: noted }] });
  });

  it('is held against an object store, in which no head is written over; while that is away nothing stops', async () => {
    const store = await createTestObjectStore();
    const told: unknown[] = [];
    const services = createServices({
      ...database.options,
      objectStore: store.options,
      report: (error) => told.push(error),
    });
    const within = actingIn(services);
    const { auditor, admin } = world.actors;
    const answer = { code: 'policy', unitId: world.unitIds.section };
    const check = () => within.as(auditor, useCases.checkAuditChain, {});
    await within.as(admin, useCases.answerForSection, answer);
    await services.auditHeads.close();
    expect(await store.keys()).toEqual([
      expect.stringMatching(new RegExp(`^audit-heads/${world.bureauId}/0+\\d+-[0-9a-f]{64}-`)),
    ]);
    await store.stop();
    await within.as(admin, useCases.answerForSection, answer);
    await services.auditHeads.close();
    expect(services.auditHeads.state()).toEqual({
      folder: { waiting: 0, isFailing: false },
      objects: { waiting: 1, isFailing: true },
    });
    expect((await check()).copies.at(-1)).toEqual({ kind: 'objects', heads: null });
    await store.start();
    await services.auditHeads.close();
    expect((await check()).copies.at(-1)).toEqual({ kind: 'objects', heads: 2 });
    // Once as it began to fail, once for the check.
    expect(told).toHaveLength(2);
    await services.close();
    await store.drop();
  });

  it('keeps what a full disk doesn’t take, says so once, and writes it when there is room', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huibao-heads-'));
    const failures: unknown[] = [];
    // A file where the folder should be: nothing can be written, as on a disk that is full.
    await writeFile(join(folder, 'state'), '');
    const log = createHeadLog([folderHeads(join(folder, 'state'))], [randomBytes(32)], (error) => failures.push(error));
    for (const seq of ['1', '2', '3']) {
      log.note({ tenantId: 7, seq, hash: Buffer.alloc(32) });
      await log.close();
    }
    expect(failures).toHaveLength(1);
    await rm(join(folder, 'state'));
    log.note({ tenantId: 7, seq: '4', hash: Buffer.alloc(32) });
    await log.close();
    const text = await readFile(join(folder, 'state', 'audit-heads.s07.log'), 'utf8');
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[1]),
    ).toEqual(['1', '2', '3', '4']);
    await rm(folder, { recursive: true });
  });

  it('a tenant that a restore took away leaves its id to nobody', async () => {
    const bureau = (name: string, people: string) =>
      acting.as(world.actors.cityAdmin, useCases.createBureau, {
        ...{ name: `${name}教育局`, shortName: name, divisionCode: null, sectionWord: '股', opensOn: '2024-01-01' },
        suffixPart: people,
        admin: { username: `${people}.admin`, name: '李管理' },
        securityOfficer: { username: `${people}.security`, name: '孙安全' },
      });
    const { tenantId } = await bureau('甲县', 'jia');
    database.services.auditHeads.note({ tenantId: tenantId + 1, seq: '1', hash: randomBytes(32) });
    expect((await bureau('乙县', 'yi')).tenantId).toBe(tenantId + 2);
  });

  it('a restore to an earlier moment is told from a cut: once noted, what it took is explained, and nothing else', async () => {
    const note = (to: string) => {
      const operator = { ...world.actors.auditor, role: 'system', userName: '王工' } as const;
      return acting.as(operator, useCases.noteRestoration, { to });
    };
    const moments = [clock.now().toISOString()];
    const keep = (name: string) =>
      asOwner(`create table ${name} as select ${written} from audit_entries where ${chain()};
        create table ${name}_head as select * from audit_heads where ${chain()}`);
    const bringBack = (name: string) =>
      asOwner(`delete from audit_entries where ${chain()}; insert into audit_entries select * from ${name};
        update audit_heads h set seq = k.seq, hash = k.hash from ${name}_head k where h.${chain()}`);
    // What other tests cut off for good is explained by nothing: as if that had been a restore.
    await note(moments[0] ?? '');
    const { entries } = await verdict();
    await keep('earlier');
    clock.advance(60_000);
    for (let count = 0; count < 3; count += 1) await change();
    await bringBack('earlier');
    expect(await verdict()).toMatchObject({ isIntact: false, entries, firstBad: String(entries + 1) });
    // Somebody works before it is noted.
    clock.advance(60_000);
    await change();
    expect(await verdict()).toMatchObject({ isIntact: false, firstBad: String(entries + 1) });
    clock.advance(1000);
    const to = clock.now().toISOString();
    expect(await note(to)).toMatchObject({ isNoted: true, lostHeads: 3, begunAnew: 1 });
    expect(await verdict()).toMatchObject({
      isIntact: true,
      entries: entries + 2,
      restorations: [{ to: moments[0] }, { to, by: '王工', lostUpTo: String(entries + 3) }],
    });
    // Once: a second time there is nothing new.
    expect(await note(to)).toMatchObject({ isNoted: false, begunAnew: 0 });
    const { entries: listed } = await acting.as(world.actors.auditor, useCases.listAudit, { action: 'audit.' });
    expect(listed[0]).toMatchObject({ userName: '王工', subject: to, detail: '{"count":3}' });
    // What is cut off afterwards shows, though its numbers are among those that the restore took.
    await keep('noted');
    await change();
    await bringBack('noted');
    clock.advance(1000);
    expect(await verdict()).toMatchObject({ isIntact: false, firstBad: String(entries + 3) });
    await note(clock.now().toISOString());
    // Restored to before a restore that was noted: what explained is gone as well, and all is explained anew.
    await bringBack('earlier');
    await note(to);
    expect(await verdict()).toMatchObject({ isIntact: true, entries: entries + 1 });
    // A chain that doesn't hold in itself is no restore's doing.
    await asOwner(`update audit_entries set user_name = '别人' where ${chain()} and seq = 4`);
    expect(await codeOf(note(to))).toBe('audit.broken');
    await asOwner(
      `update audit_entries e set user_name = k.user_name from earlier k where e.${chain()} and e.seq = 4 and k.seq = 4`,
    );
    expect(await verdict()).toMatchObject({ isIntact: true });
  });
});
