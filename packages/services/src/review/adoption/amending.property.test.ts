import { writePackageArchive } from '@huibao/documents/package';
import { HuibaoError, type DataElement, type FormDefinition, type Programme } from '@huibao/domain';
import { writePackage } from '@huibao/domain/package';
import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  howMany,
  quarterlyProgramme,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as useCases from '../../use-cases.ts';

// A city amends its programme again and again while two schools fill it in, each in two windows, one of which may be
// long behind; a bureau adopts, returns, accepts, reopens. Some of it happens at once. Every value typed is another
// one.

const year = 2024;
const runs = howMany(5, 50);
const clock = createClock(`${year}-03-25T09:00:00+08:00`);

let database: TestDatabase;
let world: SmallWorld;
let acting: Acting;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
  acting = actingIn(database.services);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const both = (text: string) => ({ zh: text, en: text });
const codes = ['alpha', 'beta', 'gamma'] as const;
type Code = (typeof codes)[number];

const element = (code: Code): DataElement => ({
  code,
  label: both(code),
  type: 'integer',
  flow: 'flow',
  required: false,
});

/** A programme whose form asks these, has retired those, and sums up each that it ever asked. */
function programmeOf(code: string, asked: readonly Code[], retired: readonly Code[]): Programme {
  const [form] = quarterlyProgramme.forms;
  const [section] = form?.sections ?? [];
  const [indicator] = quarterlyProgramme.indicators;
  if (!form || !section || !indicator) throw new Error('the programme has a form and an indicator');
  const fields = (of: readonly Code[]): FormDefinition['sections'][number]['blocks'] => [
    { kind: 'fields', title: both('x'), elements: of.map(element) },
  ];
  const known = codes.filter((one) => asked.includes(one) || retired.includes(one));
  return {
    ...quarterlyProgramme,
    code,
    title: both(code),
    sensitiveRegisters: [],
    forms: [
      {
        ...form,
        rules: [],
        sections: [{ ...section, blocks: fields(asked) }],
        ...(retired.length > 0 ? { retired: fields(retired) } : {}),
      },
    ],
    indicators: known.map((one) => ({
      ...indicator,
      code: one,
      label: both(one),
      operator: { op: 'total', of: { element: one, take: 'sum' } },
    })),
    template: {
      ...quarterlyProgramme.template,
      sections: quarterlyProgramme.template.sections.map((one) => ({
        ...one,
        content: { type: 'doc', version: 2, content: [] },
      })),
    },
  };
}

type School = 'first' | 'second';

/** What one window shows: the issue and the versions that it has seen. */
interface Window {
  issueNo: number;
  asked: readonly string[];
  readonly versions: Map<string, number>;
}

/** One programme's year, from its publication on. */
class Year {
  readonly code: string;
  readonly name: string;
  /** By issue, what it asks. */
  readonly issues: (readonly Code[])[] = [];
  collectionId = '';
  readonly submissions = new Map<School, string>();
  readonly windows = new Map<string, Window>();
  /** Values that the server said it has, or has set aside. */
  readonly acknowledged: { readonly school: School; readonly code: string; readonly value: string }[] = [];
  /** Documents by revision, as they were first seen. */
  readonly revisions = new Map<string, string>();
  #typed = 0;

  constructor(code: string) {
    this.code = code;
    this.name = `city-${code}`;
  }

  async begin(): Promise<void> {
    await this.publish(['alpha', 'beta'], []);
    const { editor } = world.actors;
    const opened = await acting.as(editor, useCases.openCollection, { programme: this.name, year, period: 1 });
    this.collectionId = opened.collectionId;
    const board = await acting.as(editor, useCases.getBoard, { collectionId: this.collectionId });
    for (const school of ['first', 'second'] as const) {
      const unit = board.units.find((one) => one.id === world.unitIds[school]);
      this.submissions.set(school, unit?.forms[0]?.submissionId ?? '');
      await this.look(school, 0);
      await this.look(school, 1);
    }
  }

  async publish(asked: readonly Code[], retired: readonly Code[]): Promise<void> {
    const content = writePackageArchive(
      writePackage({ programme: programmeOf(this.code, asked, retired), glossary: [] }),
    );
    const actor = world.actors.cityAdmin;
    const { offered, refusals } = await acting.as(actor, useCases.previewPackage, { content, year });
    expect(refusals).toEqual([]);
    const { issueNo } = await acting.as(actor, useCases.publishPackage, { content, year, hash: offered?.hash ?? '' });
    this.issues[issueNo] = asked;
  }

