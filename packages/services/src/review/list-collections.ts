import { localDate, periodOf, periodsOf, programmeNameSchema, type Period } from '@huibao/domain';
import { z } from 'zod';
import { timesOf } from '../submission/window.ts';
import { windowOf } from '../collection/window-of-calendar.ts';
import { listCollectionCounts, type Collection } from '../collection/collection.repository.ts';
import { requireProgramme, type PublishedProgramme } from '../forms/programme.repository.ts';
import { getEdition } from '../forms/edition.repository.ts';
import { defineQuery, type QueryScope } from '../use-case.ts';

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
  input: z.object({ programme: programmeNameSchema }),
  async run(scope, { programme: name }) {
    const programme = await requireProgramme(scope.trx, scope.actor, name);
    const collections = await listCollectionCounts(scope.trx, scope.actor.tenantId, programme);
    const listed = [];
    for (const { id, year, period, window, expected, submitted, accepted, isAmended, behind, ...one } of collections) {
      const { calendar } = await getEdition(scope.trx, one.edition);
      listed.push({
        id,
        year,
        period: periodOf(calendar, year, period),
        times: timesOf(window),
        isAmended,
        behind,
        expected,
        submitted,
        accepted,
      });
    }
    return {
      serverNow: scope.now.toISOString(),
      partYears: await listPartYears(scope, programme),
      proposals: await listProposals(scope, programme, collections),
      collections: listed,
    };
  },
});

/** Years whose programme has parts to be switched, newest first. */
async function listPartYears({ trx }: QueryScope, { years }: PublishedProgramme): Promise<readonly number[]> {
  const found = [];
  for (const { year, ...issue } of years)
    if ((await getEdition(trx, issue)).programmeParts.length > 0) found.push(year);
  return found;
}

async function listProposals(
  { trx }: QueryScope,
  programme: PublishedProgramme,
  collections: readonly Collection[],
): Promise<readonly CollectionProposal[]> {
  const isOpened = (year: number, period: number): boolean =>
    collections.some((collection) => collection.year === year && collection.period === period);
  const proposals: CollectionProposal[] = [];
  for (const { year, ...issue } of programme.years) {
    const { calendar } = await getEdition(trx, issue);
    for (const period of periodsOf(calendar, year)) {
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
