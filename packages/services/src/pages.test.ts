import { connect, withTenant, type Actor, type DB } from '@huibao/db';
import { actingIn, createClock, createSmallWorld, createTestDatabase, type TestDatabase } from '@huibao/testing';
import { CompiledQuery, PostgresQueryCompiler, type Kysely, type KyselyPlugin } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getPublication, listPublications } from './reporting/public-page.ts';
import type { UseCase } from './use-case.ts';
import * as useCases from './use-cases.ts';

// A list that comes a page at a time costs what the page holds, however far down it is: `bench:load` times it.

const clock = createClock('2024-06-25T09:00:00+08:00');
const many = 4000;
let database: TestDatabase;
let editor: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  const world = await createSmallWorld(database.services, clock, [2024]);
  editor = world.actors.editor;
  const { tenantId, userId } = editor;
  const admin: Actor = { ...editor, role: 'bureau_admin' };
  const { as } = actingIn(database.services);
  await as(editor, useCases.compileReport, { programme: 'rule_of_law', year: 2024 });
  const title = { zh: '长', en: 'Long' };
  await as(admin, useCases.beginDraft, { from: 'nothing', year: 2024, code: 'long', title });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`
      insert into notices (tenant_id, id, unit_id, kind, params, href, dedupe_key, created_at)
      select tenant_id, gen_random_uuid(), id, 'opened', '{}', '/term', 'bench/' || id || '/' || n, now()
      from org_units, generate_series(1, ${many}) n where tenant_id = ${tenantId} and kind = 'root';
      insert into audit_entries (tenant_id, seq, at, user_name, action, subject, detail, outcome, previous, hash)
      select h.tenant_id, h.seq + n, now(), '', case when n % 100 = 0 then 'ledger.saved' else 'submission.accepted' end,
        '', '{}', 'done', '', '' from audit_heads h, generate_series(1, ${many}) n where h.tenant_id = ${tenantId};
      insert into report_section_versions (tenant_id, report_id, code, version, content, written_by, written_at)
      select tenant_id, report_id, code, 100 + n, content, '${userId}', now()
      from (select * from report_sections where tenant_id = ${tenantId} order by code limit 1) s, generate_series(1, ${many}) n;
      insert into draft_parts (tenant_id, draft_id, name, version, content, begun_at, saved_by, saved_at)
      select tenant_id, draft_id, name, 100 + n, '{}', now(), '${userId}', now()
      from (select * from draft_parts where tenant_id = ${tenantId} order by name limit 1) p, generate_series(1, ${many}) n;
      set session_replication_role = replica;
      insert into publications (tenant_id, id, report_id, year, version, issuer, title, number, issued_on, published_on, document, html, pdf_blob, docx_blob, pdf_hash, docx_hash, html_hash, index_no, is_demo)
      select ${tenantId} + n % 90, uuidv7(), gen_random_uuid(), 2020 + n % 5, 1, '第' || n || '区教育局', '年度报告', n || '号', '2025-01-01', date '2025-01-01' + n % 40, '{}', '', '', '', '', '', '', left(md5(n::text), 8) || n, false
      from generate_series(1, ${many}) n;
      analyze publications, notices, audit_entries, report_section_versions, draft_parts`);
  await owner.end();
});
afterAll(() => database.drop());

