import { writePackageArchive } from '@huibao/documents/package';
import { HuibaoError } from '@huibao/domain';
import { writePackage } from '@huibao/domain/package';
import {
  actingIn,
  createClock,
  createSmallWorld,
  createTestDatabase,
  crossingProgramme,
  Hindered,
  howMany,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as useCases from '../use-cases.ts';

// Two forms of a unit, of which one has a rule over the other, are filled in, submitted, returned, accepted and taken
// back by several people in any order, some of it at once: of what stands beside each other the rule holds always, and
// nothing that was frozen changes.

const year = 2024;
const clock = createClock(`${year}-03-25T09:00:00+08:00`);
const forms = ['safety', 'staff'] as const;
type Form = (typeof forms)[number];

let database: TestDatabase;
let acting: Acting;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  acting = actingIn(database.services);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const value = (code: string, said: number) => ({ code, key: '', state: 'value' as const, value: String(said) });
/** Of ten answers a clerk: what may stand beside each other, and what may not. */
const answers = { safety: fc.constantFrom(5, 10, 15, 25), staff: fc.constantFrom(1, 2, 3) } as const;

class Term {
  readonly world: SmallWorld;
  readonly ids: Readonly<Record<Form, string>>;
  readonly #documents = new Map<string, string>();

  constructor(world: SmallWorld, ids: Readonly<Record<Form, string>>) {
    this.world = world;
    this.ids = ids;
  }

  async fill(form: Form, said: number): Promise<void> {
    const own = form === 'staff' ? [value('clerks', said)] : [value('letters', 30), value('answered', said)];
    const all = form === 'safety' ? [value('pupils', 4), ...own] : own;
    // Of two who type into one cell at once, one is told of the other.
    await acting.fill(this.world.actors.first, this.ids[form], all).catch((error: unknown) => {
      if (!(error instanceof Hindered)) throw error;
    });
    await acting.explainAll(this.world.actors.first, this.ids[form]);
  }

  async submit(form: Form): Promise<void> {
    await acting.as(this.world.actors.first, useCases.submitSubmission, { submissionId: this.ids[form] });
  }

  async decide(form: Form, how: 'accept' | 'return' | 'reopen' | 'acknowledge'): Promise<void> {
    const { editor } = this.world.actors;
    const submissionId = this.ids[form];
    const { revision, reads } = await acting.as(editor, useCases.getRevision, { submissionId });
    const item = { submissionId, revisionNo: revision.no };
    const seen = reads.map(({ formCode, standingId }) => ({ formCode, revisionId: standingId }));
    if (how === 'accept') await acting.as(editor, useCases.acceptSubmissions, { items: [item] });
    else if (how === 'acknowledge') {
      if (seen.length > 0) await acting.as(editor, useCases.acknowledgeReads, { ...item, seen });
    } else if (how === 'return')
      await acting.as(editor, useCases.returnSubmission, { ...item, reason: '请核对', comments: [] });
    else await acting.as(editor, useCases.reopenSubmission, { ...item, reason: '来电更正' });
  }

  /** Both forms' answers that stand, if both do. */
  async standing(): Promise<{ readonly answered: number; readonly clerks: number } | null> {
    const { rows } = await owner.query<{ code: string; value: string }>(
      `select c ->> 'code' as code, c ->> 'value' as value
       from submissions s
       join lateral (
         select document from revisions r where r.submission_id = s.id order by r.no desc limit 1
       ) r on true
       cross join lateral jsonb_array_elements(r.document -> 'cells') c
       where s.id = any($1::uuid[]) and s.state in ('submitted', 'accepted') and c ->> 'code' in ('answered', 'clerks')`,
      [Object.values(this.ids)],
    );
    const said = new Map(rows.map((row) => [row.code, Number(row.value)]));
    const [answered, clerks] = [said.get('answered'), said.get('clerks')];
    return answered === undefined || clerks === undefined ? null : { answered, clerks };
  }

  async check(): Promise<void> {
    const both = await this.standing();
    if (both) expect(both.answered).toBeLessThanOrEqual(both.clerks * 10);
    const { rows } = await owner.query<{ id: string; document: string }>(
      'select id, document::text from revisions where submission_id = any($1::uuid[])',
      [Object.values(this.ids)],
    );
    for (const { id, document } of rows) {
      expect(document).toBe(this.#documents.get(id) ?? document);
      this.#documents.set(id, document);
    }
  }
}

async function beginTerm(): Promise<Term> {
  const world = await createSmallWorld(database.services, clock, [year]);
  const content = writePackageArchive(writePackage({ programme: crossingProgramme, glossary: [] }));
  const { cityAdmin, editor, first } = world.actors;
  const { offered } = await acting.as(cityAdmin, useCases.previewPackage, { content, year });
  await acting.as(cityAdmin, useCases.publishPackage, { content, year, hash: offered?.hash ?? '' });
  const programme = `city-${crossingProgramme.code}`;
  await acting.as(editor, useCases.openCollection, { programme, year, period: 1 });
  return new Term(world, {
    safety: await acting.formOf(first, 'safety'),
    staff: await acting.formOf(first, 'staff'),
  });
}

/** What the state of things refuses is no fault; anything else is. */
async function attempt(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof HuibaoError)) throw error;
    expect(error.code).toMatch(/^(submission|collection|revision)\./);
  }
}

