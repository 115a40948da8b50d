import { withTenant } from '@huibao/db';
import { localDate } from '@huibao/domain';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  findWords,
  makeFit,
  proseOf,
  reportYear,
  signInTurn,
  wordsOfFile,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentHash } from '../../canonical-json.ts';
import * as useCases from '../../use-cases.ts';

/** What should never have been written. */
const marker = '周小满家住塔南巷';

let database: TestDatabase;
let owner: pg.Client;
let world: SmallWorld;
let acting: Acting;
const clock = createClock('2024-01-05T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  acting = actingIn(database.services);
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** The opening in other words, as its next version. */
async function write(reportId: string, ...words: readonly string[]): Promise<void> {
  const { editor } = world.actors;
  const { sections } = await acting.as(editor, useCases.getReportView, { reportId });
  const { code = '', version = 1 } = sections[0] ?? {};
  await acting.as(editor, useCases.saveSection, { reportId, code, version, content: proseOf(...words) });
}

const sign = (reportId: string) => {
  const { editor, checker, issuer } = world.actors;
  return signInTurn(database.services, [editor, checker, issuer], reportId);
};
const viewed = (reportId: string) => acting.as(world.actors.editor, useCases.getReportView, { reportId });
const correct = (reportId: string) =>
  acting.as(world.actors.editor, useCases.correctReport, { reportId, reason: '更正' });
const annul = async (reportId: string, by: 'issuer' | 'editor' = 'issuer') =>
  acting.as(world.actors[by], useCases.annulReport, {
    reportId,
    number: (await viewed(reportId)).number ?? '',
    ground: 'personal_data',
    reason: '正文写了学生住址',
  });

async function send(reportId: string): Promise<string> {
  await acting.as(world.actors.editor, useCases.numberReport, { reportId, sequence: null });
  return (await acting.as(world.actors.editor, useCases.sendReport, { reportId })).deliveryId;
}

describe('what was annulled', () => {
  let annulled: string;
  let later: string;
  let deliveryId: string;
  let manifest: { readonly hash: string; readonly manifest: object };
  let hashes: readonly (string | null)[];
  let delivered: { readonly hash: string; readonly figures: unknown };
  let signed: object;

  const hashesOf = async () => {
    const { rows } = await owner.query<{ hash: string | null }>(
      `select hash from reports where id = $1
       union all select hash from report_manifests where report_id = $1
       union all select hash from report_decisions where report_id = $1 and action <> 'annulled'
       union all select hash from deliveries where sender_report_id = $1
       union all select concat_ws(' ', html_hash, pdf_hash, docx_hash) from publications where report_id = $1
       order by 1`,
      [annulled],
    );
    return rows.map((row) => row.hash);
  };

  beforeAll(async () => {
    world = await createSmallWorld(database.services, clock, [2024]);
    const first = await reportYear(database.services, clock, world, 2024);
    const { editor, checker, reviewer } = world.actors;
    ({ reportId: annulled } = await correct(first.reportId));
    await write(annulled, `${marker}。`, '本年举办讲座 37 场。');
    const { sections } = await viewed(annulled);
    const opening = sections[0]?.code ?? '';
    await acting.as(editor, useCases.keepAside, {
      reportId: annulled,
      code: opening,
      baseVersion: 1,
      content: proseOf(`另存：${marker}`),
    });
    const { findings } = await acting.as(editor, useCases.getGate, { reportId: annulled });
    const typed = findings.find(({ check }) => check === 'typed_number');
    await acting.as(editor, useCases.answerFinding, {
      reportId: annulled,
      fingerprint: typed?.fingerprint ?? '',
      text: `据${marker}一事的台账`,
    });
    await makeFit(database.services, editor, annulled);
    await acting.as(editor, useCases.decideReport, { reportId: annulled, action: 'approve' });
    const comment = `请核实“${marker}”`;
    await acting.as(checker, useCases.decideReport, { reportId: annulled, action: 'return', comment });
    await sign(annulled);
    deliveryId = await send(annulled);
    await acting.as(editor, useCases.publishReport, { reportId: annulled });
    await acting.as(reviewer, useCases.decideDelivery, { deliveryId, action: 'return', reason: `删去“${marker}”` });
    ({ reportId: later } = await correct(annulled));
    await write(later, `${marker}。`, '本年举办讲座 38 场。');
    await makeFit(database.services, editor, later);
    await acting.as(editor, useCases.decideReport, { reportId: later, action: 'approve' });
    await acting.as(editor, useCases.withdrawReport, { reportId: later });
    await write(later, '本年举办讲座 38 场。');
    await sign(later);
    await send(later);
    await acting.as(editor, useCases.publishReport, { reportId: later });
    const { rows } = await owner.query<typeof manifest>(
      `select m.hash, m.manifest from report_manifests m join report_decisions d using (tenant_id, report_id, hash)
       where m.report_id = $1 and d.action = 'issued'`,
      [annulled],
    );
    if (rows[0]) manifest = rows[0];
    hashes = await hashesOf();
    const frozen = await owner.query<{ frozen: object }>('select frozen from reports where id = $1', [annulled]);
    signed = frozen.rows[0]?.frozen ?? {};
    const sent = await owner.query<typeof delivered>('select hash, figures from deliveries where id = $1', [
      deliveryId,
    ]);
    if (sent.rows[0]) delivered = sent.rows[0];
  });

  it('stood in all of these, and stands nowhere in the database: in no column of any table, no file, no history', async () => {
    expect(Object.keys(await findWords(owner, marker))).toEqual([
      'blob_pieces.bytes',
      'deliveries.document',
      'deliveries.reason',
      'deliveries.answers',
      'notices.params',
      'publications.document',
      'publications.html',
      'report_answers.answer',
      'report_asides.content',
      'report_decisions.comment',
      'report_manifests.manifest',
      'report_section_versions.content',
      'report_sections.content',
      'reports.frozen',
    ]);
    clock.set('2025-03-06T09:00:00+08:00');
    expect(await codeOf(annul(annulled, 'editor'))).toBe('access.denied');
    expect(await annul(annulled)).toEqual({ annulledOn: '2025-03-06' });
    expect(await findWords(owner, marker)).toEqual({});
  });

  it('keeps hashes, by which a copy that somebody holds is told from another; figures, ground and the audit chain stay', async () => {
    expect(await hashesOf()).toEqual(hashes);
    expect(contentHash(manifest.manifest)).toBe(manifest.hash);
    const { rows } = await owner.query<Record<string, unknown>>('select * from reports where id = $1', [annulled]);
    const [report] = rows;
    expect(report?.hash).toBe(contentHash(signed));
    const { sections: _sections, answers: _answers, ...rest } = signed as Record<string, unknown>;
    expect(report?.frozen).toEqual(rest);
    expect(await viewed(annulled)).toMatchObject({
      annulment: { on: '2025-03-06', ground: 'personal_data' },
      sections: [],
      state: 'superseded',
    });
    expect(await acting.as(world.actors.auditor, useCases.checkAuditChain, {})).toMatchObject({ isIntact: true });
  });

  it('is told at the superior’s, with the figures as they were sent and nothing to read', async () => {
    const { reviewer } = world.actors;
    const delivery = await acting.as(reviewer, useCases.getDelivery, { deliveryId });
    expect(delivery).toMatchObject({
      document: null,
      answers: [],
      reason: null,
      state: 'returned',
      annulledOn: '2025-03-06',
      annulment: { ground: 'personal_data', reason: '正文写了学生住址' },
      hash: delivered.hash,
    });
    expect(delivery.indicators.some(({ value }) => value !== null)).toBe(true);
    const exported = acting.as(reviewer, useCases.exportDelivery, { deliveryId, format: 'pdf' });
    expect(await codeOf(exported)).toBe('delivery.annulled');
  });

  it('is refused by name wherever its text is asked for', async () => {
    const { editor } = world.actors;
    const reportId = annulled;
    const refused = async (asked: Promise<unknown>) => expect(await codeOf(asked)).toBe('report.annulled');
    for (const copy of ['upward', 'public'] as const)
      for (const format of ['pdf', 'docx'] as const)
        await refused(acting.as(editor, useCases.exportReport, { reportId, copy, format }));
    const code = (await viewed(later)).sections[0]?.code ?? '';
    await refused(acting.as(editor, useCases.getSectionVersion, { reportId, code, version: 1 }));
    await refused(acting.as(editor, useCases.getGate, { reportId }));
    const aside = { reportId, code, baseVersion: 1, content: proseOf(marker) };
    await refused(acting.as(editor, useCases.keepAside, aside));
    await refused(annul(reportId));
    expect(await acting.as(editor, useCases.listAsides, { reportId })).toEqual([]);
    expect(await acting.as(editor, useCases.getDifference, { reportId })).toBeNull();
    expect((await acting.as(editor, useCases.getReportLineage, { reportId, indicator: 'letters' })).isFrozen).toBe(
      true,
    );
  });

  it('leaves the later version what stands in it, and of its history who wrote when', async () => {
    const { editor } = world.actors;
    const { sections, annulment } = await viewed(later);
    const [opening] = sections;
    expect([annulment, opening?.content.content.length]).toEqual([null, 1]);
    const asked = { reportId: later, code: opening?.code ?? '' };
    const { versions } = await acting.as(editor, useCases.listSectionVersions, { ...asked, before: null });
    expect(versions.map(({ version, isErased }) => [version, isErased])).toEqual(
      versions.map(({ version }) => [version, version !== opening?.version]),
    );
    const standing = { ...asked, version: opening?.version ?? 0 };
    expect((await acting.as(editor, useCases.getSectionVersion, standing)).content).toEqual(opening?.content);
    expect(await codeOf(acting.as(editor, useCases.getSectionVersion, { ...asked, version: 1 }))).toBe(
      'report.version_erased',
    );
    const printed = await acting.as(editor, useCases.exportReport, { reportId: later, copy: 'public', format: 'pdf' });
    expect(wordsOfFile(Buffer.from(printed.bytes))).toContain('讲座38场');
  });

  it('tells those who write', async () => {
    const notices = await acting.as(world.actors.editor, useCases.listNotices, {});
    const href = `/reports/${annulled}`;
    expect(notices[0]).toMatchObject({ kind: 'report_annulled', href, params: { by: 'issuer' } });
    const returned = notices.find((one) => one.kind === 'report_returned' && one.href === href);
    const { programme: _programme, ...said } = returned?.params ?? {};
    expect(said).toEqual({ year: 2024, by: 'checker' });
  });

  it('stays so: the database refuses to put anything back, and to erase what wasn’t annulled', async () => {
    const refusedTo = async (statement: string, values: readonly unknown[] = [annulled]) =>
      owner.query(statement, [...values]).then(
        () => 'written',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
    const empty = `'{"type":"doc","content":[]}'`;
    for (const [table, column, value] of [
      ['report_sections', 'content', empty],
      ['report_section_versions', 'content', empty],
      ['report_asides', 'content', empty],
      ['report_manifests', 'manifest', `'{}'`],
      ['report_answers', 'answer', `'x'`],
      ['report_decisions', 'comment', `'x'`],
    ] as const)
      expect(await refusedTo(`update ${table} set ${column} = ${value} where report_id = $1`)).toMatch(
        /as it was|for good/,
      );
    expect(await refusedTo(`update reports set frozen = '{"sections":[]}' where id = $1`)).toContain('for good');
    expect(await refusedTo(`update reports set annulled_on = null, annulled_for = null where id = $1`)).toContain(
      'for good',
    );
    expect(await refusedTo(`update deliveries set document = '{}' where sender_report_id = $1`)).toContain('for good');
    expect(await refusedTo(`update reports set frozen = frozen - 'sections' where id = $1`, [later])).toContain(
      'as it was signed',
    );
    const untouched = (await viewed(later)).otherVersions.find((one) => one.version === 1)?.id;
    for (const [table, column] of [
      ['report_sections', 'content'],
      ['report_section_versions', 'content'],
      ['report_manifests', 'manifest'],
    ] as const)
      expect(await refusedTo(`update ${table} set ${column} = null where report_id = $1`, [untouched])).toContain(
        'only an annulment',
      );
  });

  it('leaves the earlier version as it was, which is annulled by its own number', async () => {
    const { editor } = world.actors;
    const first = (await viewed(later)).otherVersions.find((one) => one.version === 1);
    expect(first?.annulledOn).toBeNull();
    const { sections } = await viewed(first?.id ?? '');
    expect(sections.length).toBeGreaterThan(5);
    const { reports } = await acting.as(editor, useCases.listReports, { programme: 'rule_of_law' });
    expect(reports.map(({ version, annulledOn }) => [version, annulledOn])).toEqual([
      [3, null],
      [2, '2025-03-06'],
      [1, null],
    ]);
  });
});

describe('a report that is annulled before anybody went on with it', () => {
  let reportId: string;
  let deliveryId: string;

  beforeAll(async () => {
    clock.set('2024-01-05T09:00:00+08:00');
    world = await createSmallWorld(database.services, clock, [2024]);
    const reported = await reportYear(database.services, clock, world, 2024);
    ({ reportId } = await correct(reported.reportId));
    await write(reportId, `${marker}。`);
    await sign(reportId);
    deliveryId = await send(reportId);
  });

  it('is erased though it isn’t public yet, and goes nowhere any more', async () => {
    const { editor } = world.actors;
    await annul(reportId);
    expect(await codeOf(acting.as(editor, useCases.publishReport, { reportId }))).toBe('report.annulled');
    expect(Object.keys(await findWords(owner, `${marker}。`))).toEqual([]);
  });

  it('can’t be received by the city, waits for nobody there, and leaves the district overdue', async () => {
    const { reviewer } = world.actors;
    for (const decision of [{ action: 'accept' }, { action: 'return', reason: '退回' }] as const)
      expect(await codeOf(acting.as(reviewer, useCases.decideDelivery, { deliveryId, ...decision }))).toBe(
        'delivery.annulled',
      );
    const { waiting } = await acting.as(reviewer, useCases.getTodo, {});
    const { districts } = await acting.as(reviewer, useCases.listDistricts, { programme: 'rule_of_law', year: 2024 });
    expect(districts[0]?.deliveries[0]).toMatchObject({ id: deliveryId, annulledOn: localDate(clock.now()) });
    // The first version still waits.
    expect(waiting.find(({ kind }) => kind === 'receive')?.count).toBe(1);
  });

  it('is annulled by its bureau alone: the city can neither erase it nor the bureau decide on it', async () => {
    const { editor, reviewer } = world.actors;
    const { id } = (
      await acting.as(reviewer, useCases.listDistricts, { programme: 'rule_of_law', year: 2024 })
    ).districts[0]?.deliveries.find((one) => one.version === 1) ?? { id: '' };
    const tried = (actor: typeof editor, change: string) =>
      withTenant(database.services.db, actor, (trx) =>
        sql`update deliveries set ${sql.raw(change)} where id = ${id}`.execute(trx),
      ).then(
        () => 'written',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
    const erased = `document = null, answers = null, reason = null, annulled_on = '2025-03-06', annulled_for = 'error', annulled_because = 'x'`;
    expect(await tried(reviewer, erased)).toContain('annulled by whom it is from');
    expect(await tried(reviewer, `document = '{}'`)).toContain('as it was sent');
    expect(await tried(editor, `state = 'accepted'`)).toContain('decided by whom it was sent to');
    expect(await tried(editor, `${erased}, state = 'accepted'`)).toContain('annulled by whom it is from');
    expect(await tried(editor, `figures = '[]'`)).toContain('permission denied');
  });

  it('is corrected from the template, since nothing is left to copy', async () => {
    const { editor, checker } = world.actors;
    const next = await correct(reportId);
    const { sections, version } = await viewed(next.reportId);
    expect(version).toBe(3);
    expect(sections.length).toBeGreaterThan(5);
    await makeFit(database.services, editor, next.reportId);
    const difference = await acting.as(editor, useCases.getDifference, next);
    expect(difference).toMatchObject({ isErased: true, since: { action: 'issued' } });
    await acting.as(editor, useCases.decideReport, { ...next, action: 'approve' });
    const asked = acting.as(checker, useCases.getDifference, next);
    expect(await codeOf(asked)).toBe('no error');
  });
});

describe('a correction under way', () => {
  it('keeps its text as it stands and what waits beside it, and is signed as before', async () => {
    clock.set('2024-01-05T09:00:00+08:00');
    world = await createSmallWorld(database.services, clock, [2024]);
    const { reportId: first } = await reportYear(database.services, clock, world, 2024);
    const { editor, checker, issuer } = world.actors;
    const { reportId } = await correct(first);
    await write(reportId, '更正后的文字。');
    const code = (await viewed(reportId)).sections[0]?.code ?? '';
    const aside = { reportId, code, baseVersion: 1, content: proseOf('同事的文字。') };
    const { id } = await acting.as(editor, useCases.keepAside, aside);
    await makeFit(database.services, editor, reportId);
    await acting.as(editor, useCases.decideReport, { reportId, action: 'approve' });
    await annul(first);
    expect(await acting.as(editor, useCases.listAsides, { reportId })).toMatchObject([{ id }]);
    expect((await viewed(reportId)).moved).toEqual([]);
    for (const signer of [checker, issuer])
      await acting.as(signer, useCases.decideReport, { reportId, action: 'approve' });
    expect((await viewed(reportId)).sections[0]?.content).toEqual(proseOf('更正后的文字。'));
  });
});