  /** Adds what was never asked, retires what is, or asks again what was retired. */
  async amend(toggled: Code): Promise<void> {
    const last = this.issues.at(-1) ?? [];
    const ever = new Set(this.issues.flat());
    const asked = last.includes(toggled) ? last.filter((code) => code !== toggled) : [...last, toggled];
    if (asked.length === 0) return;
    await this.publish(
      codes.filter((code) => asked.includes(code)),
      codes.filter((code) => ever.has(code) && !asked.includes(code)),
    );
  }

  async look(school: School, no: number): Promise<void> {
    const view = await acting.as(world.actors[school], useCases.getSubmissionView, {
      submissionId: this.submissions.get(school) ?? '',
    });
    const asked = view.form.sections.flatMap((section) =>
      section.blocks.flatMap((block) => (block.kind === 'fields' ? block.elements.map(({ code }) => code) : [])),
    );
    const versions = new Map(view.cells.map((cell) => [cell.code, cell.version]));
    this.windows.set(`${school} ${no}`, { issueNo: view.issueNo, asked, versions });
  }

  /** Into whatever the window still shows. */
  async save(school: School, no: number, place: number): Promise<void> {
    const window = this.windows.get(`${school} ${no}`)!;
    const code = window.asked[place % window.asked.length] ?? '';
    this.#typed += 1;
    const value = String(this.#typed);
    const cell = { code, key: '', state: 'value' as const, value, version: window.versions.get(code) ?? 0 };
    const done = await acting.as(world.actors[school], useCases.saveCells, {
      submissionId: this.submissions.get(school) ?? '',
      source: 'page',
      issueNo: window.issueNo,
      cells: [cell],
    });
    expect(done.refused).toEqual([]);
    for (const saved of done.saved) window.versions.set(saved.code, saved.version);
    if (done.saved.length + done.parked.length > 0) this.acknowledged.push({ school, code, value });
  }

  async submit(school: School): Promise<void> {
    const submissionId = this.submissions.get(school) ?? '';
    const { state } = await acting.as(world.actors[school], useCases.submitSubmission, { submissionId });
    if (state === 'confirming') await acting.as(world.actors.head, useCases.confirmSubmission, { submissionId });
  }

  async decide(school: School, how: 'accept' | 'return' | 'reopen'): Promise<void> {
    const submissionId = this.submissions.get(school) ?? '';
    const { editor } = world.actors;
    const { revisionNo } = await acting.as(world.actors[school], useCases.getSubmissionView, { submissionId });
    if (revisionNo === 0) return;
    const item = { submissionId, revisionNo };
    if (how === 'accept') await acting.as(editor, useCases.acceptSubmissions, { items: [item] });
    else if (how === 'return')
      await acting.as(editor, useCases.returnSubmission, { ...item, reason: '请核对', comments: [] });
    else await acting.as(editor, useCases.reopenSubmission, { ...item, reason: '来电更正' });
  }

  async adopt(withReturned: boolean): Promise<void> {
    await acting.as(world.actors.editor, useCases.adoptIssue, {
      collectionId: this.collectionId,
      issueNo: this.issues.length - 1,
      returned: withReturned ? [...this.submissions.values()] : [],
    });
  }

  async restore(school: School): Promise<void> {
    const submissionId = this.submissions.get(school) ?? '';
    const { parked } = await acting.as(world.actors[school], useCases.getSubmissionView, { submissionId });
    const again = parked.find((cell) => cell.isAskedAgain);
    if (again) await acting.as(world.actors[school], useCases.restoreParkedCells, { submissionId, ids: [again.id] });
  }

  /** Nothing that was frozen changed, nothing that was typed is gone, and N is what the pinned issues ask. */
  async check(): Promise<void> {
    const ids = [...this.submissions.values()];
    const { rows: revisions } = await owner.query<{ id: string; document: string }>(
      'select id, document::text from revisions where submission_id = any($1::uuid[])',
      [ids],
    );
    for (const { id, document } of revisions) {
      expect(document).toBe(this.revisions.get(id) ?? document);
      this.revisions.set(id, document);
    }
    const { rows: facts } = await owner.query<{ num: string; said: string }>(
      `select f.num::text, (select x ->> 'num' from jsonb_array_elements(r.document -> 'facts') x
         where (x ->> 'element')::int = f.element_id) as said
       from facts f join revisions r on r.id = f.source_id
       where r.submission_id = any($1::uuid[])`,
      [ids],
    );
    for (const { num, said } of facts) expect(num).toBe(said);

    const { rows: lost } = await owner.query(
      `select c.submission_id, c.code, c.value from (
         select distinct on (submission_id, code, key) submission_id, code, value, state
         from cell_saves, unnest(codes, keys, versions, states, "values") as h(code, key, version, state, value)
         where submission_id = any($1::uuid[]) and source <> 'parked' order by submission_id, code, key, version desc
       ) c
       where c.state = 'value' and not exists (
         select from draft_cells d where d.submission_id = c.submission_id and d.code = c.code and d.value = c.value
       ) and not exists (
         select from parked_cells p where p.submission_id = c.submission_id and p.code = c.code and p.value = c.value
           and p.restored_at is null
       )`,
      [ids],
    );
    expect(lost).toEqual([]);
    const { rows: kept } = await owner.query<{ code: string; value: string }>(
      `select unnest(codes) as code, unnest("values") as value from cell_saves where submission_id = any($1::uuid[])
       union select code, value from parked_cells where submission_id = any($1::uuid[])`,
      [ids],
    );
    const known = new Set(kept.map(({ code, value }) => `${code} ${value}`));
    for (const { code, value } of this.acknowledged) expect(known.has(`${code} ${value}`)).toBe(true);

    const { rows: pinned } = await owner.query<{ id: string; issue: number }>(
      'select id, issue_no as issue from submissions where id = any($1::uuid[])',
      [ids],
    );
    const { indicators } = await acting.as(world.actors.editor, useCases.getRollup, { programme: this.name, year });
    for (const { code, value } of indicators) {
      const expected = pinned.filter(({ issue }) => this.issues[issue]?.some((asked) => asked === code)).length;
      expect([code, value?.expected]).toEqual([code, expected]);
      expect(value?.answered).toBeLessThanOrEqual(expected);
    }
  }
}

/** What the state of things refuses is no fault; anything else is. */
async function attempt(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof HuibaoError)) throw error;
    expect(error.code).toMatch(/^(submission|collection)\./);
  }
}

