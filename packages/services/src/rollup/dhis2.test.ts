import { withTenant, type Actor } from '@huibao/db';
import type { DataElement, IndicatorDefinition, Term } from '@huibao/domain';
import { createClock, createTestDatabase, type TestDatabase } from '@huibao/testing';
import {
  cell,
  expectations,
  fixtures,
  isLeaf,
  monthsOf,
  show,
  subtreeOf,
  windowOf,
  type Expectation,
  type Fixture,
  type Fraction,
  type Question,
  type Taken,
} from '@huibao/testing/dhis2';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Edition } from '../forms/edition.repository.ts';
import { planRollup } from './plan-rollup.ts';
import { rollupStatement } from './statement/rollup-statement.ts';

// The public aggregation fixture of DHIS2 (packages/testing/src/dhis2, source and licence there), through our
// statement. Where our semantics agree, so do the figures; where they depart, the row names the sentence by which they
// do, and gives our number. Months stand for periods, a unit and all below it for a named group.

const year = 2017;
const { now } = createClock('2018-01-01T00:00:00Z');

/**
 * Who answers: only units with nobody beneath them, as with us; or everybody, as where a superior's section reports for
 * it.
 */
const tenants = [
  { id: 900_001, fixture: 'tree', answers: (unit: string) => isLeaf(fixtures.tree, unit) },
  { id: 900_002, fixture: 'tree', answers: () => true },
  { id: 900_003, fixture: 'options', answers: () => true },
] as const;

interface Asked {
  readonly figure: Exclude<Question, { kind: 'rate' }>;
  readonly elements: readonly { readonly code: string; readonly taken: readonly Taken[] }[];
}

/** Calculated cells by what they are worked out from: each is an element of its own. */
const elementIds = new Map<
  string,
  { readonly id: number; readonly taken: readonly Taken[]; readonly fixture: Expectation['fixture'] }
>();

function elementOf(fixture: Expectation['fixture'], taken: readonly Taken[]): string {
  const parts = taken.map(({ over: _over, window: _window, only: _only, ...part }) => part);
  const code = `${fixture} ${JSON.stringify(parts)}`;
  if (!elementIds.has(code)) elementIds.set(code, { id: 8_000_000 + elementIds.size, taken, fixture });
  return code;
}

const asked = expectations.flatMap((row) =>
  Object.entries(row.figures).flatMap(([code, question]): readonly (Asked & { row: string; code: string })[] => {
    if (question?.kind !== 'figure' || question.rate !== undefined) return [];
    const elements = [question.of, ...(question.per ? [[question.per]] : [])].map((taken) => ({
      code: elementOf(row.fixture, taken),
      taken,
    }));
    return [{ row: row.name, code, figure: question, elements }];
  }),
);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    await owner.query('set session_replication_role = replica');
    for (const tenant of tenants) await load(owner, tenant.id, fixtures[tenant.fixture], tenant.answers);
  } finally {
    await owner.end();
  }
});
afterAll(() => database.drop());

