import type { TenantReader } from '@huibao/db';
import type { UnitKind } from '@huibao/domain';

export interface UnitTraits {
  readonly kind: UnitKind;
  readonly schoolType: string | null;
  readonly sectionCode: string | null;
}

/** What kinds of reporters there are, each once: a city asks for those of its districts, which it can't list. */
export async function listTraits(trx: TenantReader, tenantId: number): Promise<readonly UnitTraits[]> {
  const rows = await trx
    .selectFrom('org_units')
    .select(['kind', 'school_type', 'section_code'])
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('kind', 'in', ['school', 'section'])
    .execute();
  return rows.map((row) => ({
    kind: row.kind as UnitKind,
    schoolType: row.school_type,
    sectionCode: row.section_code,
  }));
}

/** Of these ids, those of units that report. */
export async function listReporterIds(
  trx: TenantReader,
  tenantId: number,
  unitIds: readonly number[],
): Promise<readonly number[]> {
  if (unitIds.length === 0) return [];
  const rows = await trx
    .selectFrom('org_units')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('kind', 'in', ['school', 'section'])
    .where('id', 'in', [...unitIds])
    .execute();
  return rows.map((row) => row.id);
}

export interface UnitName {
  readonly name: string;
  readonly kind: UnitKind;
}

/** By id. */
export async function listUnitNames(trx: TenantReader, tenantId: number): Promise<ReadonlyMap<number, UnitName>> {
  const rows = await trx
    .selectFrom('org_units')
    .select(['id', 'name', 'kind'])
    .where('tenant_id', '=', tenantId)
    .execute();
  return new Map(rows.map(({ id, name, kind }) => [id, { name, kind: kind as UnitKind }]));
}
