import { defineStatement, type TenantReader } from '@huibao/db';
import { figureKeysOf, upcastContent, type FigureKey, type StoredContent } from '@huibao/domain';
import { sql } from 'kysely';
import type { EditionRef } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';

interface ReportsAsked {
  readonly tenantId: number;
  readonly ownerTenantId: number;
  readonly ids: readonly string[];
}

const newestTexts = defineStatement((trx, { tenantId, ownerTenantId, ids }: ReportsAsked) =>
  trx
    .selectFrom((eb) =>
      eb
        .selectFrom('reports')
        .distinctOn('edition_id')
        .select(['id', 'edition_id'])
        .where('tenant_id', '=', tenantId)
        .where('owner_tenant_id', '=', ownerTenantId)
        .where('edition_id', '=', sql<string>`any(${ids}::uuid[])`)
        .orderBy('edition_id')
        .orderBy('version', 'desc')
        .as('r'),
    )
    .innerJoin('report_sections as s', (join) =>
      join.on('s.tenant_id', '=', tenantId).onRef('s.report_id', '=', 'r.id'),
    )
    .select(['r.edition_id', 's.content'])
    .where('s.content', 'is not', null),
);

/**
 * What the texts of years' reports print or may print, by key: of each year's newest version, signed or not, by the id
 * of its edition, of which all are one owner's. A year without a text isn't in it.
 */
export async function listPrinted(
  trx: TenantReader,
  tenantId: number,
  editions: readonly EditionRef[],
): Promise<ReadonlyMap<string, ReadonlySet<FigureKey>>> {
  const [first] = editions;
  if (!first) return new Map();
  const { ownerTenantId } = first;
  const rows = await newestTexts.run(trx, { tenantId, ownerTenantId, ids: editions.map(({ id }) => id) });
  return new Map(
    [...Map.groupBy(rows, (row) => row.edition_id)].map(([id, sections]) => [
      id,
      new Set(sections.flatMap(({ content }) => figureKeysOf(upcastContent(jsonOf<StoredContent>(content))))),
    ]),
  );
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
