import {
  checkBalances,
  HuibaoError,
  termOf,
  type IndicatorDefinition,
  type IndicatorValue,
  type TenantKind,
} from '@huibao/domain';
import { toPrepared, type TenantReader } from '@huibao/db';
import { sql, type CompiledQuery } from 'kysely';
import { z } from 'zod';
import { findEditionOfYear, type Edition } from '../forms/edition.repository.ts';
import { definePreview, defineQuery, noInput, type PreviewScope, type QueryScope } from '../use-case.ts';
import { insertFacts, lockFacts } from './fact.repository.ts';
import { planRollup, type RollupPlan } from './plan-roll-up.ts';
import { rollupStatement, type FigureRow, type RollupScope } from './statement/roll-up-statement.ts';
import { anyTenant, bindTenant } from './statement/tenant-parameter.ts';

export type Reader = Pick<QueryScope, 'trx' | 'actor'>;

export interface RollupOptions {
  /** Absent: all of the edition's. */
  readonly indicators?: readonly IndicatorDefinition[];
  /** Absent: the whole year. */
  readonly periods?: readonly number[];
}

/** Figures of the tenant's year, by code. */
export async function rollUp(
  reader: Reader,
  edition: Edition,
  options: RollupOptions = {},
): Promise<ReadonlyMap<string, IndicatorValue>> {
  const scope = await scopeOf(reader, edition, options, false);
  const { plan, rows } = await readFigures(reader, edition, options, scope);
  return valuesOf(plan, rows, scope);
}

/** The same figures of each reporter by itself: code by code within the unit's id. A unit that isn't asked has none. */
export async function rollUpByUnit(
  reader: Reader,
  edition: Edition,
  options: RollupOptions = {},
): Promise<ReadonlyMap<number, ReadonlyMap<string, IndicatorValue>>> {
  const scope = await scopeOf(reader, edition, options, true);
  const { plan, rows } = await readFigures(reader, edition, options, scope);
  const byUnit = Map.groupBy(
    rows.filter((row) => row.unit_id !== null),
    (row) => row.unit_id ?? 0,
  );
  return new Map([...byUnit].map(([unitId, own]) => [unitId, valuesOf(plan, own, scope)]));
}

interface Statement {
  readonly plan: RollupPlan;
  readonly query: CompiledQuery<FigureRow>;
}

/** Statements of editions as they were published, by the edition's indicators and then by scope: each is written once. */
const written = new WeakMap<readonly IndicatorDefinition[], Map<string, Statement>>();

async function readFigures(
  { trx, actor }: Reader,
  edition: Edition,
  { indicators }: RollupOptions,
  scope: RollupScope,
): Promise<{ readonly plan: RollupPlan; readonly rows: readonly FigureRow[] }> {
  const isOneText = indicators === undefined && isAsPublished(edition);
  const { plan, query } = isOneText
    ? publishedStatement(trx, edition, scope)
    : writeStatement(trx, planRollup(edition, indicators), scope);
  const { rows } = await trx.executeQuery<FigureRow>(bindTenant(query, actor.tenantId));
  return { plan, rows };
}

function writeStatement(trx: TenantReader, plan: RollupPlan, scope: RollupScope): Statement {
  return { plan, query: rollupStatement(anyTenant, plan, scope).compile(trx) };
}

/** Prepared: planning a whole edition's anew each time would cost more than running it. */
function publishedStatement(trx: TenantReader, edition: Edition, scope: RollupScope): Statement {
  const ofEdition = written.get(edition.indicators) ?? new Map<string, Statement>();
  const key = JSON.stringify(scope);
  const known = ofEdition.get(key);
  if (known) return known;
  const { plan, query } = writeStatement(trx, planRollup(edition), scope);
  const statement = { plan, query: toPrepared(query) };
  written.set(edition.indicators, ofEdition.set(key, statement));
  return statement;
}

/**
 * Counts everything submitted of the year as if it had been accepted: for a transaction that is undone. What is shown so
 * says that it is a preview, and can't enter a report.
 */
export async function acceptPending({ trx, actor }: PreviewScope, year: number): Promise<void> {
  // Before looking at what waits: none of it is accepted in the meantime.
  await lockFacts(trx, actor.tenantId, 'exclusive');
  const pending = await trx
    .selectFrom('submissions as s')
    .innerJoin('collections as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
    )
    .innerJoin('revisions as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 's.tenant_id')
        .onRef('r.submission_id', '=', 's.id')
        .onRef('r.no', '=', 's.revision_no'),
    )
    .select('r.id')
    .where('s.tenant_id', '=', actor.tenantId)
    .where('c.year', '=', year)
    .where('s.state', '=', 'submitted')
    .execute();
  await insertFacts(
    { trx, actor },
    pending.map((row) => row.id),
    'exclusive',
  );
}

/**
 * What the statement needs to know beyond the plan; and, for the rest of the transaction, that prepared plans are kept: left
 * to itself PostgreSQL would go on planning some roll-ups anew each time.
 */
