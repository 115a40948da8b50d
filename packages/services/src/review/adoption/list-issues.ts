import { HuibaoError, periodOf, type Localized, type ProgrammeCalendar } from '@huibao/domain';
import { z } from 'zod';
import { listAddedAdoptions, listAdoptions, type Adoption } from '../../collection/issue-adoption.repository.ts';
import { editionInput } from '../../forms/edition-address.ts';
import { getEdition } from '../../forms/edition.repository.ts';
import {
  listAddedIssuesOf,
  listIssuesOf,
  requireProgramme,
  type PublishedIssue,
} from '../../forms/programme.repository.ts';
import { defineQuery } from '../../use-case.ts';

/** An issue of a year, or of what the tenant added to one from above, and which bureaus go by it for what. */
export interface ListedIssue {
  readonly no: number;
  /** Whether it is of what the tenant added to a year from above. */
  readonly isAdded: boolean;
  readonly publishedAt: string;
  readonly adoptions: readonly { readonly name: string; readonly period: Localized; readonly at: string }[];
}

/**
 * What the tenant has published of a programme's year, newest issue first: its own year, or what it added to one from
 * above. Who adopted it, only whoever published it is told.
 */
export const listIssues = defineQuery({
  permission: 'programme.publish',
  input: z.object(editionInput),
  async run({ trx, actor }, { programme, year }): Promise<readonly ListedIssue[]> {
    const { ownerTenantId, years } = await requireProgramme(trx, actor, programme);
    const published = years.find((one) => one.year === year);
    if (!published) throw new HuibaoError('edition.not_found', { year });
    const { calendar } = await getEdition(trx, published);
    const { tenantId } = actor;
    const isAdded = ownerTenantId !== tenantId;
    const adoptions = await (isAdded ? listAddedAdoptions : listAdoptions)(trx, tenantId, published);
    const issues = await (isAdded ? listAddedIssuesOf(trx, tenantId, published) : listIssuesOf(trx, published));
    return issues.map((issue) => ({ isAdded, ...listed(issue, adoptions, calendar, year) }));
  },
});

function listed(
  { no, publishedAt }: PublishedIssue,
  adoptions: readonly Adoption[],
  calendar: ProgrammeCalendar,
  year: number,
): Omit<ListedIssue, 'isAdded'> {
  return {
    no,
    publishedAt: publishedAt.toISOString(),
    adoptions: adoptions
      .filter((one) => one.issueNo === no)
      .map(({ name, period, at }) => ({ name, period: periodOf(calendar, year, period).label, at: at.toISOString() })),
  };
}
