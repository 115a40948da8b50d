import { HuibaoError, levelOfCode } from '@huibao/domain';
import { z } from 'zod';
import { contentHash } from '../canonical-json.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation } from '../use-case.ts';
import { insertDecision } from './decision.repository.ts';
import { dispatchToSuperior } from './dispatch.repository.ts';
import { documentOf } from './document-of-report.ts';
import { findSuperior, findUnitAbove, getIssuer } from './issuer.repository.ts';
import { lockReport } from './report.repository.ts';
import { ownParts } from './own-parts.ts';
import { insertDelivery } from './sent-delivery.repository.ts';

/**
 * Sends the issued report up: an immutable delivery in the superior's tenant with the frozen figures, the document,
 * what was answered to the gate, the names of what the sender has added, and a hash of all. What the superior sees is
 * this, never the live data.
 */
export const sendReport = defineMutation({
  permission: 'report.send',
  input: z.object({ reportId: z.uuid() }),
  async run(scope, { reportId }) {
    const { trx, actor, now, audit } = scope;
    const report = await lockReport(trx, actor.tenantId, reportId);
    const { number, frozen } = report;
    if (report.state !== 'issued' || !frozen || number === null) throw new HuibaoError('report.not_issued');
    if ((await findSuperior(trx, actor.tenantId, report.edition)) === undefined)
      throw new HuibaoError('report.no_superior');
    const { parentId, kind } = await getIssuer(trx, actor.tenantId);
    const unitId = parentId === null ? undefined : await findUnitAbove(trx, actor.tenantId, parentId);
    if (parentId === null || unitId === undefined) throw new HuibaoError('tenant.not_found');
    const document = await documentOf(scope, report, 'upward');
    const { answers = [] } = frozen;
    // The sender's own indicators are its own: the superior knows none of them, and reads of them in the text.
    const figures = frozen.figures.filter(({ code }) => levelOfCode(code) !== kind);
    const additions = ownParts(report, { tenantId: actor.tenantId, level: kind });
    const hash = contentHash({ document, figures, answers, ...(additions.length > 0 ? { additions } : {}) });
    const receiver = { tenantId: parentId, unitId };
    const delivery = { receiver, report, number, figures, document, answers, additions, hash };
    const deliveryId = await insertDelivery(trx, actor.tenantId, delivery, now);
    if (deliveryId === undefined) throw new HuibaoError('report.already_sent');
    await dispatchToSuperior(trx, actor.tenantId, reportId, actor.userId, now);
    const decision = { step: 'send', action: 'sent', comment: '', hash } as const;
    await insertDecision(trx, actor.tenantId, reportId, decision, actor.userId, now);
    audit({ action: 'report.sent', subject: reportId, detail: { version: report.version, hash } });
    await enqueue(scope, {
      workflow: 'report',
      workflowId: `report/${actor.tenantId}/${reportId}`,
      signal: 'sent',
      payload: { tenantId: actor.tenantId, reportId, at: now.toISOString() },
    });
    return { deliveryId };
  },
});
