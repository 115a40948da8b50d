import { defineStatement, type TenantReader } from '@huibao/db';
import { figureKeysOf, upcastContent, type FigureKey, type StoredContent } from '@huibao/domain';
import { sql } from 'kysely';
import type { EditionRef } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';

interface ReportAsked extends Pick<EditionRef, 'ownerTenantId' | 'id'> {
  readonly tenantId: number;
}

const newestText = defineStatement((trx, { tenantId, ownerTenantId, id }: ReportAsked) =>
  trx
    .selectFrom('report_sections')
    .select('content')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', (eb) =>
      eb
        .selectFrom('reports')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('owner_tenant_id', '=', ownerTenantId)
        .where('edition_id', '=', id)
        .orderBy('version', 'desc')
        .limit(sql.lit(1)),
    )
    .where('content', 'is not', null),
);

/**
 * What the text of a year's report prints or may print, by key: of its newest version, signed or not. Undefined: no
 * text.
 */
export async function findPrinted(
  trx: TenantReader,
  tenantId: number,
  edition: EditionRef,
): Promise<ReadonlySet<FigureKey> | undefined> {
  const rows = await newestText.run(trx, { tenantId, ownerTenantId: edition.ownerTenantId, id: edition.id });
  if (rows.length === 0) return undefined;
  return new Set(rows.flatMap(({ content }) => figureKeysOf(upcastContent(jsonOf<StoredContent>(content)))));
}

/** Keys of what the year's issued report left out of its public copy when it was signed. */
export async function findHiddenAsIssued(
  trx: TenantReader,
  tenantId: number,
  edition: EditionRef,
): Promise<ReadonlySet<FigureKey>> {
  const row = await trx
    .selectFrom('reports')
    .select(sql<readonly FigureKey[] | null>`frozen -> 'hidden'`.as('hidden'))
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', edition.ownerTenantId)
    .where('edition_id', '=', edition.id)
    .where('state', '=', 'issued')
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return new Set(row?.hidden);
}
