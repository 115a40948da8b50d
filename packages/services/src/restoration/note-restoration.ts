import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { restorationRecords } from '../audit/restoration.ts';
import { walkChain } from '../audit/verify-chain.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { findReportProgress } from '../reporting/report-progress.repository.ts';
import { datesOfReport } from '../reporting/start-version.ts';
import { getReport } from '../reporting/report.repository.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { listImportsAtWork, listUnclosed, listUnpublished } from './standing-workflow.repository.ts';

/**
 * The database was brought back to an earlier moment: notes so in the tenant's chain, with the heads that are known of
 * entries which are gone, and has the workflows of what stands begin anew, since Temporal has gone on without it. No
 * procedure: an operator's command runs it. Repeated where another machine's heads come to light, it notes these.
 *
 * @throws {HuibaoError} `audit.broken` where the chain itself doesn't hold, which no restore does;
 *   `audit.copy_unread` where heads are that can't be read now
 */
export const noteRestoration = defineMutation({
  permission: 'audit.read',
  /** The moment that the database was restored to. */
  input: z.object({ to: z.iso.datetime() }),
  // Before the transaction, as a check does.
  prepare: ({ ctx, actor }) => ctx.auditHeads.noted(actor.tenantId),
  async run(scope, { to }, { heads, copies }) {
    const { trx, actor, ctx, audit } = scope;
    if (copies.some((copy) => copy.heads === null)) throw new HuibaoError('audit.copy_unread');
    const { last, isBroken, unexplained, restorations } = await walkChain(trx, ctx.auditKeys, heads, actor.tenantId);
    if (isBroken) throw new HuibaoError('audit.broken', { no: String(last + 1n) });
    const isKnown = restorations.some((one) => one.to === to);
    if (isKnown && unexplained.length === 0) return { isNoted: false, lostHeads: 0, begunAnew: 0 };
    const begunAnew = isKnown ? 0 : await beginAnew(scope, to);
    for (const record of restorationRecords(to, unexplained)) audit(record);
    return { isNoted: true, lostHeads: unexplained.length, begunAnew };
  },
});

async function beginAnew(scope: Scope, to: string): Promise<number> {
  const { trx, actor, now } = scope;
  const { tenantId } = actor;
  const collections = await listUnclosed(trx, tenantId, now);
  for (const { id, ...times } of collections)
    await enqueue(scope, {
      workflow: 'collection',
      workflowId: `collection/${tenantId}/${id}`,
      signal: 'anew',
      payload: { tenantId, collectionId: id, ...times },
    });
  const reports = await listUnpublished(trx, tenantId);
  for (const id of reports) {
    const { edition } = await getReport(trx, tenantId, id);
    const progress = await findReportProgress(trx, tenantId, id);
    await enqueue(scope, {
      workflow: 'report',
      workflowId: `report/${tenantId}/${id}`,
      signal: 'anew',
      payload: {
        tenantId,
        reportId: id,
        ...datesOfReport(edition),
        isSent: progress?.isSent ?? false,
        saidUntil: to,
      },
    });
  }
  const imports = await listImportsAtWork(trx, tenantId);
  for (const { id, step } of imports)
    await enqueue(scope, {
      workflow: 'import',
      workflowId: `import/${tenantId}/${id}/${step}`,
      signal: 'anew',
      payload: { tenantId, importId: id, step },
    });
  return collections.length + reports.length + imports.length;
}
