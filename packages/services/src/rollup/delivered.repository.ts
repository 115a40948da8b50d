import type { TenantReader } from '@huibao/db';
import type { DeliveryState } from '@huibao/domain';
import { editionRefOf, type EditionRef, type ProgrammeRef } from '../forms/edition.repository.ts';
import { readDeliveredFigures, type DeliveredFigures } from './delivered-figure.repository.ts';

/** What one district's newest report of a year says. */
export interface Delivered {
  readonly id: string;
  readonly unitId: number;
  readonly year: number;
  readonly state: DeliveryState;
  /** Of what its figures are. */
  readonly edition: EditionRef;
  readonly figures: DeliveredFigures;
}

/**
 * What each bureau sent for the years: of each the newest version that was accepted, as the roll-up counts it, until a
 * correction of it is accepted, too; the newest, where none was. What was annulled before it was accepted never came.
 */
export async function listNewestDelivered(
  trx: TenantReader,
  tenantId: number,
  programme: ProgrammeRef,
  years: readonly number[],
): Promise<readonly Delivered[]> {
  const rows = await trx
    .selectFrom('deliveries')
    .distinctOn(['unit_id', 'year'])
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', programme.ownerTenantId)
    .where('programme_code', '=', programme.programmeCode)
    .where('year', 'in', [...years])
    .where((eb) => eb.or([eb('annulled_on', 'is', null), eb('state', '=', 'accepted')]))
    .orderBy('unit_id')
    .orderBy('year')
    .orderBy((eb) => eb('state', '=', 'accepted'), 'desc')
    .orderBy('version', 'desc')
    .execute();
  return withFigures(trx, tenantId, rows);
}

/** Deliveries by their ids, whatever became of them. */
export async function listDelivered(
  trx: TenantReader,
  tenantId: number,
  ids: readonly string[],
): Promise<readonly Delivered[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('deliveries')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...ids])
    .execute();
  return withFigures(trx, tenantId, rows);
}

const columns = ['id', 'unit_id', 'year', 'state', 'owner_tenant_id', 'edition_id', 'issue_no'] as const;

interface DeliveredRow {
  readonly id: string;
  readonly unit_id: number;
  readonly year: number;
  readonly state: string;
  readonly owner_tenant_id: number;
  readonly edition_id: string;
  readonly issue_no: number;
}

async function withFigures(
  trx: TenantReader,
  tenantId: number,
  rows: readonly DeliveredRow[],
): Promise<readonly Delivered[]> {
  const ids = rows.map((row) => row.id);
  const figures = await readDeliveredFigures(trx, tenantId, ids);
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    year: row.year,
    state: row.state as DeliveryState,
    edition: editionRefOf(row),
    figures: figures.get(row.id) ?? new Map(),
  }));
}