type Step = (on: Term) => Promise<void>;
const form = fc.constantFrom(...forms);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: answers.safety.map(
      (said): Step =>
        (on) =>
          on.fill('safety', said),
    ),
  },
  {
    weight: 3,
    arbitrary: answers.staff.map(
      (said): Step =>
        (on) =>
          on.fill('staff', said),
    ),
  },
  {
    weight: 8,
    arbitrary: form.map(
      (of): Step =>
        (on) =>
          on.submit(of),
    ),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        form,
        fc.constantFrom<'accept' | 'return' | 'reopen' | 'acknowledge'>('accept', 'return', 'reopen', 'acknowledge'),
      )
      .map(
        ([of, how]): Step =>
          (on) =>
            on.decide(of, how),
      ),
  },
);
const steps = fc.array(fc.oneof(fc.tuple(step), fc.tuple(step, step)), { minLength: 30, maxLength: 30 });

it(
  'of two forms that stand beside each other the rule over both holds, whatever was done in whichever order',
  { timeout: 600_000 },
  async () => {
    const seen = { both: 0, alone: 0 };
    await fc.assert(
      fc.asyncProperty(answers.safety, answers.staff, steps, async (answered, clerks, taken) => {
        const on = await beginTerm();
        await on.fill('safety', answered);
        await on.fill('staff', clerks);
        for (const together of taken) {
          await Promise.all(together.map((one) => attempt(one(on))));
          clock.advance(1000);
          await on.check();
          seen[(await on.standing()) ? 'both' : 'alone'] += 1;
        }
      }),
      { numRuns: howMany(3, 60), seed: 11 },
    );
    // Both came about, often.
    expect(Math.min(seen.both, seen.alone)).toBeGreaterThan(10);
  },
);

it('the same two are taken or refused alike, whichever is submitted first, and at once', async () => {
  for (const [answered, clerks] of [
    [25, 2],
    [25, 3],
  ] as const) {
    const outcomes: boolean[] = [];
    for (const order of [forms, forms.toReversed(), null]) {
      const on = await beginTerm();
      await on.fill('safety', answered);
      await on.fill('staff', clerks);
      if (order) for (const of of order) await attempt(on.submit(of));
      else await Promise.all(forms.map((of) => attempt(on.submit(of))));
      outcomes.push((await on.standing()) !== null);
    }
    expect(outcomes).toEqual(outcomes.map(() => answered <= clerks * 10));
  }
});
