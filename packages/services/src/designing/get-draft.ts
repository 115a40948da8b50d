import { z } from 'zod';
import { listMeanings, listPublishedIndicators } from '../forms/definition.repository.ts';
import { defineQuery } from '../use-case.ts';
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
    return { ...draft, parts, published, publishedIndicators: await listPublishedIndicators(trx, own) };
  },
});
