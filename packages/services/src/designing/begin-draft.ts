import { codeSchema, HuibaoError, localizedSchema } from '@huibao/domain';
import { partsOfPackage, type DraftParts } from '@huibao/domain/designing';
import { starterParts } from '@huibao/programmes';
import { z } from 'zod';
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
 * Begins a programme from nothing, or from the newest issue of a year of the actor's own: to amend that year, or as
 * another year's.
 */
export const beginDraft = defineMutation({
  permission: 'programme.publish',
  input: z.discriminatedUnion('from', [
    z.object({ from: z.literal('nothing'), year: publishedYear, code: codeSchema, title: localizedSchema }),
    z.object({ from: z.literal('edition'), ...editionInput, forYear: publishedYear }),
  ]),
  async run(scope, input) {
    if (input.from === 'nothing') return insertNewDraft(scope, { year: input.year, base: null }, starterParts(input));
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
