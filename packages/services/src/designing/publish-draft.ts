import { z } from 'zod';
import { publishLookedAtAdditions } from '../additions/publish-looked-at-additions.ts';
import { lockPublishing } from '../forms/definition.repository.ts';
import { publishLookedAt, lookedAt } from '../forms/publish-looked-at.ts';
import { defineMutation } from '../use-case.ts';
import { closeDraft, lockOpenDraft } from './draft.repository.ts';
import { readDraft } from './read-draft.ts';

export interface PublishedDraft {
  readonly editionId: string;
  readonly code: string;
  readonly year: number;
  /** Of a programme's year, or of what the level adds to one. */
  readonly issueNo: number;
}

/** Publishes what was checked, as an upload of the same content would be. Refused where a part moved since. */
export const publishDraft = defineMutation({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid(), ...lookedAt }),
  async run(scope, { draftId, ...seen }): Promise<PublishedDraft> {
    const { trx, actor, now } = scope;
    await lockPublishing(trx, actor.tenantId);
    const { year } = await lockOpenDraft(trx, actor.tenantId, draftId);
    const draft = await readDraft(trx, actor.tenantId, draftId);
    let published: PublishedDraft;
    if (draft.kind === 'programme') published = await publishLookedAt(scope, draft.programme, year, seen);
    else {
      const { base, no, programme } = await publishLookedAtAdditions(scope, draft.additions, seen);
      published = { editionId: base.edition.id, code: programme, year: base.year, issueNo: no };
    }
    await closeDraft(trx, actor.tenantId, draftId, published.issueNo, actor.userId, now);
    return published;
  },
});
