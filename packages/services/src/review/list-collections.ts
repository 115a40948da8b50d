import { localDate, termOf, termsOf, type Period } from '@huibao/domain';
import { timesOf } from '../submission/window.ts';
import { windowOf } from '../collection/window-of-calendar.ts';
import { listCollectionCounts, type Collection } from '../collection/collection.repository.ts';
import { listPublishedEditions } from '../forms/published-editions.repository.ts';
import { getEdition } from '../forms/edition.repository.ts';
import { defineQuery, noInput, type QueryScope } from '../use-case.ts';

export interface CollectionProposal {
  readonly year: number;
  readonly period: Period;
  /** Local dates, each inclusive. */
  readonly opensOn: string;
  readonly dueOn: string;
  readonly closesOn: string;
}

/** The bureau's collections, newest first, and the periods that could be opened with the calendar's dates. */
export const listCollections = defineQuery({
  permission: 'collection.read',
  input: noInput,
  async run(scope) {
    const collections = await listCollectionCounts(scope.trx, scope.actor.tenantId);
    return {
      serverNow: scope.now.toISOString(),
      proposals: await listProposals(scope, collections),
      collections: collections.map(({ id, year, period, window, expected, submitted, accepted }) => ({
        id,
        year,
        period: termOf(year, period),
        times: timesOf(window),
        expected,
        submitted,
        accepted,
      })),
    };
  },
});

async function listProposals(
  { trx, actor }: QueryScope,
  collections: readonly Collection[],
): Promise<readonly CollectionProposal[]> {
  const isOpened = (year: number, period: number): boolean =>
    collections.some((collection) => collection.year === year && collection.period === period);
  const proposals: CollectionProposal[] = [];
  for (const { ownerTenantId, id, year } of await listPublishedEditions(trx, actor.lineage)) {
    const { calendar } = await getEdition(trx, ownerTenantId, id);
    for (const period of termsOf(year)) {
      if (isOpened(year, period.ordinal)) continue;
      const window = windowOf(calendar, year, period.ordinal, {});
      proposals.push({
        year,
        period,
        opensOn: localDate(window.opensAt),
        dueOn: lastDayBefore(window.dueAt),
        closesOn: lastDayBefore(window.closesAt),
      });
    }
  }
  return proposals;
}

/** Ends are exclusive instants: the day named is the one before. */
function lastDayBefore(end: Date): string {
  return localDate(new Date(end.getTime() - 1));
}