export async function scopeOf(
  { trx, actor }: Reader,
  edition: Edition,
  { periods }: RollupOptions,
  byUnit: boolean,
): Promise<RollupScope> {
  const {
    rows: [tenant],
  } = await sql<{ kind: TenantKind; has_reporters: boolean }>`
    select t.kind, exists (select from collections c where c.tenant_id = t.id and c.year = ${edition.year}) as has_reporters, set_config('plan_cache_mode', 'force_generic_plan', true)
    from tenants t where t.id = ${actor.tenantId}`.execute(trx);
  const last =
    periods && periods.length > 0 ? termOf(edition.year, Math.max(...periods)).endsOn : `${edition.year}-12-31`;
  return {
    year: edition.year,
    lastDay: last,
    periods: periods ?? null,
    byUnit,
    hasReporters: tenant?.has_reporters === true,
    // Deliveries are of a whole year: a part of one has no figures from below.
    hasChildren: tenant?.kind !== 'bureau' && periods === undefined,
  };
}

/** Without what tenants added: one text for all who roll it up, so that connections keep few plans. */
function isAsPublished(edition: Edition): boolean {
  return (
    edition.indicatorVersions === undefined ||
    [...edition.indicatorVersions.values()].every((version) => version.ownerTenantId === edition.ownerTenantId)
  );
}

function valuesOf(
  plan: RollupPlan,
  rows: readonly FigureRow[],
  { hasChildren }: RollupScope,
): ReadonlyMap<string, IndicatorValue> {
  return new Map(
    rows.flatMap((row) => {
      const code = plan.figures[row.figure]?.indicator.code;
      return code === undefined
        ? []
        : [
            [
              code,
              {
                code,
                numerator: row.numerator,
                denominator: row.denominator,
                value: row.value,
                texts: row.texts ?? [],
                answered: row.answered,
                expected: row.expected,
                ...(hasChildren ? { leaves: { answered: row.leaves_answered, expected: row.leaves_expected } } : {}),
              },
            ] as const,
          ];
    }),
  );
}

/** Years in which the tenant has anything to roll up: its own collections, or deliveries to it; newest first. */
export const listRollupYears = defineQuery({
  permission: 'rollup.read',
  input: noInput,
  async run({ trx, actor }) {
    const collected = trx.selectFrom('collections').select('year').where('tenant_id', '=', actor.tenantId);
    const rows = await collected
      .union(trx.selectFrom('deliveries').select('year').where('tenant_id', '=', actor.tenantId))
      .execute();
    return rows.map((row) => row.year).sort((a, b) => b - a);
  },
});

export const getRollup = defineQuery({
  permission: 'rollup.read',
  input: z.object({ year: z.int() }),
  async run(scope, { year }) {
    const editions = await editionsOf(scope, year);
    const values = await rollUp(scope, editions.edition);
    return showRollup(editions, values, await lastYearOf(scope, editions), false);
  },
});

/** The same page with what is submitted and not yet reviewed counted, too. */
export const previewRollup = definePreview({
  permission: 'rollup.read',
  input: z.object({ year: z.int() }),
  async run(scope, { year }) {
    const editions = await editionsOf(scope, year);
    const lastYear = await lastYearOf(scope, editions);
    await acceptPending(scope, year);
    return showRollup(editions, await rollUp(scope, editions.edition), lastYear, true);
  },
});

interface Editions {
  readonly edition: Edition;
  readonly before: Edition | undefined;
}

async function editionsOf({ trx, actor }: Reader, year: number): Promise<Editions> {
  const edition = await findEditionOfYear(trx, actor.lineage, year);
  if (!edition) throw new HuibaoError('edition.not_found', { year });
  return { edition, before: await findEditionOfYear(trx, actor.lineage, year - 1) };
}

async function lastYearOf(reader: Reader, { before }: Editions): Promise<ReadonlyMap<string, IndicatorValue>> {
  return before ? rollUp(reader, before) : new Map<string, IndicatorValue>();
}

function showRollup(
  { edition, before }: Editions,
  values: ReadonlyMap<string, IndicatorValue>,
  lastYear: ReadonlyMap<string, IndicatorValue>,
  isPreview: boolean,
) {
  return {
    year: edition.year,
    groups: edition.indicatorGroups,
    isPreview,
    balances: checkBalances(edition.template.balances ?? [], values),
    indicators: edition.indicators.map(({ code, group, label, unit, decimals, format, coverageFloor, operator }) => ({
      code,
      group,
      label,
      unit,
      decimals,
      format,
      coverageFloor,
      operator: operator.op,
      value: values.get(code) ?? null,
      lastYear: lastYear.get(code) ?? null,
      isChanged:
        before !== undefined &&
        before.indicatorVersions.has(code) &&
        before.indicatorVersions.get(code)?.id !== edition.indicatorVersions.get(code)?.id,
    })),
  };
}
