import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { moveSubmission } from './move-submission.ts';
import { requireOpen } from './require-editable.ts';
import { decideRevisions, getRevisionNo } from './revision.repository.ts';
import { requireSeenRevision, seenRevision } from './seen-revision.ts';
import { lockSubmission } from './submission.repository.ts';

/** Takes a submission back before anybody reviewed it. */
export const withdrawSubmission = defineMutation({
  permission: 'submission.fill',
  input: z.object({ submissionId: z.uuid(), ...seenRevision }),
  async run(scope, { submissionId, revisionNo }) {
    const { trx, actor, now, audit } = scope;
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'update');
    // It would become a draft that can be neither mended nor submitted; the bureau can still return it.
    requireOpen(submission, now);
    requireSeenRevision(submission, revisionNo);
    const state = await moveSubmission(scope, submission, 'withdraw', {});
    if (submission.state === 'submitted') {
      const revision = await getRevisionNo(trx, actor.tenantId, submission.id, submission.revisionNo);
      const decision = { state: 'withdrawn' as const, by: actor.userId, at: now, reason: null };
      await decideRevisions(trx, actor.tenantId, [revision.id], decision);
    }
    audit({ action: 'submission.withdrawn', subject: submission.id, detail: { revision: submission.revisionNo } });
    return { state };
  },
});
