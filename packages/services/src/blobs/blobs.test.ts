import { randomBytes } from 'node:crypto';
import { appendFile, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { bytesOf, fileOf, type StreamedFile } from '@huibao/documents/streamed-file';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  createTestObjectStore,
  createTestScanner,
  eicar,
  readPublished,
  reportYear,
  smallestPng,
  type ReportedYear,
  type SmallWorld,
  type TestDatabase,
  type TestObjectStore,
} from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServices } from '../create-services.ts';
import * as useCases from '../use-cases.ts';
import type { BlobName } from './contents.ts';

// One world, whose files are kept in the database, moved to an object store and back: two sets of services beside each
// other, as two processes are while an installation moves.

let database: TestDatabase;
let store: TestObjectStore;
let owner: pg.Client;
let world: SmallWorld;
let reported: ReportedYear;
let inDatabase: ReturnType<typeof createServices>;
let inObjects: ReturnType<typeof createServices>;
const told: unknown[] = [];
const clock = createClock('2024-01-05T09:00:00+08:00');
/** Handed out in one reading, and in two. */
const small = fileOf(randomBytes(3_000));
const large = fileOf(randomBytes(1_500_000));

beforeAll(async () => {
  [database, store] = await Promise.all([createTestDatabase(), createTestObjectStore()]);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  inDatabase = createServices({ ...database.options, report: () => undefined });
  inObjects = createServices({
    ...database.options,
    blobPlace: 'objects',
    objectStore: store.options,
    report: (error) => told.push(error),
  });
  world = await createSmallWorld(database.services, clock, [2024]);
  reported = await reportYear(database.services, clock, world, 2024);
});
afterAll(async () => {
  await Promise.all([inDatabase.close(), inObjects.close()]);
  await Promise.all([owner.end(), store.drop()]);
  await database.drop();
});

/** The smallest picture, with a text chunk before its last. */
function pngSaying(text: string): Buffer {
  const [png, data] = [Buffer.from(smallestPng()), Buffer.from(`tEXtComment\0${text}`, 'latin1')];
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length - 4);
  sum.writeUInt32BE(crc32(data));
  return Buffer.concat([png.subarray(0, -12), length, data, sum, png.subarray(-12)]);
}

const count = async (query: string, ...values: unknown[]): Promise<number> =>
  Number((await owner.query<{ count: string }>(`select count(*) from ${query}`, values)).rows[0]?.count);
/** Of files: the store has heads of the audit too. */
const keys = async (): Promise<readonly string[]> =>
  (await store.keys()).filter((key) => !key.startsWith('audit-heads/'));
const own = ({ sha256 }: { readonly sha256: string }): BlobName => ({ tenantId: world.bureauId, sha256 });
const keyOf = ({ sha256 }: { readonly sha256: string }): string => `${world.bureauId}/${sha256}`;

describe.each(['database', 'objects'] as const)('files kept in: %s', (place) => {
  const blobs = () => (place === 'database' ? inDatabase : inObjects).blobs;

  it('are what they were, once a tenant', async () => {
    for (const file of [small, large, small]) await blobs().keep(world.bureauId, file);
    await blobs().keep(world.cityId, small);
    for (const file of [small, large]) {
      const opened = await blobs().open(own(file));
      expect(opened.size).toBe(file.size);
      expect((await bytesOf(opened)).equals(await bytesOf(file))).toBe(true);
    }
    expect(await count('blobs where sha256 = $1', small.sha256)).toBe(2);
    const kept = [keyOf(small), keyOf(large), `${world.cityId}/${small.sha256}`].sort();
    expect(await keys()).toEqual(place === 'objects' ? kept : []);
    // In pieces, none of which is the whole.
    expect(await count('blob_pieces where sha256 = $1', large.sha256)).toBe(place === 'database' ? 6 : 0);
    expect(await codeOf(blobs().open({ ...own(large), tenantId: world.cityId }))).toBe('file.lost');
  });

  it('are refused before the first byte where they are damaged or gone', async () => {
    for (const file of [small, large]) {
      if (place === 'database')
        await owner.query('update blob_pieces set bytes = $1 where tenant_id = $2 and sha256 = $3 and no = 0', [
          randomBytes(200),
          world.bureauId,
          file.sha256,
        ]);
      else await appendFile(store.pathOf(keyOf(file)), 'and more');
      expect(await codeOf(blobs().open(own(file)))).toBe('file.corrupted');
      if (place === 'database') await owner.query('delete from blob_pieces where sha256 = $1', [file.sha256]);
      else await rm(store.pathOf(keyOf(file)));
      expect(await codeOf(blobs().open(own(file)))).toBe('file.lost');
    }
  });

  it('go when nothing points at them, and not before they are old', async () => {
    expect(await blobs().sweep(3_600)).toBe(0);
    expect(await blobs().sweep(0)).toBeGreaterThanOrEqual(3);
    expect(await keys()).toEqual([]);
    expect(await blobs().sweep(0)).toBe(0);
    // Those of the year's evidence, of its PDF and its Word file.
    expect(await count('blobs')).toBe(3);
    await expect(owner.query('delete from blobs')).rejects.toThrow('violates');
  });
});

