import type { TenantReader, TenantTransaction } from '@huibao/db';
import type { IndicatorDefinition, TenantKind } from '@huibao/domain';
import { sql } from 'kysely';
import type { Edition, ProgrammeRef } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';

/** Changes to a tenant's indicators and groups follow one another: each gives the next code, version or place. */
export async function lockDesign(trx: TenantTransaction, tenantId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(7120533, ${tenantId})`.execute(trx);
}

export async function getTenantKind(trx: TenantReader, tenantId: number): Promise<TenantKind> {
  const { kind } = await trx.selectFrom('tenants').select('kind').where('id', '=', tenantId).executeTakeFirstOrThrow();
  return kind as TenantKind;
}

/** A version of an indicator, under its tenant's code. */
export interface VersionedIndicator {
  readonly code: string;
  readonly version: number;
  readonly definition: IndicatorDefinition;
}

/** The newest version of each indicator that the tenant published for a programme. */
export async function listNewestVersions(
  trx: TenantReader,
  tenantId: number,
  { ownerTenantId, programmeCode }: ProgrammeRef,
): Promise<readonly VersionedIndicator[]> {
  const rows = await trx
    .selectFrom('indicator_versions')
    .distinctOn('code')
    .select(['code', 'version', 'definition'])
    .where('owner_tenant_id', '=', tenantId)
    .where('programme_owner_tenant_id', '=', ownerTenantId)
    .where('programme_code', '=', programmeCode)
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, definition: jsonOf<IndicatorDefinition>(row.definition) }));
}

export interface PublishedVersion {
  readonly id: string;
  readonly version: number;
  readonly publishedAt: Date | null;
  readonly definition: IndicatorDefinition;
}

/** Of these owners, for a programme, newest first. */
export async function listVersions(
  trx: TenantReader,
  owners: readonly number[],
  { ownerTenantId, programmeCode }: ProgrammeRef,
  code: string,
): Promise<readonly PublishedVersion[]> {
  const rows = await trx
    .selectFrom('indicator_versions')
    .select(['id', 'version', 'definition', 'published_at as publishedAt'])
    .where('owner_tenant_id', 'in', [...owners])
    .where('programme_owner_tenant_id', '=', ownerTenantId)
    .where('programme_code', '=', programmeCode)
    .where('code', '=', code)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, definition: jsonOf<IndicatorDefinition>(row.definition) }));
}

/** The years that use each of these versions, as published with the edition or as added to it. */
export async function listYearsOfVersions(
  trx: TenantReader,
  owners: readonly number[],
  versionIds: readonly string[],
): Promise<readonly { readonly id: string; readonly year: number }[]> {
  const pinned = trx
    .selectFrom('edition_indicators as p')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.owner_tenant_id', '=', 'p.owner_tenant_id').onRef('e.id', '=', 'p.edition_id'),
    )
    .select(['p.indicator_version_id as id', 'e.year'])
    .where('p.owner_tenant_id', 'in', [...owners])
    .where('p.indicator_version_id', 'in', [...versionIds]);
  const added = trx
    .selectFrom('added_indicators as a')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.owner_tenant_id', '=', 'a.edition_owner_tenant_id').onRef('e.id', '=', 'a.edition_id'),
    )
    .select(['a.indicator_version_id as id', 'e.year'])
    .where('a.owner_tenant_id', 'in', [...owners])
    .where('a.indicator_version_id', 'in', [...versionIds]);
  return pinned.unionAll(added).execute();
}

export async function getVersionNo(trx: TenantReader, tenantId: number, versionId: string): Promise<number> {
  const { version } = await trx
    .selectFrom('indicator_versions')
    .select('version')
    .where('owner_tenant_id', '=', tenantId)
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  return version;
}

/** An indicator's place among those that the tenant added to an edition. */
export interface Pin {
  readonly editionId: string;
  readonly code: string;
  readonly position: number;
}

export async function listPins(trx: TenantReader, tenantId: number, editionOwnerId: number): Promise<readonly Pin[]> {
  return trx
    .selectFrom('added_indicators')
    .select(['edition_id as editionId', 'code', 'position'])
    .where('owner_tenant_id', '=', tenantId)
    .where('edition_owner_tenant_id', '=', editionOwnerId)
    .execute();
}

/** Pins a version; an indicator that is in the edition already keeps its place. */
export async function putPin(
  trx: TenantTransaction,
  tenantId: number,
  editionOwnerId: number,
  { editionId, code, position }: Pin,
  versionId: string,
  publishedAt: Date,
): Promise<void> {
  await trx
    .insertInto('added_indicators')
    .values({
      owner_tenant_id: tenantId,
      edition_owner_tenant_id: editionOwnerId,
      edition_id: editionId,
      code,
      indicator_version_id: versionId,
      position,
      published_at: publishedAt,
    })
    .onConflict((oc) =>
      oc
        .columns(['owner_tenant_id', 'edition_owner_tenant_id', 'edition_id', 'code'])
        .doUpdateSet({ indicator_version_id: versionId, published_at: publishedAt }),
    )
    .execute();
}

export async function deletePin(
  trx: TenantTransaction,
  tenantId: number,
  edition: Edition,
  code: string,
): Promise<void> {
  await trx
    .deleteFrom('added_indicators')
    .where('owner_tenant_id', '=', tenantId)
    .where('edition_owner_tenant_id', '=', edition.ownerTenantId)
    .where('edition_id', '=', edition.id)
    .where('code', '=', code)
    .execute();
}
