import type { TenantReader } from '@huibao/db';
import { upcastContent, type SectionContent, type StoredContent } from '@huibao/domain';
import { sql } from 'kysely';
import type { Edition, EditionRef } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';

/** Whether a district delivered a figure of it, for this year or a later one. */
export async function isDelivered(
  trx: TenantReader,
  tenantId: number,
  { ownerTenantId, programmeCode, year }: Edition,
  code: string,
): Promise<boolean> {
  const found = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_code', '=', programmeCode)
    .where('year', '>=', year)
    .where(sql<boolean>`figures @> ${JSON.stringify([{ code }])}::jsonb`)
    .executeTakeFirst();
  return found !== undefined;
}

/** What is written in any version of an edition's report. */
export async function listReportContents(
  trx: TenantReader,
  tenantId: number,
  edition: EditionRef,
): Promise<readonly SectionContent[]> {
  const rows = await trx
    .selectFrom('reports as r')
    .innerJoin('report_sections as s', (join) =>
      join.onRef('s.tenant_id', '=', 'r.tenant_id').onRef('s.report_id', '=', 'r.id'),
    )
    .select('s.content')
    .where('r.tenant_id', '=', tenantId)
    .where('r.owner_tenant_id', '=', edition.ownerTenantId)
    .where('r.edition_id', '=', edition.id)
    .execute();
  return rows.map((row) => upcastContent(jsonOf<StoredContent>(row.content)));
}
