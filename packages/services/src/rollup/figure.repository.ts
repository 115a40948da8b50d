import { toPrepared, type TenantReader } from '@huibao/db';
import type { IndicatorDefinition } from '@huibao/domain';
import type { CompiledQuery } from 'kysely';
import type { Edition } from '../forms/edition.repository.ts';
import { planRollup, type RollupPlan } from './plan-rollup.ts';
import { rollupStatement, type FigureRow, type RollupScope } from './statement/rollup-statement.ts';
import { anyTenant, bindTenant } from './statement/tenant-parameter.ts';

interface Statement {
  readonly plan: RollupPlan;
  readonly query: CompiledQuery<FigureRow>;
}

/**
 * Statements of editions as they were published, by the edition's indicators and then by scope: each is written once.
 */
const written = new WeakMap<readonly IndicatorDefinition[], Map<string, Statement>>();

/** Figures, and the plan in whose places they stand. Without indicators: all of the edition's. */
export async function listFigures(
  trx: TenantReader,
  tenantId: number,
  edition: Edition,
  indicators: readonly IndicatorDefinition[] | undefined,
  scope: RollupScope,
): Promise<{ readonly plan: RollupPlan; readonly rows: readonly FigureRow[] }> {
  // A text may have no figure at all, and PostgreSQL knows no statement of nothing.
  if (indicators?.length === 0) return { plan: planRollup(edition, indicators), rows: [] };
  const { plan, query } =
    indicators === undefined && isAsPublished(edition)
      ? publishedStatement(trx, edition, scope)
      : writeStatement(trx, planRollup(edition, indicators), scope);
  const { rows } = await trx.executeQuery<FigureRow>(bindTenant(query, tenantId));
  return { plan, rows };
}

/** Without what tenants added: one text for all who roll it up, so that connections keep few plans. */
function isAsPublished({ indicatorVersions, ownerTenantId }: Edition): boolean {
  return [...indicatorVersions.values()].every((version) => version.ownerTenantId === ownerTenantId);
}

/** Prepared: planning a whole edition's anew each time would cost more than running it. */
function publishedStatement(trx: TenantReader, edition: Edition, scope: RollupScope): Statement {
  const ofEdition = written.get(edition.indicators) ?? new Map<string, Statement>();
  const key = JSON.stringify([scope, edition.issues.length]);
  const known = ofEdition.get(key);
  if (known) return known;
  const { plan, query } = writeStatement(trx, planRollup(edition), scope);
  const statement = { plan, query: toPrepared(query) };
  written.set(edition.indicators, ofEdition.set(key, statement));
  return statement;
}

function writeStatement(trx: TenantReader, plan: RollupPlan, scope: RollupScope): Statement {
  return { plan, query: rollupStatement(anyTenant, plan, scope).compile(trx) };
}