async function load(
  owner: pg.Client,
  tenantId: number,
  fixture: Fixture,
  answers: (unit: string) => boolean,
): Promise<void> {
  const created = '2016-01-01T00:00:00Z';
  await owner.query(
    `insert into tenants (id, parent_id, kind, name, short_name, login_suffix, created_at) overriding system value values ($1, 1, 'bureau', $2, 'd', $2, $3)`,
    [tenantId, `d${tenantId}`, created],
  );
  const collections = new Map<string, string>();
  for (const [index, month] of fixture.months.entries()) {
    const { rows } = await owner.query<{ id: string }>(
      `insert into collections (tenant_id, id, owner_tenant_id, edition_id, issue_no, programme_code, year, period, starts_on, ends_on, opens_at, due_at, closes_at, created_at) values ($1, gen_random_uuid(), $1, gen_random_uuid(), 1, 'p', $2, $3, '2016-01-01', '2016-12-31', $4, '2017-02-01', '2017-03-01', $4) returning id`,
      [tenantId, year, index + 1, created],
    );
    collections.set(month, rows[0]?.id ?? '');
  }
  for (const [index, { code }] of fixture.units.entries()) {
    if (!answers(code)) continue;
    const unitId = tenantId * 10 + index;
    await owner.query(
      `insert into org_units (tenant_id, id, kind, name, school_type, opens_on, created_at) overriding system value values ($1, $2, 'school', $3, '211', '2016-01-01', $4)`,
      [tenantId, unitId, code, created],
    );
    await owner.query(
      `insert into org_unit_versions (tenant_id, unit_id, valid_from, name, school_type, noted_at) values ($1, $2, '2016-01-01', $3, '211', $4)`,
      [tenantId, unitId, code, created],
    );
    // Every unit above it, itself included, is a group that it is in; and every list of units that a row asks for
    // together.
    const lists = [...fixture.units.map((unit) => [unit.code]), ...expectations.map((row) => row.units)];
    const groups = new Set(
      lists
        .filter((units) => units.some((unit) => subtreeOf(fixture, unit).includes(code)))
        .map((units) => units.join('+')),
    );
    for (const group of groups)
      await owner.query('insert into unit_group_members (tenant_id, group_code, unit_id) values ($1, $2, $3)', [
        tenantId,
        group,
        unitId,
      ]);
    for (const collectionId of collections.values()) {
      await owner.query(
        `insert into submissions (tenant_id, id, collection_id, unit_id, owner_tenant_id, form_version_id, issue_no, form_code, state, created_at) values ($1, gen_random_uuid(), $2, $3, $1, gen_random_uuid(), 1, 'f', 'accepted', $4)`,
        [tenantId, collectionId, unitId, created],
      );
    }
    for (const { id, taken } of [...elementIds.values()].filter((one) => fixtures[one.fixture] === fixture)) {
      for (const [at, month] of fixture.months.entries()) {
        const parts = taken.flatMap((one) => cell(fixture, code, month, one) ?? []);
        if (parts.length === 0) continue;
        await owner.query(
          `insert into facts (tenant_id, year, element_id, key, period, unit_id, owner_tenant_id, is_applicable, num, source_id) values ($1, $2, $3, '', $4, $5, $1, true, $6, gen_random_uuid())`,
          [tenantId, year, id, at + 1, unitId, parts.map(decimal).reduce(plus)],
        );
      }
    }
  }
}

