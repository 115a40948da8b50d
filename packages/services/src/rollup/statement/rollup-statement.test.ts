import { withTenant } from '@huibao/db';
import { columnCode, elementsOf, partsOfIndicators, registersOf, type FormDefinition } from '@huibao/domain';
import { builtInPackage } from '@huibao/programmes';
import {
  createClock,
  createSmallWorld,
  createTestDatabase,
  someAdditions,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { formatSql } from '@huibao/testing/format-sql';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireEdition, type Edition, type IssueForms } from '../../forms/edition.repository.ts';
import { byOwner } from '../by-owner.ts';
import { outlyingStatement } from '../outlier.repository.ts';
import { planRollup } from '../plan-rollup.ts';
import { rollupStatement, type RollupScope } from './rollup-statement.ts';
import { anyTenant } from './tenant-parameter.ts';

const { programme: whole } = builtInPackage('rule-of-law');
const partOf = partsOfIndicators(whole);
/** As a bureau has it that has switched on nothing more. */
const ruleOfLaw = {
  ...whole,
  forms: whole.forms.filter(({ part }) => part === undefined),
  indicators: whole.indicators.filter(({ code }) => partOf.get(code) === undefined),
};

const year = 2024;
const clock = createClock('2024-12-31T09:00:00+08:00');
const scope: RollupScope = {
  programme: { ownerTenantId: 1, programmeCode: ruleOfLaw.code },
  year,
  lastDay: `${year}-12-31`,
  periods: null,
  unopened: [],
  byUnit: false,
  yearPeriods: [1, 2],
  hasReporters: true,
  hasChildren: false,
};

let database: TestDatabase;
let world: SmallWorld;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [year]);
});
afterAll(() => database.drop());

/** Ids as if the programme were the first thing in the database, so that the text is the same everywhere. */
function numbered(): Edition {
  const codes = ruleOfLaw.forms.flatMap((form) => [
    ...elementsOf(form).map((element) => element.code),
    ...registersOf(form).flatMap((register) => [
      register.code,
      ...register.columns.map((column) => columnCode(register, column)),
    ]),
  ]);
  return {
    year,
    indicators: ruleOfLaw.indicators,
    issues: [issueOf(1, ruleOfLaw.forms)],
    elementIds: new Map(codes.map((code, index) => [code, index + 1])),
    indicatorIds: new Map(ruleOfLaw.indicators.map(({ code }, index) => [code, codes.length + index + 1])),
  } as unknown as Edition;
}

function issueOf(ownerTenantId: number, forms: readonly FormDefinition[]): IssueForms {
  return {
    ownerTenantId,
    issueNo: 1,
    forms: forms.map((definition) => ({ ownerTenantId, isRetired: false, versionId: '', version: 1, definition })),
  };
}

/** What a bureau of tests adds, its elements and indicators numbered behind. */
function withAdditions(): Edition {
  const edition = numbered();
  const { forms, indicators } = someAdditions('bureau', 'education');
  const known = edition.elementIds.size + edition.indicatorIds.size;
  const codes = forms.flatMap((form) => elementsOf(form).map((element) => element.code));
  return {
    ...edition,
    issues: [...edition.issues, issueOf(2, forms)],
    indicators: [...edition.indicators, ...indicators],
    elementIds: new Map([...edition.elementIds, ...codes.map((code, index) => [code, known + index + 1] as const)]),
    indicatorIds: new Map([
      ...edition.indicatorIds,
      ...indicators.map(({ code }, index) => [code, known + codes.length + index + 1] as const),
    ]),
  };
}

describe('the statement of the built-in programme', () => {
  it('is this, for a bureau: whoever changes a definition or the builder sees here what changes', async () => {
    const { sql: text, parameters } = rollupStatement(anyTenant, planRollup(numbered()), scope).compile(
      database.services.db,
    );
    // So that the text can be kept and given to any tenant.
    expect(new Set(parameters)).toEqual(new Set([anyTenant]));
    await expect(formatSql(text)).toMatchFileSnapshot('./built-in-statement.sql');
  });

  it('is the same with what a bureau added, whose own statement is this', async () => {
    const statementOf = (edition: Edition, indicators: Edition['indicators']): string =>
      rollupStatement(anyTenant, planRollup(edition, indicators), scope).compile(database.services.db).sql;
    const [own = [], added = []] = byOwner(withAdditions().indicators);
    expect(statementOf(withAdditions(), own)).toBe(statementOf(numbered(), numbered().indicators));
    await expect(formatSql(statementOf(withAdditions(), added))).toMatchFileSnapshot('./added-statement.sql');
  });

  it('reads facts in the order of their key, and nothing more of them than its own', async () => {
    await fillFacts();
    const { plan, statement } = await withTenant(database.services.db, world.actors.editor, async (trx) => {
      const edition = await requireEdition(trx, world.actors.editor, { programme: ruleOfLaw.code, year });
      const plan = planRollup(edition);
      const { rows } = await sql<{
        'QUERY PLAN': PlanNode[];
      }>`explain (analyze, format json, costs off, timing off) ${rollupStatement(world.bureauId, plan, scope)}`.execute(
        trx,
      );
      return { plan, statement: (rows[0]?.['QUERY PLAN'][0] as unknown as { Plan: PlanNode }).Plan };
    });
    const scans = nodesOf(statement).filter((node) => node['Relation Name']?.startsWith('facts'));
    expect(scans.length).toBeGreaterThan(0);
    // One way in: the key. By tenant, year and element first of all.
    for (const scan of scans) expect(scan['Node Type']).toMatch(/^Index (Only )?Scan$/);
    for (const scan of scans) {
      expect(scan['Index Name']).toBe('facts_2024_pkey');
      for (const column of ['tenant_id', 'year', 'element_id']) expect(scan['Index Cond']).toContain(column);
    }
    // Nothing is sorted on the way that is in the key's order already: reporters of one element, one key, over its
    // periods.
    const single = nodesOf(statement).filter(
      (node) =>
        node['Node Type'] === 'Sort' && JSON.stringify(node['Sort Key']) === JSON.stringify(['f.unit_id', 'f.period']),
    );
    expect(single).toEqual([]);
    expect(plan.terms.length).toBeGreaterThan(100);
  });
});

