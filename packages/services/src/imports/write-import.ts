import { HuibaoError, type ErrorCode } from '@huibao/domain';
import { z } from 'zod';
import { getCollection } from '../collection/collection.repository.ts';
import { nameOfCollection } from '../collection/name-of-collection.ts';
import { notify } from '../notifications/notify.ts';
import { writeImportedCells } from '../submission/imported-cell.repository.ts';
import { takeSubmissionParts } from '../submission/part.repository.ts';
import { lockSubmissions } from '../submission/submission.repository.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { listReviewedBy, lockImport, updateImport, type Import } from './import.repository.ts';
import { endForms, listWaitingForms, measureImport, waitingCells, type WaitingForm } from './import-form.repository.ts';
import { importSource } from './judge-form.ts';
import { findFormRefusal } from './refuse-form.ts';

/** Forms of one transaction: who saves into one of them waits for so many at most. */
const formsAtOnce = 80;

/**
 * Writes some forms of a file that was accepted, and says whether there are more. Each is written once, whoever is
 * killed: what became of it is noted in the transaction that writes it.
 */
export const writeImport = defineMutation({
  permission: 'submission.import',
  input: z.object({ importId: z.uuid() }),
  async run(scope, { importId }): Promise<{ readonly hasMore: boolean }> {
    const { trx, actor, now, audit } = scope;
    const one = await lockImport(trx, actor.tenantId, importId);
    if (one.state !== 'running' || one.accepted === null) return { hasMore: false };
    const waiting = await listWaitingForms(trx, actor.tenantId, importId, formsAtOnce);
    if (waiting.length > 0) {
      await writeForms(scope, one, one.accepted, waiting);
      return { hasMore: true };
    }
    await updateImport(trx, actor.tenantId, importId, { state: 'done', endedAt: now });
    const { forms, written, overtaken, refusedForms } = await measureImport(trx, actor.tenantId, importId);
    audit({
      action: 'import.written',
      subject: importId,
      detail: { by: one.accepted.userId, forms, written, overtaken, refusedForms },
    });
    return { hasMore: false };
  },
});

async function writeForms(
  scope: Scope,
  { id: importId, collectionId, fileName }: Import,
  accepted: NonNullable<Import['accepted']>,
  waiting: readonly WaitingForm[],
): Promise<void> {
  const { trx, actor, now } = scope;
  const { tenantId } = actor;
  const ids = waiting.map(({ submissionId }) => submissionId);
  const submissions = new Map((await lockSubmissions(trx, tenantId, ids)).map((one) => [one.id, one]));
  const reviewed = await listReviewedBy(trx, tenantId, ids, accepted.userId);
  const judged = waiting.map((form) => {
    const submission = submissions.get(form.submissionId);
    return { ...form, refusal: refusalOf(submission, form.issueNo, reviewed, now) };
  });
  const writing = judged.filter(({ refusal, values }) => refusal === null && values > 0);
  const parts = await takeSubmissionParts(
    trx,
    tenantId,
    writing.map(({ submissionId: id, unitId }) => ({ id, unitId })),
    { actor: accepted, part: 'reporting', since: now },
  );
  if (parts.some((part) => part !== 'reporting')) throw new HuibaoError('submission.own_report');
  const written = await writeImportedCells(
    trx,
    tenantId,
    waitingCells(
      tenantId,
      importId,
      writing.map(({ submissionId }) => submissionId),
    ),
    { actor: accepted, at: now, source: importSource, fileName },
  );
  await endForms(
    trx,
    tenantId,
    importId,
    judged.map(({ submissionId, refusal }) => ({ submissionId, refusal, written: written.get(submissionId) ?? 0 })),
  );
  const told = new Set(writing.flatMap(({ submissionId, unitId }) => (written.has(submissionId) ? [unitId] : [])));
  if (told.size === 0) return;
  const name = await nameOfCollection(trx, await getCollection(trx, tenantId, collectionId));
  const notices = [...told].map((unitId) => ({
    unitId,
    role: null,
    kind: 'imported' as const,
    href: '/term',
    dedupeKey: `imported/${importId}/${unitId}`,
    params: { ...name, by: accepted.by },
  }));
  await notify(scope, ...notices);
}

function refusalOf(
  submission: Parameters<typeof findFormRefusal>[0] | undefined,
  issueNo: number,
  reviewed: ReadonlySet<string>,
  now: Date,
): ErrorCode | null {
  if (!submission) return 'submission.not_found';
  const refusal = findFormRefusal(submission, now);
  if (refusal) return refusal;
  if (submission.issueNo !== issueNo) return 'import.form_moved';
  return reviewed.has(submission.id) ? 'submission.own_report' : null;
}
