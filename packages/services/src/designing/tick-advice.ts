import { HuibaoError } from '@huibao/domain';
import { longestKey } from '@huibao/domain/designing';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { deleteAdviceSeen, insertAdviceSeen, listAdviceSeen } from './advice.repository.ts';
import { lockOpenDraft } from './draft.repository.ts';

/** More than a check tells in any number of rounds. */
const mostSeen = 5000;

/** Says that one has looked at something which the check says of a draft, or takes that back. */
export const tickAdvice = defineMutation({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid(), advice: z.string().min(1).max(longestKey), isSeen: z.boolean() }),
  async run({ trx, actor, now }, { draftId, advice, isSeen }) {
    const { tenantId, userId } = actor;
    await lockOpenDraft(trx, tenantId, draftId);
    if (!isSeen) await deleteAdviceSeen(trx, tenantId, draftId, advice);
    else {
      const { size } = await listAdviceSeen(trx, tenantId, draftId);
      if (size >= mostSeen) throw new HuibaoError('draft.too_many_ticks', { count: mostSeen });
      await insertAdviceSeen(trx, tenantId, draftId, advice, userId, now);
    }
    return { advice, isSeen };
  },
});
