import { toPrepared, type TenantReader } from '@huibao/db';
import { levelOfCode, type IndicatorDefinition } from '@huibao/domain';
import type { CompiledQuery } from 'kysely';
import type { Edition } from '../forms/edition.repository.ts';
import { byOwner } from './by-owner.ts';
import { readKept } from './kept-figures.ts';
import { planRollup, type RollupPlan } from './plan-rollup.ts';
import { rollupStatement, type FigureRow, type RollupScope } from './statement/rollup-statement.ts';
import { anyTenant, bindTenant } from './statement/tenant-parameter.ts';

interface Statement {
  /** Tells it from every other that this process has written; null where it is written anew each time. */
  readonly id: string | null;
  readonly plan: RollupPlan;
  readonly query: CompiledQuery<FigureRow>;
}

/** Statements by the list of indicators that they are of, and then by scope: each is written once. */
const written = new WeakMap<readonly IndicatorDefinition[], Map<string, Statement>>();

let count = 0;

/** The lists of an edition's indicators, each of one owner of definitions. */
const owned = new WeakMap<readonly IndicatorDefinition[], readonly (readonly IndicatorDefinition[])[]>();

export interface ListedFigure extends FigureRow {
  readonly code: string;
}

/**
 * Figures of an edition, without indicators of all of its. Each owner of definitions has a statement of its own: what a
 * bureau adds changes no text that others have prepared, and what of it doesn't resolve takes nothing with it. Whose an
 * indicator is, its code says.
 */
export async function listFigures(
  trx: TenantReader,
  tenantId: number,
  edition: Edition,
  indicators: readonly IndicatorDefinition[] | undefined,
  scope: RollupScope,
): Promise<readonly ListedFigure[]> {
  const figures: ListedFigure[] = [];
  for (const own of indicators ? byOwner(indicators) : ownersOf(edition)) {
    const { id, plan, query } = indicators
      ? writeStatement(trx, planRollup(edition, own), scope)
      : preparedStatement(trx, edition, own, scope);
    // A text may have no figure at all, and PostgreSQL knows no statement of nothing.
    if (plan.figures.length === 0) continue;
    const ask = async (): Promise<readonly FigureRow[]> =>
      (await trx.executeQuery<FigureRow>(bindTenant(query, tenantId))).rows;
    const rows = id === null ? await ask() : await readKept(trx, tenantId, id, ask);
    for (const row of rows) figures.push({ ...row, code: plan.figures[row.figure]?.indicator.code ?? '' });
  }
  return figures;
}

function ownersOf({ indicators }: Edition): readonly (readonly IndicatorDefinition[])[] {
  const known = owned.get(indicators) ?? byOwner(indicators);
  owned.set(indicators, known);
  return known;
}

/** Planning a whole owner's anew each time would cost more than running it. */
function preparedStatement(
  trx: TenantReader,
  edition: Edition,
  indicators: readonly IndicatorDefinition[],
  scope: RollupScope,
): Statement {
  const ofOwner = written.get(indicators) ?? new Map<string, Statement>();
  const key = JSON.stringify([scope, readableIssues(edition, indicators)]);
  const known = ofOwner.get(key);
  if (known) return known;
  const { plan, query } = writeStatement(trx, planRollup(edition, indicators), scope);
  count += 1;
  const statement = { id: String(count), plan, query: toPrepared(query) };
  written.set(indicators, ofOwner.set(key, statement));
  return statement;
}

/**
 * How many issues there are that indicators of one owner may read: those of the programme itself read nothing that a
 * lower level added, and are written once for all levels.
 */
function readableIssues({ issues, ownerTenantId }: Edition, [first]: readonly IndicatorDefinition[]): number {
  const isProgrammes = first && levelOfCode(first.code) === null;
  return isProgrammes ? issues.filter((one) => one.ownerTenantId === ownerTenantId).length : issues.length;
}

function writeStatement(trx: TenantReader, plan: RollupPlan, scope: RollupScope): Statement {
  return { id: null, plan, query: rollupStatement(anyTenant, plan, scope).compile(trx) };
}
