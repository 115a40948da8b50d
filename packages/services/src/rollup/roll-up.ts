import { HuibaoError, termOf, type IndicatorDefinition, type IndicatorValue } from '@huibao/domain';
import { CompiledQuery, sql } from 'kysely';
import { z } from 'zod';
import { findEditionOfYear, type Edition } from '../forms/edition.repository.ts';
import { defineUseCase, type Scope } from '../use-case.ts';
import { insertFacts } from './fact.repository.ts';
import { planRollup, type RollupPlan } from './plan-roll-up.ts';
import { rollupStatement, type FigureRow, type RollupScope } from './statement.ts';

export type Reader = Pick<Scope, 'trx' | 'actor'>;

export interface RollupOptions {
  /** Absent: all of the edition's. */
  readonly indicators?: readonly IndicatorDefinition[];
  /** Absent: the whole year. */
  readonly periods?: readonly number[];
  /** Put together for one question: no connection keeps a plan of it. */
  readonly isOnce?: boolean;
}

/** Figures of the tenant's year, by code. */
export async function rollUp(reader: Reader, edition: Edition, options: RollupOptions = {}): Promise<ReadonlyMap<string, IndicatorValue>> {
  const plan = planRollup(edition, options.indicators);
  const scope = await scopeOf(reader, edition, options, false);
  return valuesOf(plan, await readFigures(reader, plan, scope, options), scope);
}

/** The same figures of each reporter by itself: code by code within the unit's id. A unit that isn't asked has none. */
export async function rollUpByUnit(reader: Reader, edition: Edition, options: RollupOptions = {}): Promise<ReadonlyMap<number, ReadonlyMap<string, IndicatorValue>>> {
  const plan = planRollup(edition, options.indicators);
  const scope = await scopeOf(reader, edition, options, true);
  const rows = await readFigures(reader, plan, scope, options);
  const byUnit = Map.groupBy(rows.filter((row) => row.unit_id !== null), (row) => row.unit_id ?? 0);
  return new Map([...byUnit].map(([unitId, own]) => [unitId, valuesOf(plan, own, scope)]));
}

const preparedMark = '/* prepared */';

async function readFigures({ trx, actor }: Reader, plan: RollupPlan, scope: RollupScope, { isOnce }: RollupOptions): Promise<readonly FigureRow[]> {
  const statement = rollupStatement(actor.tenantId, plan, scope);
  if (!isOnce) return (await statement.execute(trx)).rows;
  const { sql: text, parameters } = statement.compile(trx);
  return (await trx.executeQuery<FigureRow>(CompiledQuery.raw(text.replace(preparedMark, ''), [...parameters]))).rows;
}

/**
 * As if everything submitted had been accepted: its facts are put in, the figures read, and the facts taken back, in a
 * part of the transaction that is undone. What is shown so says that it is a preview, and can't enter a report.
 */
export async function previewing<T>(scope: Scope, year: number, read: () => Promise<T>): Promise<T> {
  const { trx, actor } = scope;
  const pending = await trx.selectFrom('submissions as s')
    .innerJoin('collections as c', (join) => join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'))
    .innerJoin('revisions as r', (join) => join.onRef('r.tenant_id', '=', 's.tenant_id').onRef('r.submission_id', '=', 's.id').onRef('r.no', '=', 's.revision_no'))
    .select('r.id').where('s.tenant_id', '=', actor.tenantId).where('c.year', '=', year).where('s.state', '=', 'submitted').execute();
  await sql`savepoint preview`.execute(trx);
  try {
    await insertFacts(scope, pending.map((row) => row.id));
    return await read();
  } finally {
    await sql`rollback to savepoint preview`.execute(trx);
  }
}

/** What the statement needs to know beyond the plan. */
export async function scopeOf({ trx, actor }: Reader, edition: Edition, { periods }: RollupOptions, byUnit: boolean): Promise<RollupScope> {
  const tenant = await trx.selectFrom('tenants').select('kind').where('id', '=', actor.tenantId).executeTakeFirst();
  const last = periods && periods.length > 0 ? termOf(edition.year, Math.max(...periods)).endsOn : `${edition.year}-12-31`;
  return {
    year: edition.year, lastDay: last, periods: periods ?? null, byUnit,
    // Deliveries are of a whole year: a part of one has no figures from below.
    hasChildren: tenant?.kind !== 'bureau' && periods === undefined,
  };
}

function valuesOf(plan: RollupPlan, rows: readonly FigureRow[], { hasChildren }: RollupScope): ReadonlyMap<string, IndicatorValue> {
  return new Map(rows.flatMap((row) => {
    const code = plan.figures[row.figure]?.indicator.code;
    return code === undefined ? [] : [[code, {
      code, numerator: row.numerator, denominator: row.denominator, value: row.value, texts: row.texts ?? [], answered: row.answered, expected: row.expected,
      ...(hasChildren ? { leaves: { answered: row.leaves_answered, expected: row.leaves_expected } } : {}),
    }] as const];
  }));
}

export const getRollup = defineUseCase({
  kind: 'query',
  permission: 'rollup.read',
  /** `preview` counts what is submitted and not yet reviewed, too. */
  input: z.object({ year: z.int(), preview: z.boolean().default(false) }),
  async run(scope, { year, preview }) {
    const { trx, actor } = scope;
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const before = await findEditionOfYear(trx, actor.lineage, year - 1);
    const values = preview ? await previewing(scope, year, () => rollUp(scope, edition)) : await rollUp(scope, edition);
    const lastYear = before ? await rollUp(scope, before) : new Map<string, IndicatorValue>();
    return {
      year, groups: edition.indicatorGroups, isPreview: preview,
      indicators: edition.indicators.map(({ code, group, label, unit, decimals, format, coverageFloor, operator }) => ({
        code, group, label, unit, decimals, format, coverageFloor, operator: operator.op, value: values.get(code) ?? null, lastYear: lastYear.get(code) ?? null,
        isChanged: before !== undefined && before.indicatorVersions.has(code) && before.indicatorVersions.get(code)?.id !== edition.indicatorVersions.get(code)?.id,
      })),
    };
  },
});
