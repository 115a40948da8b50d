import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withTenant } from '@huibao/db';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  readPublished,
  reportYear,
  signInTurn,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runUseCase } from '../use-case.ts';
import * as useCases from '../use-cases.ts';
import { getPublication, getPublicationFile, listPublications } from './public-page.ts';
import { supersedePublications } from './publication.repository.ts';

let database: TestDatabase;
let owner: pg.Client;
let world: SmallWorld;
let acting: Acting;
let folder: string;
let first: { readonly reportId: string; readonly publicationId: string };
let second: { readonly reportId: string; publicationId: string };
const clock = createClock('2024-01-05T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  folder = mkdtempSync(join(tmpdir(), 'huibao-publishing-'));
  world = await createSmallWorld(database.services, clock, [2024]);
  acting = actingIn(database.services);
  first = await reportYear(database.services, clock, world, 2024);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await owner.end();
  await database.drop();
});

const page = (id: string) => getPublication(database.services, id);
const current = async () => (await listPublications(database.services)).publications.map((one) => one.id);

/** What a reader of the file reads, without breaks; headers included. */
async function textOf(id: string, format: 'pdf' | 'docx'): Promise<string> {
  const path = join(folder, `file.${format}`);
  writeFileSync(path, await readPublished(database.services, id, format));
  const text =
    format === 'pdf'
      ? execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' })
      : execFileSync('unzip', ['-p', path, 'word/*.xml'], { encoding: 'utf8' }).replaceAll(/<[^>]+>/g, '');
  return text.replaceAll(/\s/g, '');
}

const pagesOf = (text: string, line: string) => text.split(line).length - 1;

async function correct(reportId: string) {
  const { editor, checker, issuer } = world.actors;
  const corrected = await acting.as(editor, useCases.correctReport, { reportId, reason: '数字更正' });
  await signInTurn(database.services, [editor, checker, issuer], corrected.reportId);
  return corrected;
}

async function sendAndPublish(reportId: string) {
  const { editor } = world.actors;
  await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
  await acting.as(editor, useCases.sendReport, { reportId });
  return acting.as(editor, useCases.publishReport, { reportId });
}

describe('a corrected report in public', () => {
  it('stays the current one until its correction is published, not only issued', async () => {
    clock.set('2025-03-05T09:00:00+08:00');
    second = { ...(await correct(first.reportId)), publicationId: '' };
    expect(await current()).toEqual([first.publicationId]);
    expect((await page(first.publicationId)).successor).toBeNull();
    expect(await textOf(first.publicationId, 'pdf')).not.toContain('更正');
    ({ publicationId: second.publicationId } = await sendAndPublish(second.reportId));
  });

  it('stays at its address, and page, PDF and DOCX say when and by what it was superseded', async () => {
    expect(await current()).toEqual([second.publicationId]);
    const old = await page(first.publicationId);
    expect(old.successor).toEqual({ id: second.publicationId, number: '山教〔2025〕2号', publishedOn: '2025-03-05' });
    const note = `本报告已于2025年3月5日更正，以山教〔2025〕2号为准：https://huibao.example/published/${second.publicationId}`;
    const pdf = await textOf(first.publicationId, 'pdf');
    const docx = await textOf(first.publicationId, 'docx');
    expect(pagesOf(pdf, note)).toBe(pagesOf(pdf.replaceAll(/—(\d+)—/g, '\f'), '\f'));
    expect(pagesOf(docx, note)).toBe(2);
    expect(await textOf(second.publicationId, 'pdf')).not.toContain('更正');
  });

  it('is as it was underneath: what was published keeps its bytes and its hashes', async () => {
    const hashOf = (column: string) => `encode(sha256((
      select string_agg(bytes, '' order by no) from blob_pieces b where b.tenant_id = p.tenant_id and b.sha256 = ${column}
    )), 'hex')`;
    const { rows } = await owner.query<{ same: boolean }>(
      `select pdf_hash = ${hashOf('pdf_blob')} and docx_hash = ${hashOf('docx_blob')}
         and html_hash = encode(sha256(convert_to(html, 'UTF8')), 'hex') as same from publications p`,
    );
    expect(rows.map((row) => row.same)).toEqual([true, true]);
    const written = async (change: string) =>
      owner.query(`update publications set ${change} where id = $1`, [first.publicationId]).then(
        () => 'written',
        (error: unknown) => String(error),
      );
    for (const change of [`html = 'another'`, `pdf_blob = null`, `stamped_pdf_blob = null`, `superseded_by = null`])
      expect([change, await written(change)]).toEqual([change, expect.stringMatching(/stays as|superseded once/)]);
  });

  it('is reached from the current one', async () => {
    expect((await page(second.publicationId)).earlier.map((one) => one.id)).toEqual([first.publicationId]);
  });

  it('says so too where it was superseded before files were stamped', async () => {
    await owner.query('alter table publications disable trigger keep_publication');
    await owner.query('update publications set stamped_pdf_blob = null, stamped_docx_blob = null');
    await owner.query('alter table publications enable trigger keep_publication');
    for (const format of ['pdf', 'docx'] as const)
      expect(await textOf(first.publicationId, format)).toContain('以山教〔2025〕2号为准');
  });

  it('isn’t superseded by another programme’s report of the same year', async () => {
    const { editor } = world.actors;
    const other = { edition: { ownerTenantId: world.cityId, id: uuid() }, version: 9 };
    const superseded = await withTenant(database.services.db, editor, (trx) =>
      supersedePublications(trx, editor.tenantId, other, uuid()),
    );
    expect(superseded).toEqual([]);
    expect(await current()).toEqual([second.publicationId]);
  });
});

