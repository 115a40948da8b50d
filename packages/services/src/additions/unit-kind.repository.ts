import type { TenantReader } from '@huibao/db';
import type { Ownership, UnitKind, UnitTraits } from '@huibao/domain';
import { sql } from 'kysely';

export type KindOfUnit = UnitTraits & { readonly units: number };

/** The kinds of units that report, each with how many there are, schools before sections. */
export async function listKinds(trx: TenantReader, tenantId: number): Promise<readonly KindOfUnit[]> {
  const rows = await trx
    .selectFrom('org_units')
    .select(['kind', 'school_type', 'ownership', 'section_code', sql<number>`count(*)::int`.as('units')])
    .where('tenant_id', '=', tenantId)
    .where('kind', 'in', ['school', 'section'])
    .where('closes_on', 'is', null)
    .groupBy(['kind', 'school_type', 'ownership', 'section_code'])
    .orderBy('kind')
    .orderBy('school_type')
    .orderBy('ownership')
    .orderBy('section_code')
    .execute();
  return rows.map((row) => ({
    kind: row.kind as UnitKind,
    schoolType: row.school_type,
    ownership: row.ownership as Ownership | null,
    sectionCode: row.section_code,
    units: row.units,
  }));
}
