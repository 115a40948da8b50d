import { HuibaoError, type IndicatorDefinition, type TenantKind } from '@huibao/domain';
import type { TenantReader } from '@huibao/db';
import { sql } from 'kysely';
import { findEditionOfYear, getEdition, type Edition } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';
import type { QueryScope } from '../use-case.ts';

type Reader = Pick<QueryScope, 'trx' | 'actor'>;

/** An indicator that the tenant made, as its newest version has it. */
export interface OwnIndicator {
  readonly code: string;
  readonly version: number;
  readonly definition: IndicatorDefinition;
}

/** A year with the indicators of everybody above and of the tenant itself, and which of them stood in it as published. */
export interface DesignedYear {
  readonly edition: Edition;
  readonly builtIn: ReadonlySet<string>;
}

export async function getDesignedYear({ trx, actor }: Reader, year: number): Promise<DesignedYear> {
  const edition = await findEditionOfYear(trx, actor.lineage, year);
  if (!edition) throw new HuibaoError('edition.not_found', { year });
  const published = await getEdition(trx, edition.ownerTenantId, edition.id);
  return { edition, builtIn: new Set(published.indicatorVersions.keys()) };
}

/** Whether the tenant itself added it to the year. Another's, and what was published with the edition, can only be copied. */
export function isOwn({ edition, builtIn }: DesignedYear, code: string, tenantId: number): boolean {
  return !builtIn.has(code) && edition.indicatorVersions.get(code)?.ownerTenantId === tenantId;
}

export async function listOwnIndicators(
  { trx, actor }: Reader,
  { edition, builtIn }: DesignedYear,
): Promise<readonly OwnIndicator[]> {
  const rows = await trx
    .selectFrom('indicator_versions')
    .distinctOn('code')
    .select(['code', 'version', 'definition'])
    .where('owner_tenant_id', '=', actor.tenantId)
    .where('programme_code', '=', edition.programmeCode)
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();
  return rows
    .filter((row) => !builtIn.has(row.code))
    .map((row) => ({ code: row.code, version: row.version, definition: jsonOf<IndicatorDefinition>(row.definition) }));
}

export async function getTenantKind(trx: TenantReader, tenantId: number): Promise<TenantKind> {
  const { kind } = await trx.selectFrom('tenants').select('kind').where('id', '=', tenantId).executeTakeFirstOrThrow();
  return kind as TenantKind;
}

/** Changes to a tenant's indicators and groups follow one another: each gives the next code, version or place. */
export async function oneDesignerAtATime({ trx, actor }: Reader): Promise<void> {
  await sql`select pg_advisory_xact_lock(7120533, ${actor.tenantId})`.execute(trx);
}

/** Published years of the programme from one on, oldest first. */
export async function listEditionsFrom(
  { trx }: Reader,
  { ownerTenantId, programmeCode }: Edition,
  year: number,
): Promise<readonly { readonly id: string; readonly year: number }[]> {
  return trx
    .selectFrom('editions')
    .select(['id', 'year'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_code', '=', programmeCode)
    .where('year', '>=', year)
    .where('published_at', 'is not', null)
    .orderBy('year')
    .execute();
}