describe('what stands out', () => {
  it('is found by going through figures in an order: none is held against each other', async () => {
    const { tenantId } = world.actors.editor;
    const ofYear = { plan: planRollup(numbered()), scope: { ...scope, byUnit: true } };
    const { rows } = await withTenant(database.services.db, world.actors.editor, (trx) =>
      sql<{
        'QUERY PLAN': { Plan: PlanNode }[];
      }>`explain (format json) ${outlyingStatement(tenantId, ofYear, ofYear)}`.execute(trx),
    );
    // From the answer down to where the two years' figures are put together.
    const steps: string[] = [];
    for (
      let node = rows[0]?.['QUERY PLAN'][0]?.Plan;
      node && node['Node Type'] !== 'Append';
      node = node.Plans?.find((one) => one['Parent Relationship'] !== 'InitPlan')
    )
      steps.push(node['Node Type']);
    expect(steps.filter((step) => step === 'WindowAgg').length).toBeGreaterThan(3);
    expect(steps.filter((step) => / Join$|^Nested Loop$/.test(step))).toEqual([]);
  });
});

describe('what the statement reads', () => {
  it('leaves a note wherever it is written to, by which kept figures are told to be old', async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      const noted = await owner.query<{ column: string }>(`
        select t.tgrelid::regclass || '.' || a.attname as column
        from pg_trigger t join pg_attribute a on a.attrelid = t.tgrelid and a.attnum > 0 and not a.attisdropped
          and (t.tgattr = '' or a.attnum = any (t.tgattr))
        where t.tgfoid = 'note_figure_change'::regproc and t.tgenabled = 'O'
          -- For each statement; of inserts, deletions, updates and truncations.
          and t.tgtype & 1 = 0 and t.tgtype & 60 = 60 and t.tgparentid = 0`);
      const columns = new Set(noted.rows.map(({ column }) => column));
      const [first] = ruleOfLaw.indicators;
      const edition = numbered();
      const indicators = first
        ? [...ruleOfLaw.indicators, { ...first, children: { group: 'any', sectionCodes: ['any'] } }]
        : [];
      const read = new Set<string>();
      for (const byUnit of [false, true])
        for (const hasChildren of [false, true]) {
          const asked = { ...scope, byUnit, hasChildren, periods: byUnit ? [1] : null };
          const compiled = rollupStatement(1, planRollup(edition, indicators), asked).compile(database.services.db);
          const text = compiled.sql.replaceAll(/\$\d+/g, '1');
          await owner.query(`create temporary view asked as ${text}`);
          const { rows } = await owner.query<{ column: string }>(`
            select distinct d.refobjid::regclass || '.' || a.attname as column
            from pg_rewrite w join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
            join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where w.ev_class = 'asked'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0
              and d.refobjid <> w.ev_class`);
          await owner.query('drop view asked');
          for (const { column } of rows) read.add(column);
        }
      const tables = new Set([...read].map((column) => column.split('.')[0]));
      expect([...tables].sort()).toEqual([
        'collections',
        'deliveries',
        'fact_texts',
        'facts',
        'org_unit_versions',
        'org_units',
        'submissions',
        'unit_group_members',
      ]);
      expect([...read].filter((column) => !columns.has(column))).toEqual([]);
    } finally {
      await owner.end();
    }
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Parent Relationship'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Sort Key'?: readonly string[];
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/**
 * A hundred schools' answers here and in five other tenants, put in behind the product's back: only their number
 * matters.
 */
async function fillFacts(): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await owner.query('set session_replication_role = replica');
    await owner.query(
      `
      insert into facts (tenant_id, year, element_id, key, period, unit_id, owner_tenant_id, is_applicable, num, source_id)
      select $1 + t, ${year}, e.id, '', p, 1000000 + u, e.owner_tenant_id, true, u * p, gen_random_uuid()
      from generate_series(0, 5) t, data_elements e, generate_series(1, 100) u, generate_series(1, 2) p where e.kind = 'element' order by 1, 3, 6, 5`,
      [world.bureauId],
    );
    await owner.query('vacuum analyze facts');
  } finally {
    await owner.end();
  }
}
