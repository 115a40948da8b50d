import { toPrepared, type TenantReader } from '@huibao/db';
import type { IndicatorDefinition, TenantKind } from '@huibao/domain';
import { sql, type CompiledQuery } from 'kysely';
import type { Edition } from '../forms/edition.repository.ts';
import { planRollup, type RollupPlan } from './plan-roll-up.ts';
import { rollupStatement, type FigureRow, type RollupScope } from './statement/roll-up-statement.ts';
import { anyTenant, bindTenant } from './statement/tenant-parameter.ts';

interface Statement {
  readonly plan: RollupPlan;
  readonly query: CompiledQuery<FigureRow>;
}

/** Statements of editions as they were published, by the edition's indicators and then by scope: each is written once. */
const written = new WeakMap<readonly IndicatorDefinition[], Map<string, Statement>>();

/** Figures, and the plan in whose places they stand. Without indicators: all of the edition's. */
export async function listFigures(
  trx: TenantReader,
  tenantId: number,
  edition: Edition,
  indicators: readonly IndicatorDefinition[] | undefined,
  scope: RollupScope,
): Promise<{ readonly plan: RollupPlan; readonly rows: readonly FigureRow[] }> {
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
  const key = JSON.stringify(scope);
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

/**
 * Whose year it is: the tenant's kind, and whether units of its own reported in it. For the rest of the transaction prepared
 * plans are kept, too: left to itself PostgreSQL would go on planning some roll-ups anew each time.
 */
export async function enterRollup(
  trx: TenantReader,
  tenantId: number,
  year: number,
): Promise<{ readonly kind: TenantKind; readonly hasReporters: boolean } | undefined> {
  const { rows } = await sql<{ kind: TenantKind; hasReporters: boolean }>`
    select t.kind, set_config('plan_cache_mode', 'force_generic_plan', true),
      exists (select from collections c where c.tenant_id = t.id and c.year = ${year}) as "hasReporters"
    from tenants t where t.id = ${tenantId}`.execute(trx);
  return rows[0];
}

/** Years in which the tenant has anything to roll up: its own collections, or deliveries to it; newest first. */
export async function listYears(trx: TenantReader, tenantId: number): Promise<readonly number[]> {
  const collected = trx.selectFrom('collections').select('year').where('tenant_id', '=', tenantId);
  const rows = await collected
    .union(trx.selectFrom('deliveries').select('year').where('tenant_id', '=', tenantId))
    .execute();
  return rows.map((row) => row.year).sort((a, b) => b - a);
}

/** Ids of the year's revisions that wait for a decision. */
export async function listPendingRevisions(
  trx: TenantReader,
  tenantId: number,
  year: number,
): Promise<readonly string[]> {
  const rows = await trx
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
    .where('s.tenant_id', '=', tenantId)
    .where('c.year', '=', year)
    .where('s.state', '=', 'submitted')
    .execute();
  return rows.map((row) => row.id);
}
