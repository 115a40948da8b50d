import type { Localized } from '@huibao/domain';
import type { EditionAddress } from '../forms/edition-address.ts';
import { listProgrammesOf } from '../forms/programme.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';
import { listAddedCounts, type AddedCounts } from './additions.repository.ts';

/** An edition from above, and what the tenant has added to it. */
export interface ListedAdditions extends EditionAddress, Omit<AddedCounts, 'editionId'> {
  readonly title: Localized;
  /** The last year before it to which something was added, where nothing is added to this one yet. */
  readonly carriedFrom: number | null;
}

const none: Omit<AddedCounts, 'editionId'> = { no: 0, forms: 0, indicators: 0, sections: 0, isBegun: false };

/** The years from above to which the tenant has added something, and the newest of each programme. */
export const listAdditions = defineQuery({
  permission: 'programme.publish',
  input: noInput,
  async run({ trx, actor }): Promise<readonly ListedAdditions[]> {
    const added = new Map((await listAddedCounts(trx, actor.tenantId)).map((one) => [one.editionId, one]));
    const inherited = (await listProgrammesOf(trx, actor)).filter((one) => one.ownerTenantId !== actor.tenantId);
    return inherited.flatMap(({ name, title, years }) =>
      years.flatMap(({ id, year }, place): readonly ListedAdditions[] => {
        const own = added.get(id);
        if (!own && place > 0) return [];
        const { editionId: _edition, ...counts } = own ?? { editionId: id, ...none };
        const carriedFrom = own ? null : (years.find((one) => one.year < year && added.has(one.id))?.year ?? null);
        return [{ programme: name, title, year, ...counts, carriedFrom }];
      }),
    );
  },
});
