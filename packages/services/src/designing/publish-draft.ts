import { z } from 'zod';
import { lockPublishing } from '../forms/definition.repository.ts';
import { publishLookedAt, lookedAt } from '../forms/publish-looked-at.ts';
import { defineMutation } from '../use-case.ts';
import { closeDraft, lockOpenDraft } from './draft.repository.ts';
import { readDraft } from './read-draft.ts';

/** Publishes what was checked, as an upload of the same content would be. Refused where a part moved since. */
export const publishDraft = defineMutation({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid(), ...lookedAt }),
  async run(scope, { draftId, ...seen }) {
    const { trx, actor, now } = scope;
    await lockPublishing(trx, actor.tenantId);
    const { year } = await lockOpenDraft(trx, actor.tenantId, draftId);
    const published = await publishLookedAt(scope, await readDraft(trx, actor.tenantId, draftId), year, seen);
    await closeDraft(trx, actor.tenantId, draftId, published.issueNo, actor.userId, now);
    return published;
  },
});
