import type { TenantReader } from '@huibao/db';
import { valuesByKey, type FigureKey, type IndicatorValue } from '@huibao/domain';
import { jsonOf } from '../json-column.ts';

/** What one delivery says: by the indicator's code what is of the year, by their keys what its text has beside that. */
export type DeliveredFigures = ReadonlyMap<FigureKey, IndicatorValue>;

// What was delivered never changes (no role may update it, and an annulment leaves it), so each process reads one
// once. Callers come with ids found in rows of their own tenant, which is what row security let them see. Those used
// last stand last.
const known = new Map<string, DeliveredFigures>();

/** Ten cities' worth of years; a delivery takes some ten kilobytes. */
const mostKnown = 1000;

/** The figures of deliveries, by their ids. */
export async function readDeliveredFigures(
  trx: TenantReader,
  tenantId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DeliveredFigures>> {
  const keyOf = (id: string): string => `${tenantId}/${id}`;
  const unknown = ids.filter((id) => !known.has(keyOf(id)));
  const read = new Map(await listFigures(trx, tenantId, unknown));
  const found = new Map(ids.flatMap((id) => pairOf(id, known.get(keyOf(id)) ?? read.get(id))));
  for (const [id, figures] of found) {
    known.delete(keyOf(id));
    known.set(keyOf(id), figures);
  }
  for (const key of [...known.keys()].slice(0, Math.max(0, known.size - mostKnown))) known.delete(key);
  return found;
}

function pairOf<Key, Value>(key: Key, value: Value | undefined): readonly (readonly [Key, Value])[] {
  return value === undefined ? [] : [[key, value]];
}

async function listFigures(
  trx: TenantReader,
  tenantId: number,
  ids: readonly string[],
): Promise<readonly (readonly [string, DeliveredFigures])[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('deliveries')
    .select(['id', 'figures'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(({ id, figures }) => [id, valuesByKey(jsonOf<readonly IndicatorValue[]>(figures))]);
}
