import { withTenant } from '@huibao/db';
import { HuibaoError, type ErrorCode } from '@huibao/domain';
import { z } from 'zod';
import { getCollection } from '../collection/collection.repository.ts';
import { nameOfCollection } from '../collection/name-of-collection.ts';
import { notify } from '../notifications/notify.ts';
import { writeImportedCells } from '../submission/imported-cell.repository.ts';
import { takeSubmissionParts } from '../submission/part.repository.ts';
import { lockSubmissions } from '../submission/submission.repository.ts';
import { defineMutation, type Asker, type Scope } from '../use-case.ts';
import { listReviewedBy, lockImport, updateImport, type Import } from './import.repository.ts';
import { endForms, takeWaitingForms, measureImport, waitingCells, type WaitingForm } from './import-form.repository.ts';
import { importSource } from './judge-form.ts';
import { findFormRefusal } from './refuse-form.ts';

/** Forms of one transaction: who saves into one of them waits for so many at most. */
const formsAtOnce = 80;
/**
 * Transactions side by side: PostgreSQL works at each on a core of its own. Whom they tell of it they tell in the order
 * of the units, so that two that share a unit never wait for each other.
 */
const sideBySide = 2;

/**
 * Writes some forms of a file that was accepted, and says whether there are more. Each is written once, whoever is
 * killed: what became of it is noted in the transaction that writes it.
 *
 * Transactions side by side take each its own forms. All of them are through before the next begin: who would stop the
 * import waits for these, and not behind all.
 */
export const writeImport = defineMutation({
  permission: 'submission.import',
  input: z.object({ importId: z.uuid() }),
  async prepare(asker, { importId }) {
    const done = await Promise.allSettled(Array.from({ length: sideBySide }, () => writeSome(asker, importId)));
    for (const one of done) if (one.status === 'rejected') throw one.reason;
    return done.some((one) => one.status === 'fulfilled' && one.value);
  },
  async run({ trx, actor, now, audit }, { importId }, hasWritten): Promise<{ readonly hasMore: boolean }> {
    if (hasWritten) return { hasMore: true };
    const one = await lockImport(trx, actor.tenantId, importId, 'update');
    if (one.state !== 'running' || one.accepted === null) return { hasMore: false };
    // Nobody writes now. What another worker had in hand and let go is still to be written.
    const [left] = await takeWaitingForms(trx, actor.tenantId, importId, 1);
    if (left) return { hasMore: true };
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

/** Forms that nobody else is writing, in a transaction; whether there were any. */
function writeSome({ ctx, actor }: Asker, importId: string): Promise<boolean> {
  return withTenant(ctx.db, actor, async (trx) => {
    const one = await lockImport(trx, actor.tenantId, importId, 'share');
    if (one.state !== 'running' || one.accepted === null) return false;
    const waiting = await takeWaitingForms(trx, actor.tenantId, importId, formsAtOnce);
    if (waiting.length === 0) return false;
    await writeForms({ trx, actor, now: actor.now() }, one, one.accepted, waiting);
    return true;
  });
}

async function writeForms(
  scope: Pick<Scope, 'trx' | 'actor' | 'now'>,
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
  const writingIds = writing.map(({ submissionId }) => submissionId);
  const written = await writeImportedCells(trx, tenantId, writingIds, waitingCells(tenantId, importId, writingIds), {
    actor: accepted,
    at: now,
    source: importSource,
    fileName,
  });
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
