import { readAsTenant, withTenant, type Actor } from '@huibao/db';
import { readPackageArchive, writePackageArchive } from '@huibao/documents/package';
import type { Cell } from '@huibao/domain';
import { readAdditions, writeAdditions, type AddedParts, type Additions } from '@huibao/domain/additions';
import {
  actingIn,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  signInTurn,
  someAdditions,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

// What a bureau adds to a programme from above, from its package to the printed report and the city that receives it.

const year = 2024;
const edition = { programme: 'rule_of_law', year };
const after = 'education';

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
/** Another city's bureau, which knows nothing of the first. */
let sister: SmallWorld;
let owner: pg.Client;
const clock = createClock(`${year}-02-01T09:00:00+08:00`);

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
  sister = await createSmallWorld(database.services, clock, []);
  acting = actingIn(database.services);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('alter table deliveries no force row level security');
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const exported = (actor: Actor) => acting.as(actor, useCases.exportAdditions, edition);

/** The package that the tenant has now, with other parts. */
async function offer(actor: Actor, parts: Partial<AddedParts>): Promise<Uint8Array> {
  const archive = readPackageArchive((await exported(actor)).bytes);
  const read = archive.ok ? readAdditions(archive.files) : archive;
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  const additions: Additions = { ...read.additions, ...parts };
  return writePackageArchive(writeAdditions(additions));
}

async function publish(actor: Actor, content: Uint8Array): Promise<number> {
  const { refusals, offered } = await acting.as(actor, useCases.previewAdditions, { content });
  if (refusals.length > 0 || !offered) throw new Error(JSON.stringify(refusals));
  return (await acting.as(actor, useCases.publishAdditions, { content, hash: offered.hash })).no;
}

const cell = (code: string, value: number): Cell => ({ code, key: '', state: 'value', value: String(value) });

describe('what a bureau adds', () => {
  it('is looked at, with what it asks of each kind of unit, and published', async () => {
    const { admin } = world.actors;
    const content = await offer(admin, someAdditions('bureau', after));
    const { refusals, offered } = await acting.as(admin, useCases.previewAdditions, { content });
    expect(refusals).toEqual([]);
    expect(offered).toMatchObject({ ...edition, standing: 'first' });
    expect(offered?.changes.map(({ kind, part, code }) => `${kind} ${part} ${code}`)).toEqual([
      'added form bureau_1_drill_form',
      'added element bureau_1_drills',
      'added element bureau_1_drill_pupils',
      'added rule bureau_1_drill_form.nobody_without_drill',
      'added indicator bureau_1_drills_held',
      'added indicator bureau_1_per_drill',
      'added section bureau_1_drill_section',
      'added term bureau_1_drill',
    ]);
    expect(offered?.asked).toEqual([
      {
        kind: 'school',
        schoolType: '211',
        label: { zh: '小学', en: 'Primary school' },
        ownership: 'public',
        sectionCode: null,
        units: 2,
        forms: 1,
        cells: 2,
      },
    ]);
    expect(await publish(admin, content)).toBe(1);
    expect(await publish(admin, content)).toBe(1);
    expect(Buffer.compare((await exported(admin)).bytes, content)).toBe(0);
  });

  it('is filled in by its schools, reviewed, rolled up, explained and printed as its own', async () => {
    const { editor, checker, issuer, first, second, head, section } = world.actors;
    clock.set(`${year}-06-25T09:00:00+08:00`);
    const { collectionId } = await acting.as(editor, useCases.openCollection, { ...edition, period: 1 });
    const board = () => acting.as(editor, useCases.getBoard, { collectionId });
    expect((await board()).forms.at(-1)).toMatchObject({ code: 'bureau_1_drill_form' });
    const formsOf = async (reporter: Actor) =>
      (await acting.as(reporter, useCases.listTasks, {})).terms[0]?.forms.map((one) => one.formCode);
    expect(await formsOf(first)).toContain('bureau_1_drill_form');
    expect(await formsOf(section)).not.toContain('bureau_1_drill_form');
    const id = await acting.formOf(first, 'bureau_1_drill_form');
    // By a workbook, too: the one that is handed out is taken as it is.
    const workbook = await acting.as(first, useCases.downloadWorkbook, { submissionId: id, locale: 'zh-CN' });
    const content = workbook.bytes;
    const uploaded = await acting.as(first, useCases.previewWorkbook, { submissionId: id, content });
    expect(uploaded).toMatchObject({ changes: [], conflicts: [], refused: [] });
    await acting.reportAndAccept(first, editor, id, [cell('bureau_1_drills', 3), cell('bureau_1_drill_pupils', 400)]);
    const other = await acting.formOf(second, 'bureau_1_drill_form');
    await acting.report(second, other, [cell('bureau_1_drills', 2), cell('bureau_1_drill_pupils', 100)]);
    await acting.as(head, useCases.confirmSubmission, { submissionId: other });
    await acting.as(editor, useCases.acceptSubmissions, { items: [{ submissionId: other, revisionNo: 1 }] });

    expect(
      (await board()).units.flatMap(({ forms }) => forms).filter(({ state }) => state === 'accepted'),
    ).toHaveLength(2);
    const { indicators, groups } = await acting.as(editor, useCases.getRollup, edition);
    expect(groups.at(-1)?.code).toBe('bureau_1_group');
    expect(indicators.find((one) => one.code === 'bureau_1_drills_held')).toMatchObject({
      addedBy: 'bureau',
      gap: null,
      value: { numerator: '5', value: '5', answered: 2, expected: 2 },
    });
    expect(indicators.find((one) => one.code === 'bureau_1_per_drill')?.value).toMatchObject({
      numerator: '500',
      denominator: '5',
      value: '100',
    });
    const lineage = await acting.as(editor, useCases.getLineage, { ...edition, indicator: 'bureau_1_drills_held' });
    expect(lineage.rows.map((row) => row.value)).toEqual(['3', '2']);

    clock.set(`${year + 1}-01-20T09:00:00+08:00`);
    const { reportId } = await acting.as(editor, useCases.compileReport, edition);
    const { sections } = await acting.as(editor, useCases.getReportView, { reportId });
    const codes = sections.map((one) => one.code);
    expect(codes[codes.indexOf(after) + 1]).toBe('bureau_1_drill_section');
    await signInTurn(database.services, [editor, checker, issuer], reportId);
    await acting.as(editor, useCases.numberReport, { reportId, sequence: null });
    const { deliveryId } = await acting.as(editor, useCases.sendReport, { reportId });
    const delivery = await acting.as(world.actors.reviewer, useCases.getDelivery, { deliveryId });
    // The text as it was signed, and the names of what is the bureau's own; its figures are in nothing else.
    const runs = delivery.document?.blocks.flatMap((block) => ('runs' in block ? block.runs : [])) ?? [];
    expect(runs.map((run) => run.text).join('')).toContain('全年组织应急演练5次。');
    expect(delivery.additions.map(({ part, code, label }) => [part, code, label.zh])).toEqual([
      ['form', 'bureau_1_drill_form', '应急演练情况'],
      ['indicator', 'bureau_1_drills_held', '应急演练次数'],
      ['indicator', 'bureau_1_per_drill', '每次演练参加人次'],
      ['section', 'bureau_1_drill_section', '应急演练开展情况'],
    ]);
    const { rows } = await owner.query<{ figures: unknown }>('select figures from deliveries where id = $1', [
      deliveryId,
    ]);
    expect(JSON.stringify(rows[0]?.figures)).not.toContain('bureau_1');
    await acting.as(world.actors.reviewer, useCases.decideDelivery, { deliveryId, action: 'accept' });
  });

  it('is compared by nobody, and seen by no sister and no city', async () => {
    const { reviewer, cityAdmin, admin } = world.actors;
    const seen = await Promise.all([
      acting.as(reviewer, useCases.compareAll, edition),
      acting.as(reviewer, useCases.listComparable, edition),
      acting.as(cityAdmin, useCases.listIndicators, edition),
      acting.as(sister.actors.editor, useCases.getRollup, edition),
      acting.as(sister.actors.admin, useCases.listIndicators, edition),
    ]);
    expect(JSON.stringify(seen)).not.toContain('bureau_1');
    expect(JSON.stringify(await acting.as(admin, useCases.listIndicators, edition))).toContain('bureau_1');
    // Below all of that, the rows themselves.
    for (const [actor, count] of [
      [admin, 1],
      [world.actors.first, 1],
      [sister.actors.admin, 0],
      [sister.actors.first, 0],
      [cityAdmin, 0],
    ] as const)
      for (const table of ['added_issues', 'added_forms'] as const) {
        const query = sql`select 1 from ${sql.table(table)}`;
        const found = await readAsTenant(database.services.db, actor, async (trx) => (await query.execute(trx)).rows);
        expect([actor.userName, table, found.length]).toEqual([actor.userName, table, count]);
      }
  });

  it('is written by none but its administrators', async () => {
    const { first } = world.actors;
    const content = (await exported(world.actors.admin)).bytes;
    for (const actor of [first, world.actors.editor])
      expect(await codeOf(acting.as(actor, useCases.previewAdditions, { content }))).toBe('access.denied');
    const taken = sql`delete from added_issues`;
    const deleted = await withTenant(database.services.db, first, async (trx) => await taken.execute(trx));
    expect(deleted.numAffectedRows).toBe(0n);
  });

  it('fits into another bureau of another line as it is, and says there what it says here', async () => {
    const { bytes } = await exported(world.actors.admin);
    expect(await publish(sister.actors.admin, bytes)).toBe(1);
    expect(Buffer.compare((await exported(sister.actors.admin)).bytes, bytes)).toBe(0);
  });
});
