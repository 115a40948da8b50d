import type { TenantReader } from '@huibao/db';
import { periodOf, type Localized } from '@huibao/domain';
import { getEdition } from '../forms/edition.repository.ts';
import type { Collection } from './collection.repository.ts';

/** What a notice calls a collection: its programme, and its period with the year. */
export async function nameOfCollection(
  trx: TenantReader,
  { edition, year, period }: Collection,
): Promise<{ readonly programme: Localized; readonly period: Localized }> {
  const { title, calendar } = await getEdition(trx, edition);
  return { programme: title, period: periodOf(calendar, year, period).label };
}
