import { toPrepared, type TenantReader } from '@huibao/db';
import { levelOfCode, type IndicatorDefinition } from '@huibao/domain';
import type { CompiledQuery } from 'kysely';
import type { Edition } from '../forms/edition.repository.ts';
import { byOwner } from './by-owner.ts';
import { readKept } from './kept-figures.ts';
import { movedOf } from './moved-forms.ts';
import { planRollup, type RollupPlan } from './plan-rollup.ts';
import { rollupStatement, type FigureRow, type ListedFigure, type RollupScope } from './statement/rollup-statement.ts';
import { anyTenant, bindTenant } from './statement/tenant-parameter.ts';

interface Statement {
  readonly plan: RollupPlan;
  readonly query: CompiledQuery<FigureRow>;
}

interface PreparedStatement extends Statement {
  /** Tells it from every other that this process has written. */
  readonly id: string;
}

/** Statements by the list of indicators that they are of, and then by scope: each is written once. */
const written = new WeakMap<readonly IndicatorDefinition[], Map<string, PreparedStatement>>();

let count = 0;

/** The lists of an edition's indicators, each of one owner of definitions. */
const owned = new WeakMap<readonly IndicatorDefinition[], readonly (readonly IndicatorDefinition[])[]>();

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
  const lists: (readonly ListedFigure[])[] = [];
  for (const own of indicators ? byOwner(indicators) : ownersOf(edition))
    lists.push(
      indicators
        ? await ask(trx, tenantId, writeStatement(trx, planRollup(edition, own), scope))
        : await listKept(trx, tenantId, edition, own, scope),
    );
  return lists.flat();
}

/** What was kept of them, with what has moved since asked for anew: the figures that read a form, or all. */
function listKept(
  trx: TenantReader,
  tenantId: number,
  edition: Edition,
  indicators: readonly IndicatorDefinition[],
  scope: RollupScope,
): Promise<readonly ListedFigure[]> {
  const listOf = (some: readonly IndicatorDefinition[]): Promise<readonly ListedFigure[]> =>
    ask(trx, tenantId, preparedStatement(trx, edition, some, scope));
  return readKept(trx, tenantId, preparedStatement(trx, edition, indicators, scope).id, {
    all: () => listOf(indicators),
    moved: (marks) =>
      movedOf(edition, indicators, marks, readableIssues(edition, indicators))?.map((some) => ({
        codes: new Set(some.map(({ code }) => code)),
        ask: () => listOf(some),
      })),
  });
}

async function ask(trx: TenantReader, tenantId: number, { plan, query }: Statement): Promise<readonly ListedFigure[]> {
  // A text may have no figure at all, and PostgreSQL knows no statement of nothing.
  if (plan.figures.length === 0) return [];
  const { rows } = await trx.executeQuery<FigureRow>(bindTenant(query, tenantId));
  return rows.map((row) => ({ ...row, code: plan.figures[row.figure]?.indicator.code ?? '' }));
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
): PreparedStatement {
  const ofOwner = written.get(indicators) ?? new Map<string, PreparedStatement>();
  const key = JSON.stringify([scope, readableIssues(edition, indicators)]);
  const known = ofOwner.get(key);
  if (known) return known;
  const { plan, query } = writeStatement(trx, planRollup(edition, indicators), scope);
  count += 1;
  const statement: PreparedStatement = { id: String(count), plan, query: toPrepared(query) };
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
  return { plan, query: rollupStatement(anyTenant, plan, scope).compile(trx) };
}