describe('evidence that a scanner looks at', () => {
  it('is kept where nothing is found; else nothing of it is, and the audit tells who brought it', async () => {
    const clamd = await createTestScanner();
    const services = createServices({ ...database.options, clamdAddress: clamd.address, report: () => undefined });
    clock.set('2024-06-25T09:00:00+08:00');
    const { first, auditor } = world.actors;
    const within = actingIn(services);
    const { terms } = await within.as(first, useCases.listTasks, {});
    // Of the same term, what isn't handed in.
    const { forms } =
      terms.find((term) => term.forms.some((form) => form.submissionId === reported.submissionId)) ?? {};
    const { submissionId = '' } = forms?.find((form) => form.submissionId !== reported.submissionId) ?? {};
    const attach = (file: StreamedFile) =>
      within.as(first, useCases.attachFile, { submissionId, name: '照片.png', content: file });
    const before = await count('blobs');
    expect(await codeOf(attach(fileOf(pngSaying(eicar))))).toBe('file.infected');
    clamd.say('');
    await clamd.close();
    expect(await codeOf(attach(fileOf(pngSaying('harmless'))))).toBe('file.scanner_away');
    expect(await count('blobs')).toBe(before);
    const { entries } = await within.as(auditor, useCases.listAudit, { action: 'file.infected' });
    expect(entries).toMatchObject([{ outcome: 'refused', subject: submissionId, userName: first.userName }]);
    await services.close();
  });
});

describe('an installation that moves', () => {
  const acting = () => actingIn(inObjects);
  const read = async (services = inObjects) => {
    const pdf = await readPublished(services, reported.publicationId, 'pdf');
    return pdf.subarray(0, 5).toString();
  };

  it('is read from either place at any moment, whatever is broken off', async () => {
    await store.stop();
    const broken = await inObjects.blobs.gather(() => undefined);
    expect([broken.moved, broken.left.length]).toEqual([0, 3]);
    expect(await read()).toBe('%PDF-');
    await store.start();
    const kept = await count('blob_pieces');
    expect(await inObjects.blobs.gather(() => undefined)).toEqual({ moved: 3, left: [] });
    expect([kept > 2, await count('blob_pieces'), (await keys()).length]).toEqual([true, 0, 3]);
    expect(await read()).toBe('%PDF-');
    const back = createServices({ ...database.options, objectStore: store.options });
    expect(await back.blobs.gather(() => undefined)).toEqual({ moved: 3, left: [] });
    await back.close();
    expect([await count('blob_pieces'), await keys(), await read()]).toEqual([kept, [], '%PDF-']);
    expect(await inObjects.blobs.gather(() => undefined)).toEqual({ moved: 3, left: [] });
  });

  it('says by a code that the store is away, and keeps no row that points there', async () => {
    await store.stop();
    told.length = 0;
    expect(await codeOf(inObjects.blobs.keep(world.bureauId, small))).toBe('file.store_away');
    expect(await codeOf(read())).toBe('file.store_away');
    // A process that knows of no store.
    expect(await codeOf(read(inDatabase))).toBe('file.store_away');
    expect(told).toHaveLength(2);
  });

  it('erases what is annulled as soon as the store is there again', async () => {
    const { issuer, editor } = world.actors;
    const { number } = await acting().as(editor, useCases.getReportView, { reportId: reported.reportId });
    await acting().as(issuer, useCases.annulReport, {
      reportId: reported.reportId,
      number: number ?? '',
      ground: 'error',
      reason: '文号有误',
    });
    expect(await count('blob_erasures')).toBe(2);
    await store.start();
    expect(await keys()).toHaveLength(3);
    await inObjects.blobs.eraseAsked();
    expect([await count('blob_erasures'), (await keys()).length]).toEqual([0, 1]);
    expect(await codeOf(read())).toBe('publication.annulled');
  });
});
