import type { Actor } from '@huibao/db';
import { runUseCase, useCases, type Context } from '@huibao/services';
import { addPeople } from '@huibao/testing';
import type pg from 'pg';
import { cityProgramme, loadEdition, publish } from '../product-door.ts';
import { syntheticProgramme, type Shape } from '../programme.ts';
import { loadFacts, loadSchools, loadSubmissions } from '../population.ts';
import { makeWaitingBureau } from './measure-review.ts';
import type { WaitingForm } from './measure-rollup.ts';
import { startSessions } from '../sessions.ts';
import { benchYear, makeBureau, makeCity, makeEmptyBureau } from '../world.ts';

/** One form of 100 cells: what the bounds of a save are stated for. */
const formShape: Shape = { flows: 60, stocks: 35, yesNos: 5, splits: 0, forms: 1 };

const otherBureaus = 10;
const leftWaiting = 45;

const loadProgramme = 'city-bench_load';

/** A school's clerk at an open form. */
export interface Clerk {
  readonly actor: Actor;
  readonly cookie: string;
  readonly submissionId: string;
  readonly cells: readonly { readonly code: string; readonly type: string }[];
}

export interface LoadWorld {
  readonly clerks: readonly Clerk[];
  /** Of the bureau whose year is accepted: 100 schools × 100 elements × 2 terms. */
  readonly editorCookie: string;
  /** Some of its forms, which aren't accepted yet. */
  readonly waiting: readonly WaitingForm[];
  /** Of ten more bureaus of its size. */
  readonly otherCookies: readonly string[];
  /** Whose year waits to be reviewed, and which term of it. */
  readonly reviewing: { readonly editor: Actor; readonly cookie: string; readonly collectionId: string };
}

/** A bureau of 100 schools with a year behind it, and a form of 100 cells that each of them is to fill in now. */
export async function makeLoadWorld(ctx: Context, owner: pg.Client, sessionKey: Buffer): Promise<LoadWorld> {
  const now = (): Date => new Date();
  const city = await makeCity(ctx, owner);
  const edition = await loadEdition(ctx, city.system, cityProgramme, benchYear);
  const bureau = await makeBureau(ctx, owner, city, edition, 1);
  const year = now().getFullYear();
  const programme = syntheticProgramme('bench_load', formShape);
  await publish(ctx, city.system, programme, year);
  const editor = { ...bureau.editor, now };
  await runUseCase(ctx, editor, useCases.openCollection, {
    programme: loadProgramme,
    year,
    period: 1,
    opensOn: `${year}-01-01`,
    dueOn: `${year + 1}-12-31`,
    closesOn: `${year + 1}-12-31`,
  });
  const cookieOf = await startSessions(ctx, sessionKey);
  const schools = (await runUseCase(ctx, editor, useCases.getUnits, {})).filter((unit) => unit.kind === 'school');
  const people = await addPeople(
    ctx,
    bureau.tenantId,
    schools.map((school) => ({
      username: `bench.clerk.${school.id}`,
      name: 'Clerk',
      role: 'reporter',
      unitId: school.id,
      passwordHash: 'no password',
    })),
    now,
  );
  const clerks: Clerk[] = [];
  for (const actor of people.values()) {
    const { terms } = await runUseCase(ctx, actor, useCases.listTasks, {});
    const form = terms.find((term) => term.programme === loadProgramme && term.year === year)?.forms[0];
    if (!form) continue;
    const cells = programme.forms.flatMap(({ sections }) =>
      sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'fields' ? block.elements : []))),
    );
    clerks.push({ actor, cookie: await cookieOf(actor), submissionId: form.submissionId, cells });
  }
  const forms = await leaveWaiting(owner, bureau.tenantId);
  const otherCookies: string[] = [];
  for (let n = 0; n < otherBureaus; n += 1) {
    const other = await makeEmptyBureau(ctx, city, n + 3);
    const tenants = [other.tenantId];
    await loadSchools(owner, [{ tenantId: other.tenantId, schools: 100 }], benchYear);
    await loadSubmissions(owner, edition, tenants);
    await loadFacts(owner, edition.programmeCode, benchYear, tenants);
    otherCookies.push(await cookieOf({ ...other.editor, now }));
  }
  const waiting = await makeWaitingBureau(ctx, owner, city, edition, 2);
  const { rows } = await owner.query<{ id: string }>(
    'select id from collections where tenant_id = $1 order by period',
    [waiting.tenantId],
  );
  await owner.query('vacuum analyze');
  return {
    clerks,
    editorCookie: await cookieOf(editor),
    waiting: forms,
    otherCookies,
    reviewing: {
      editor: { ...waiting.editor, now },
      cookie: await cookieOf(waiting.editor),
      collectionId: rows[0]?.id ?? '',
    },
  };
}

/** Some of a bureau's forms as they were before they were accepted. */
async function leaveWaiting(owner: pg.Client, tenantId: number): Promise<readonly WaitingForm[]> {
  const { rows } = await owner.query<WaitingForm>(
    `update submissions set state = 'submitted', decided_at = null
     where tenant_id = $1 and id in (
       select r.submission_id from revisions r where r.tenant_id = $1 order by hashtext(r.id::text) limit ${leftWaiting})
     returning id as "submissionId", revision_no as "revisionNo"`,
    [tenantId],
  );
  const of = [tenantId, rows.map(({ submissionId }) => submissionId)];
  await owner.query(
    `update revisions set state = 'submitted', decided_at = null where tenant_id = $1 and submission_id = any ($2::uuid[])`,
    of,
  );
  await owner.query('delete from facts where tenant_id = $1 and source_id = any ($2::uuid[])', of);
  // They were never there: what is accepted would come to lie in what they left, in every page of others'.
  await owner.query('vacuum (full) facts');
  return rows;
}
