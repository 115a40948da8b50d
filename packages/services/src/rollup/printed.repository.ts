import type { TenantReader } from '@huibao/db';
import { figureKeysOf, upcastContent, type FigureKey, type StoredContent } from '@huibao/domain';
import type { EditionRef } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';

/**
 * What the text of a year's report prints or may print, by key: of its newest version, signed or not. Undefined: no
 * text.
 */
export async function findPrinted(
  trx: TenantReader,
  tenantId: number,
  edition: EditionRef,
): Promise<ReadonlySet<FigureKey> | undefined> {
  const newest = trx
    .selectFrom('reports')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', edition.ownerTenantId)
    .where('edition_id', '=', edition.id)
    .orderBy('version', 'desc')
    .limit(1);
  const rows = await trx
    .selectFrom('report_sections')
    .select('content')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', newest)
    .where('content', 'is not', null)
    .execute();
  if (rows.length === 0) return undefined;
  return new Set(rows.flatMap(({ content }) => figureKeysOf(upcastContent(jsonOf<StoredContent>(content)))));
}
