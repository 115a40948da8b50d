import { codeSchema, HuibaoError, localizedSchema } from '@huibao/domain';
import { partsOfAdditions, partsOfPackage, type DraftParts } from '@huibao/domain/designing';
import { samplePackages, starterParts } from '@huibao/programmes';
import { z } from 'zod';
import { emptyAdditions, getBase } from '../additions/base-of-additions.ts';
import { getEarlierAdditions } from '../additions/earlier-additions.ts';
import { editionInput } from '../forms/edition-address.ts';
import { getEdition } from '../forms/edition.repository.ts';
import { packageOfEdition } from '../forms/package-of-edition.ts';
import { requireProgramme } from '../forms/programme.repository.ts';
import { publishedYear } from '../forms/uploaded-package.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { countOpenDrafts, insertDraft, type NewDraft } from './draft.repository.ts';
import { insertParts } from './part.repository.ts';

/** More than a level builds at a time. */
const mostDrafts = 50;

/**
 * Begins a programme from nothing, from a sample that ships with the product, or from the newest issue of a year of the
 * actor's own: to amend that year, or as another year's. Or what is added to a year of a programme from above: from
 * what stands of it, from nothing, or from what was added to the year before.
 */
export const beginDraft = defineMutation({
  permission: 'programme.publish',
  input: z.discriminatedUnion('from', [
    z.object({ from: z.literal('nothing'), year: publishedYear, code: codeSchema, title: localizedSchema }),
    z.object({ from: z.literal('sample'), year: publishedYear, sample: codeSchema }),
    z.object({ from: z.literal('edition'), ...editionInput, forYear: publishedYear }),
    z.object({ from: z.literal('additions'), ...editionInput }),
    z.object({ from: z.literal('earlier_additions'), ...editionInput }),
  ]),
  async run(scope, input) {
    if (input.from === 'nothing') return insertNewDraft(scope, { year: input.year, base: null }, starterParts(input));
    if (input.from === 'sample') {
      const sample = samplePackages().find(({ programme }) => programme.code === input.sample);
      if (!sample) throw new HuibaoError('programme.not_found');
      return insertNewDraft(scope, { year: input.year, base: null }, partsOfPackage(sample));
    }
    if (input.from === 'additions' || input.from === 'earlier_additions') {
      const base = await getBase(scope, input);
      const { additions } =
        input.from === 'additions'
          ? (base.standing ?? { additions: emptyAdditions(base) })
          : await getEarlierAdditions(scope, base);
      return insertNewDraft(scope, { year: base.year, base: null }, partsOfAdditions(additions));
    }
    const { trx, actor } = scope;
    const { ownerTenantId, years } = await requireProgramme(trx, actor, input.programme);
    // Overlay, never fork: what comes from above is added to, not copied.
    if (ownerTenantId !== actor.tenantId) throw new HuibaoError('draft.inherited');
    const base = years.find((one) => one.year === input.year);
    if (!base) throw new HuibaoError('edition.not_found', { year: input.year });
    const parts = partsOfPackage(packageOfEdition(await getEdition(trx, base)));
    return insertNewDraft(scope, { year: input.forYear, base }, parts);
  },
});

/** A draft with its parts in their first versions. @throws {HuibaoError} `draft.too_many` */
export async function insertNewDraft(
  { trx, actor, now, audit }: Scope,
  draft: NewDraft,
  parts: DraftParts,
): Promise<{ readonly draftId: string }> {
  if ((await countOpenDrafts(trx, actor.tenantId)) >= mostDrafts)
    throw new HuibaoError('draft.too_many', { count: mostDrafts });
  const draftId = await insertDraft(trx, actor.tenantId, draft, actor.userId, now);
  const first = [...parts].map(([name, content]) => ({ name, version: 1, content }));
  await insertParts(trx, actor.tenantId, draftId, first, actor.userId, now);
  audit({ action: 'draft.begun', subject: draftId, detail: { year: draft.year } });
  return { draftId };
}