const school = fc.constantFrom<School>('first', 'second');
const window = fc.nat(1);
const step: fc.Arbitrary<(year: Year) => Promise<void>> = fc.oneof(
  { weight: 16, arbitrary: fc.tuple(school, window, fc.nat(3)).map((of) => (on: Year) => on.save(...of)) },
  { weight: 3, arbitrary: fc.tuple(school, window).map((of) => (on: Year) => on.look(...of)) },
  { weight: 2, arbitrary: school.map((of) => (on: Year) => on.submit(of)) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(school, fc.constantFrom<'accept' | 'return' | 'reopen'>('accept', 'return', 'return', 'reopen'))
      .map((of) => (on: Year) => on.decide(...of)),
  },
  { weight: 2, arbitrary: fc.constantFrom(...codes).map((code) => (on: Year) => on.amend(code)) },
  { weight: 3, arbitrary: fc.boolean().map((withReturned) => (on: Year) => on.adopt(withReturned)) },
  {
    weight: 10,
    arbitrary: fc.constantFrom(...codes).map((code) => async (on: Year) => {
      await on.amend(code);
      await on.adopt(true);
    }),
  },
  { weight: 6, arbitrary: school.map((of) => (on: Year) => on.restore(of)) },
);
/** Some at once: amendments one after the other, since whoever publishes has looked first. */
const steps = fc.array(fc.oneof({ weight: 2, arbitrary: fc.tuple(step) }, fc.tuple(step, step)), {
  minLength: 40,
  maxLength: 40,
});

it(
  'amended, adopted, saved, submitted, returned and accepted in any order: nothing accepted changes, nothing typed is lost',
  { timeout: 300_000 },
  async () => {
    let serial = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        serial += 1;
        const on = new Year(`amended_${serial}`);
        await on.begin();
        for (const together of taken) {
          await Promise.all(together.map((one) => attempt(one(on))));
          clock.advance(1000);
          await on.check();
        }
      }),
      { numRuns: runs, seed: 10 },
    );
    // All of it came about: values set aside by adopting and by saving late, put back, and accepted by several issues.
    const { rows } = await owner.query<Record<string, number>>(`
      select count(*)::int as parked, count(restored_at)::int as restored,
        (count(*) filter (where written_at = parked_at))::int as late,
        (select count(distinct issue_no)::int from submissions where state = 'accepted') as issues
      from parked_cells`);
    for (const [what, times] of Object.entries(rows[0] ?? {})) expect([what, times > 0]).toEqual([what, true]);
  },
);