interface Plan {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

function nodesOf(plan: Plan): readonly Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

interface Asked {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What somebody asks over this connection, beside it. */
function recorded(db: Kysely<DB>): { readonly db: Kysely<DB>; readonly asked: readonly Asked[] } {
  const asked: Asked[] = [];
  const recorder: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      asked.push(new PostgresQueryCompiler().compileQuery(node, queryId));
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return { db: db.withPlugin(recorder), asked };
}

async function explain(db: Pick<Kysely<DB>, 'executeQuery'>, { sql, parameters }: Asked): Promise<Plan> {
  const { rows } = await db.executeQuery<Record<'QUERY PLAN', readonly { readonly Plan: Plan }[]>>(
    CompiledQuery.raw(`explain (analyze, costs off, timing off, format json) ${sql}`, [...parameters]),
  );
  const plan = rows[0]?.['QUERY PLAN']?.[0]?.Plan;
  if (!plan) throw new Error('PostgreSQL tells no plan');
  return plan;
}

/** How a use-case’s statement over a table is answered. */
async function planOf<Input, Output, Raw>(
  actor: Actor,
  useCase: UseCase<Input, Output, Raw>,
  input: Raw,
  table: string,
): Promise<Plan> {
  const { db, asked } = recorded(database.services.db);
  await actingIn({ ...database.services, db }).as(actor, useCase, input);
  const query = asked.find((one) => one.sql.includes(table));
  if (!query) throw new Error(`nothing asked ${table}`);
  return withTenant(database.services.db, actor, (trx) => explain(trx, query));
}

/** Nodes of plans that read more than a page, or sort. */
function wrongIn(plans: Readonly<Record<string, Plan>>): readonly string[] {
  return Object.entries(plans).flatMap(([list, plan]) =>
    nodesOf(plan)
      .filter(
        (node) =>
          node['Node Type'] === 'Sort' || node['Actual Rows'] > 101 || (node['Rows Removed by Filter'] ?? 0) > 0,
      )
      .map((node) => `${list}: ${node['Node Type']} of ${node['Actual Rows']}`),
  );
}

it('a page’s plan reads the page, and neither sorts the list nor skips what stands before', async () => {
  const admin: Actor = { ...editor, role: 'bureau_admin' };
  const officer: Actor = { ...editor, role: 'audit_officer' };
  const [section, part] = await withTenant(
    database.services.db,
    editor,
    async (trx) =>
      [
        await trx
          .selectFrom('report_sections')
          .select(['report_id as reportId', 'code'])
          .orderBy('code')
          .executeTakeFirstOrThrow(),
        await trx
          .selectFrom('draft_parts')
          .select(['draft_id as draftId', 'name'])
          .orderBy('name')
          .executeTakeFirstOrThrow(),
      ] as const,
  );
  const plans: Record<string, Plan> = {
    'the trail': await planOf(officer, useCases.listAudit, { before: '300' }, 'audit_entries'),
    'the trail of one area': await planOf(officer, useCases.listAudit, { action: 'ledger.' }, 'audit_entries'),
    'versions of a section': await planOf(
      editor,
      useCases.listSectionVersions,
      { ...section, before: 200 },
      'report_section_versions',
    ),
    'versions of a part': await planOf(admin, useCases.listPartVersions, { ...part, before: 200 }, 'draft_parts'),
    'latest notices': await planOf(editor, useCases.listNotices, undefined, 'notices'),
  };
  expect(wrongIn(plans)).toEqual([]);
});

it('what is public of all tenants is listed and found without reading what isn’t shown', async () => {
  const publicDb = connect(database.urlOf('huibao_public'), 'huibao_public', 1);
  const { db, asked } = recorded(publicDb);
  const ctx = {
    ...database.services,
    publicReading: { read: <T>(work: (db: Kysely<DB>) => Promise<T>) => work(db), counts: () => null },
  };
  const all = { year: null, text: '', after: null };
  const first = await listPublications(ctx, all);
  expect([first.publications.length, first.hasMore, first.years]).toEqual([100, true, [2024, 2023, 2022, 2021, 2020]]);
  // From page to page each comes once, in order.
  const seen: string[] = [];
  let page = await listPublications(ctx, { ...all, year: 2022 });
  for (;;) {
    seen.push(...page.publications.map(({ publishedOn, id }) => `${publishedOn} ${id}`));
    const last = page.publications.at(-1);
    if (!page.hasMore || !last) break;
    page = await listPublications(ctx, { ...all, year: 2022, after: last });
  }
  expect(seen).toHaveLength(many / 5);
  expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
  const last = { year: 2020, publishedOn: '2025-01-02', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  expect((await listPublications(ctx, { ...all, after: last })).publications).not.toHaveLength(0);
  const found = await listPublications(ctx, { ...all, text: '第77区' });
  expect(found.publications.map(({ issuer }) => issuer)).toEqual(['第77区教育局']);
  await getPublication(ctx, found.publications[0]?.id ?? '');
  const lists = asked.filter(({ sql }) => /from "?publications/.test(sql) && !/position\(|recursive earlier/.test(sql));
  expect(lists.length).toBeGreaterThan(10);
  const plans: Record<string, Plan> = {};
  for (const [no, one] of lists.entries()) plans[`${no} ${one.sql.slice(0, 60)}`] = await explain(publicDb, one);
  expect(wrongIn(plans)).toEqual([]);
  await publicDb.destroy();
});