describe('the list', () => {
  it('is asked by what anybody writes into its address, a NUL in it too', async () => {
    const { publications } = await listPublications(database.services, { year: null, text: '山教\0', after: null });
    expect(publications.map((one) => one.id)).toEqual([second.publicationId]);
  });
});

let other: SmallWorld;
let others: { readonly reportId: string; readonly publicationId: string };

describe('the index number', () => {
  it('differs though two were published in one minute, and the database refuses a second', async () => {
    other = await createSmallWorld(database.services, clock, [2024]);
    others = await reportYear(database.services, clock, other, 2024);
    const numbers = (await listPublications(database.services)).publications.map((one) => one.indexNo);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers) expect(number).toMatch(/^[0-9a-f]{8}$/);
    const taken = owner.query('update publications set index_no = $1 where id = $2', [
      (await page(second.publicationId)).indexNo,
      others.publicationId,
    ]);
    await expect(taken).rejects.toThrow('publications_index_no');
  });
});

describe('an annulled report', () => {
  const annul = (who: 'issuer' | 'editor', number: string, reason = '正文含有学生个人信息') =>
    codeOf(
      acting.as(world.actors[who], useCases.annulReport, {
        reportId: second.reportId,
        number,
        ground: 'personal_data',
        reason,
      }),
    );

  it('is annulled by the issuer alone, who types its number and gives a reason without personal data', async () => {
    clock.set('2025-03-06T09:00:00+08:00');
    expect(await annul('editor', '山教〔2025〕2号')).toBe('access.denied');
    expect(await annul('issuer', '山教〔2025〕3号')).toBe('report.number_differs');
    expect(await annul('issuer', '山教〔2025〕2号', '')).toBe('request.invalid');
    expect(await annul('issuer', '山教〔2025〕2号', '家长电话 13800138000')).toBe('report.answer_personal');
    expect((await page(second.publicationId)).html).not.toBeNull();
    expect(await annul('issuer', '山教〔2025〕2号')).toBe('no error');
  });

  it('is gone, page and files, for the public role and for everybody; number, dates, hashes and ground stay', async () => {
    expect(await page(second.publicationId)).toMatchObject({
      html: null,
      annulledFor: 'personal_data',
      annulledOn: '2025-03-06',
      number: '山教〔2025〕2号',
    });
    for (const format of ['pdf', 'docx'] as const)
      expect(await codeOf(getPublicationFile(database.services, second.publicationId, format))).toBe(
        'publication.annulled',
      );
    const { rows } = await owner.query<Record<string, unknown>>('select * from publications where id = $1', [
      second.publicationId,
    ]);
    const { document, html, pdf_blob, docx_blob, stamped_pdf_blob, pdf_hash } = rows[0] ?? {};
    expect([document, html, pdf_blob, docx_blob, stamped_pdf_blob]).toEqual([null, null, null, null, null]);
    expect(pdf_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('doesn’t bring back what it had superseded', async () => {
    expect(await current()).toContain(second.publicationId);
    expect(await current()).not.toContain(first.publicationId);
  });

  it('is annulled for good: not twice, not undone, not published again', async () => {
    expect(await annul('issuer', '山教〔2025〕2号')).toBe('report.annulled');
    const publish = acting.as(world.actors.editor, useCases.publishReport, { reportId: second.reportId });
    expect(await codeOf(publish)).toBe('report.already_published');
    const undone = owner.query(
      `update publications set annulled_on = null, annulled_for = null, document = '{}', html = 'x', pdf_blob = '', docx_blob = '' where id = $1`,
      [second.publicationId],
    );
    await expect(undone).rejects.toThrow('an annulment is for good');
  });

  it('is in the audit trail and among the report’s steps', async () => {
    const { rows } = await owner.query<{ detail: object }>(
      `select detail from audit_entries where action = 'report.annulled'`,
    );
    expect(rows.map((row) => row.detail)).toEqual([
      expect.objectContaining({ publication: second.publicationId, ground: 'personal_data' }),
    ]);
    const view = await acting.as(world.actors.editor, useCases.getReportView, { reportId: second.reportId });
    expect(view.publication?.annulledOn).toBe('2025-03-06');
    expect(view.decisions.at(-1)).toMatchObject({ action: 'annulled', comment: '正文含有学生个人信息' });
  });

  it('gives way to its correction as any other', async () => {
    const third = await correct(second.reportId);
    const { editor } = world.actors;
    await acting.as(editor, useCases.numberReport, { reportId: third.reportId, sequence: null });
    await acting.as(editor, useCases.sendReport, { reportId: third.reportId });
    const before = await current();
    /** Published while something else happens at each file that is kept. */
    const publishing = (meanwhile: (nth: number) => Promise<unknown>) => {
      const { services } = database;
      let kept = 0;
      const keep: typeof services.blobs.keep = async (tenantId, file) => {
        kept += 1;
        await meanwhile(kept);
        await services.blobs.keep(tenantId, file);
      };
      const context = { ...services, blobs: { ...services.blobs, keep } };
      return runUseCase(context, editor, useCases.publishReport, { reportId: third.reportId });
    };
    // Ended amid its files, at the last of them: nothing of it stands, and it can be done again.
    const ended = publishing((nth) => (nth === 2 ? Promise.reject(new Error('ended')) : Promise.resolve()));
    await expect(ended).rejects.toThrow('ended');
    expect(await current()).toEqual(before);
    // What was printed isn't what is published by now: nothing but a change behind its back could do that.
    await owner.query('alter table reports disable trigger keep_report');
    const named = (name: string) =>
      owner.query(`update reports set frozen = jsonb_set(frozen, '{issuer,name}', to_jsonb($2::text)) where id = $1`, [
        third.reportId,
        name,
      ]);
    const { rows: frozen } = await owner.query<{ name: string }>(
      `select frozen #>> '{issuer,name}' as name from reports where id = $1`,
      [third.reportId],
    );
    expect(await codeOf(publishing((nth) => (nth === 2 ? named('另一局') : Promise.resolve())))).toBe(
      'report.changed_while_printed',
    );
    expect(await current()).toEqual(before);
    await named(frozen[0]?.name ?? '');
    await owner.query('alter table reports enable trigger keep_report');
    // And no transaction waits for a file.
    const waiting: number[] = [];
    const { publicationId } = await publishing(async () => {
      const { rows } = await owner.query(
        `select pid from pg_stat_activity where datname = current_database() and xact_start is not null
           and pid <> pg_backend_pid()`,
      );
      waiting.push(rows.length);
    });
    expect(waiting).toEqual([0, 0]);
    expect(await current()).toContain(publicationId);
    expect((await page(second.publicationId)).successor?.id).toBe(publicationId);
    expect((await page(publicationId)).earlier.map((one) => one.id)).toEqual([
      second.publicationId,
      first.publicationId,
    ]);
  });

  it('is erased in the rest too, where only what was public had been', async () => {
    const { reportId, publicationId } = others;
    await owner.query(
      `update publications set document = null, html = null, pdf_blob = null, docx_blob = null,
         annulled_on = '2025-02-01', annulled_for = 'error' where id = $1`,
      [publicationId],
    );
    const { number } = await acting.as(other.actors.editor, useCases.getReportView, { reportId });
    await acting.as(other.actors.issuer, useCases.annulReport, {
      reportId,
      number: number ?? '',
      ground: 'personal_data',
      reason: '正文含有学生个人信息',
    });
    const view = await acting.as(other.actors.editor, useCases.getReportView, { reportId });
    expect(view).toMatchObject({ sections: [], annulment: { ground: 'personal_data' } });
    expect(await page(publicationId)).toMatchObject({ annulledOn: '2025-02-01', annulledFor: 'error' });
  });
});
