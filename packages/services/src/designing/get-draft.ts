import { ranOut } from '@huibao/domain/designing';
import { z } from 'zod';
import { listMeanings, listPublishedIndicators } from '../forms/definition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { listAdviceSeen } from './advice.repository.ts';
import { getDraftRow } from './draft.repository.ts';
import { listParts } from './part.repository.ts';

/** A draft with all its parts: what the designer opens. */
export const getDraft = defineQuery({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid() }),
  async run({ trx, actor }, { draftId }) {
    const draft = await getDraftRow(trx, actor.tenantId, draftId);
    const all = await listParts(trx, actor.tenantId, draftId);
    const parts = [...all.values()].filter((part) => part.content !== null);
    const head = all.get('programme.json')?.content as { readonly code: string } | undefined;
    const { tenantId } = actor;
    const own = { ownerTenantId: tenantId, programmeOwnerId: tenantId, programmeCode: head?.code ?? '' };
    // What was published under these codes goes on meaning what it meant.
    const published = [...(await listMeanings(trx, own)).keys()];
    const seen = await listAdviceSeen(trx, tenantId, draftId);
    const found = ranOut(new Map(parts.map(({ name, content }) => [name, content])), draft.year);
    return {
      ...draft,
      parts,
      published,
      /** How many texts speak of what is over by its year, and weren't looked at. */
      ranOut: found.filter(({ key }) => !seen.has(key)).length,
      publishedIndicators: await listPublishedIndicators(trx, own),
    };
  },
});
