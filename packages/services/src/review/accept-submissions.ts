import { HuibaoError, type Localized, type Reason } from '@huibao/domain';
import { z } from 'zod';
import { formOf, getEdition } from '../forms/edition.repository.ts';
import { moveSubmissions } from '../submission/move-submission.ts';
import type { FrozenRead } from '../submission/revision-document.ts';
import { decideRevisions } from '../submission/revision.repository.ts';
import type { Submission } from '../submission/submission.repository.ts';
import { insertFacts } from '../rollup/fact.repository.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { formOfYear } from './form-of-year.ts';
import { lockAllReviewed, reviewedRevision } from './lock-reviewed.ts';
import { readsNow, waitingReads } from './moved-read.ts';

/** What a bureau of a thousand schools has waiting at a term's end, in one action. */
const mostAtOnce = 1000;

/** Accepts one or many; their answers become facts in the same transaction, so every figure above is right at once. */
export const acceptSubmissions = defineMutation({
  permission: 'review.decide',
  input: z.object({ items: z.array(reviewedRevision).min(1).max(mostAtOnce) }),
  async run(scope, { items }) {
    const { trx, actor, now, audit } = scope;
    const reviewed = await lockAllReviewed(scope, items);
    for (const { submission, revisionId, reads } of reviewed)
      await requireReadsSeen(scope, submission, revisionId, reads);
    const submissions = reviewed.map(({ submission }) => submission);
    const revisionIds = reviewed.map(({ revisionId }) => revisionId);
    await moveSubmissions(scope, submissions, 'accept', { decidedAt: now, decidedBy: actor.userId, reason: null });
    const decision = { state: 'accepted' as const, by: actor.userId, at: now, reason: null };
    await decideRevisions(trx, actor.tenantId, revisionIds, decision);
    for (const { submission, revisionNo } of reviewed)
      audit({ action: 'submission.accepted', subject: submission.id, detail: { revision: revisionNo } });
    await insertFacts(trx, actor.tenantId, revisionIds, submissions.map(formOfYear));
    return { accepted: reviewed.length };
  },
});

/** What it was judged by in another form may say something else by now: then a reviewer has said to have seen that. */
async function requireReadsSeen(
  { trx, actor }: Scope,
  submission: Submission,
  revisionId: string,
  reads: readonly FrozenRead[],
): Promise<void> {
  const waiting = waitingReads(await readsNow(trx, actor.tenantId, submission, revisionId, reads));
  if (waiting.length === 0) return;
  const edition = await getEdition(trx, submission.edition);
  const reasons = waiting.map(({ read: { formCode } }): Reason => {
    const { title, number } = formOf(edition, formCode).definition;
    return { code: formCode, place: { zh: submission.unitName, en: submission.unitName }, text: named(number, title) };
  });
  throw new HuibaoError('submission.read_has_moved', { count: reasons.length, reasons });
}

function named(number: Localized, title: Localized): Localized {
  return { zh: `${number.zh} ${title.zh}`, en: `${number.en} ${title.en}` };
}
