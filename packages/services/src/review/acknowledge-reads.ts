import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { insertAcknowledgements } from './acknowledgement.repository.ts';
import { lockReviewed, reviewedRevision } from './lock-reviewed.ts';
import { readsNow, waitingReads } from './moved-read.ts';

/**
 * A reviewer has seen that what a revision was judged by of other forms says something else now. It holds for what was
 * shown: whatever changes after is to be seen again.
 */
export const acknowledgeReads = defineMutation({
  permission: 'review.decide',
  input: reviewedRevision.extend({
    /** By code of form, which revision of it was shown as standing; null for none. */
    seen: z
      .array(z.object({ formCode: z.string().max(60), revisionId: z.uuid().nullable() }))
      .min(1)
      .max(60),
  }),
  async run(scope, { seen, ...reviewed }) {
    const { trx, actor, now, audit } = scope;
    const { submission, revisionId, reads } = await lockReviewed(scope, reviewed);
    if (submission.state !== 'submitted') throw new HuibaoError('submission.wrong_state');
    const waiting = waitingReads(await readsNow(trx, actor.tenantId, submission, revisionId, reads));
    const shown = new Map(seen.map((one) => [one.formCode, one.revisionId]));
    const acknowledged = waiting.map(({ read: { ownerTenantId, formCode }, standing }) => {
      const seenRevisionId = standing?.revision?.id ?? null;
      if (shown.get(formCode) !== seenRevisionId) throw new HuibaoError('submission.changed_since');
      return { ownerTenantId, formCode, seenRevisionId };
    });
    if (acknowledged.length > 0) {
      const of = { revisionId, unitId: submission.unitId };
      await insertAcknowledgements(trx, actor.tenantId, of, acknowledged, actor.userId, now);
      audit({
        action: 'submission.reads_acknowledged',
        subject: submission.id,
        detail: { revision: reviewed.revisionNo, forms: acknowledged.map(({ formCode }) => formCode).join() },
      });
    }
    return { acknowledged: acknowledged.length };
  },
});