/** Of a cell: its denominator is a power of ten. */
function decimal({ top, bottom }: Fraction): string {
  const digits = String(bottom).length - 1;
  const text = String(top).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Of two decimal texts; PostgreSQL adds them up as well as anybody, but a cell is one. */
function plus(a: string, b: string): string {
  const places = Math.max(a.split('.')[1]?.length ?? 0, b.split('.')[1]?.length ?? 0);
  const scaled = (text: string): bigint =>
    BigInt(text.replace('.', '') + '0'.repeat(places - (text.split('.')[1]?.length ?? 0)));
  return decimal({ top: scaled(a) + scaled(b), bottom: 10n ** BigInt(places) });
}

const inBoth = (text: string): { zh: string; en: string } => ({ zh: text, en: text });

function indicatorOf({ figure, elements }: Asked, group: string): IndicatorDefinition {
  const [own, per] = elements;
  const term = (side: Asked['elements'][number] | undefined, take: Term['take']): Term => ({
    element: side?.code ?? '',
    over: side?.taken[0]?.over ?? 'sum',
    take,
  });
  const operator = per
    ? { op: 'ratio' as const, of: term(own, 'sum'), per: term(per, 'sum'), factor: '1' }
    : figure.across === 'count'
      ? {
          op: 'total' as const,
          of: {
            ...term(own, 'count'),
            ...(figure.where ? { where: { op: figure.where.is, value: figure.where.value } } : {}),
          },
        }
      : figure.across === 'sum'
        ? { op: 'total' as const, of: term(own, 'sum') }
        : { op: figure.across, of: term(own, 'sum') };
  return {
    code: 'x',
    group: 'g',
    label: inBoth('x'),
    unit: inBoth(''),
    operator,
    children: { group },
    decimals: 2,
    coverageFloor: '0',
    format: { style: 'exact' },
    comparable: true,
    moreIsBetter: null,
  };
}

/** One element per calculated cell, in one form. */
function edition(indicator: IndicatorDefinition): Edition {
  const elements = [...elementIds.keys()].map((code): DataElement => ({
    code,
    label: inBoth(code),
    type: 'decimal',
    flow: 'flow',
    required: false,
  }));
  return {
    year,
    indicators: [indicator],
    indicatorIds: new Map(),
    elementIds: new Map([...elementIds].map(([code, { id }]) => [code, id])),
    issues: [
      {
        ownerTenantId: 1,
        issueNo: 1,
        forms: [
          {
            isRetired: false,
            versionId: '',
            version: 1,
            definition: {
              code: 'f',
              number: inBoth('f'),
              title: inBoth('f'),
              shortTitle: inBoth('f'),
              instructions: inBoth(''),
              appliesTo: {},
              rules: [],
              sections: [{ code: 's', title: inBoth('s'), blocks: [{ kind: 'fields', title: inBoth('s'), elements }] }],
            },
          },
        ],
      },
    ],
  } as unknown as Edition;
}

async function ask(
  tenantId: number,
  fixture: Fixture,
  question: Asked,
  units: readonly string[],
  months: readonly string[],
): Promise<string | null> {
  const windows = question.elements.flatMap(({ taken }) => taken.map((one) => windowOf(fixture, months, one)));
  const periods = (windows[0] ?? []).map((month) => fixture.months.indexOf(month) + 1);
  // A statement reads one window of periods: no row asks for more.
  expect(new Set(windows.map((window) => window.join(' '))).size).toBe(1);
  if (periods.length === 0) return null;
  const actor: Actor = { tenantId, lineage: [tenantId, 1], units: null, userId: '', userName: '', role: 'system', now };
  const plan = planRollup(edition(indicatorOf(question, units.join('+'))));
  const { rows } = await withTenant(database.services.db, actor, (trx) =>
    rollupStatement(tenantId, plan, {
      programme: { ownerTenantId: tenantId, programmeCode: 'p' },
      year,
      lastDay: `${year}-12-31`,
      periods,
      unopened: [],
      byUnit: false,
      yearPeriods: [1, 2],
      hasReporters: true,
      hasChildren: false,
    }).execute(trx),
  );
  return rows[0]?.value ?? null;
}

/** Half up to two decimals, as theirs are shown. */
const rounded = (value: string): string => {
  const [whole = '0', digits = ''] = value.split('.');
  return show({ top: BigInt(whole + digits), bottom: 10n ** BigInt(digits.length) });
};

const fractionText = (text: string): string => {
  const [top = '0', bottom] = text.split('/');
  if (bottom === undefined) return rounded(top);
  return show({ top: BigInt(top), bottom: BigInt(bottom) });
};

async function results(row: Expectation, tenantId: number): Promise<Record<string, string>> {
  const fixture = fixtures[row.fixture];
  const groups = row.kept.includes('unit') ? row.units.map((unit) => [unit]) : [row.units];
  const spans = row.kept.includes('period') ? row.periods.map((period) => [period]) : [row.periods];
  const found: [string, string][] = [];
  for (const question of asked.filter((one) => one.row === row.name)) {
    for (const units of groups) {
      for (const span of spans) {
        const value = await ask(
          tenantId,
          fixture,
          question,
          units,
          span.flatMap((period) => monthsOf(fixture, period)),
        );
        if (value !== null)
          found.push([
            [
              question.code,
              ...(row.kept.includes('unit') ? units : []),
              ...(row.kept.includes('period') ? span : []),
            ].join(' '),
            rounded(value),
          ]);
      }
    }
  }
  return Object.fromEntries(found);
}

const byStatement = expectations.filter((row) => asked.some((one) => one.row === row.name));
const agreeing = byStatement.filter((row) => row.rule.agrees);
const departing = byStatement.flatMap((row) =>
  row.rule.agrees || row.rule.ours === null ? [] : [{ row, ...row.rule }],
);
const shown = (values: Readonly<Record<string, string>> | null): Record<string, string> =>
  Object.fromEntries(Object.entries(values ?? {}).map(([key, text]) => [key, fractionText(text)]));

describe('DHIS2’s aggregation', () => {
  it('is asked enough to say something', () => {
    expect([agreeing.length, departing.length]).toEqual([21, 29]);
  });

  it.each(agreeing.map((row) => [row.name, row] as const))('agrees: %s', async (_, row) => {
    for (const tenant of tenants.filter((one) => one.fixture === row.fixture))
      expect(await results(row, tenant.id)).toEqual(row.expected);
  });

  it.each(
    departing.map(({ row, reasons, ours, seated }) => [row.name, reasons.join(', '), row, ours, seated] as const),
  )('departs: %s (%s)', async (_, _reasons, row, ours, seated) => {
    const [leaves, everybody] = tenants.filter((one) => one.fixture === row.fixture);
    if (row.fixture === 'tree' && leaves) expect(await results(row, leaves.id)).toEqual(shown(ours));
    if (everybody ?? row.fixture === 'options')
      expect(await results(row, (everybody ?? leaves)?.id ?? 0)).toEqual(shown(seated ?? ours));
  });
});
