import type { Localized } from '@huibao/domain';
import { mergeWordings } from '@huibao/domain/additions';
import { listAddedIssues, listNewestAdded, type AddedIssueRef } from '../forms/added-issue.repository.ts';
import type { EditionAddress } from '../forms/edition-address.ts';
import { getEdition } from '../forms/edition.repository.ts';
import { listProgrammesOf, type PublishedYear } from '../forms/programme.repository.ts';
import { defineQuery, noInput, type QueryScope } from '../use-case.ts';
import { listAddedCounts, type AddedCounts } from './additions.repository.ts';

/** An edition from above, and what the tenant has added to it. */
export interface ListedAdditions extends EditionAddress, Omit<AddedCounts, 'editionId'> {
  readonly title: Localized;
  /** Own words whose paragraph says something else by now, or isn't there any more: the next draft is asked of them. */
  readonly movedWordings: number;
  /** The last year before it to which something was added, where nothing is added to this one yet. */
  readonly carriedFrom: number | null;
}

const none: Omit<AddedCounts, 'editionId'> = {
  no: 0,
  forms: 0,
  indicators: 0,
  sections: 0,
  wordings: 0,
  isBegun: false,
};

/** The years from above to which the tenant has added something, and the newest of each programme. */
export const listAdditions = defineQuery({
  permission: 'programme.publish',
  input: noInput,
  async run(scope): Promise<readonly ListedAdditions[]> {
    const { trx, actor } = scope;
    const added = new Map((await listAddedCounts(trx, actor.tenantId)).map((one) => [one.editionId, one]));
    const inherited = (await listProgrammesOf(trx, actor)).filter((one) => one.ownerTenantId !== actor.tenantId);
    const listed: ListedAdditions[] = [];
    for (const { name, title, years } of inherited)
      for (const [place, published] of years.entries()) {
        const { id, year } = published;
        const own = added.get(id);
        if (!own && place > 0) continue;
        const { editionId: _edition, ...counts } = own ?? { editionId: id, ...none };
        const carriedFrom = own ? null : (years.find((one) => one.year < year && added.has(one.id))?.year ?? null);
        const movedWordings = counts.wordings > 0 ? await countMoved(scope, published) : 0;
        listed.push({ programme: name, title, year, ...counts, movedWordings, carriedFrom });
      }
    return listed;
  },
});

async function countMoved(
  { trx, actor }: Pick<QueryScope, 'trx' | 'actor'>,
  published: PublishedYear,
): Promise<number> {
  const edition = await getEdition(trx, published);
  const refs = await listNewestAdded(trx, edition);
  const isOwn = ({ ownerTenantId }: AddedIssueRef): boolean => ownerTenantId === actor.tenantId;
  const [own] = await listAddedIssues(trx, edition, refs.filter(isOwn));
  const above = refs.filter((ref) => !isOwn(ref));
  const { template } = await getEdition(trx, { ...published, additions: above });
  return own ? mergeWordings(template, own.wordings).moved.length : 0;
}
