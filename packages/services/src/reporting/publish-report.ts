import { renderDocx } from '@huibao/documents/docx';
import { renderHtml } from '@huibao/documents/html';
import { renderPdf } from '@huibao/documents/pdf';
import { HuibaoError, localDate } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation } from '../use-case.ts';
import { insertDecision } from './decision.repository.ts';
import { documentOf } from './document-of-report.ts';
import { figuresOfReport } from './figures-of-report.ts';
import { requireGate } from './gate/require-gate.ts';
import { findSuperior, getIssuer } from './issuer.repository.ts';
import { insertPublication } from './publication.repository.ts';
import { lockReport } from './report.repository.ts';
import { findSentDelivery } from './sent-delivery.repository.ts';

/** Needs 签发 and sending up, not the superior's acceptance: the statutory date is the bureau's own duty. */
export const publishReport = defineMutation({
  permission: 'report.send',
  input: z.object({ reportId: z.uuid() }),
  async run(scope, { reportId }) {
    const { trx, actor, now, audit } = scope;
    const report = await lockReport(trx, actor.tenantId, reportId);
    const { number, issuedOn, frozen } = report;
    if (report.state !== 'issued' || number === null || issuedOn === null || !frozen)
      throw new HuibaoError('report.not_issued');
    const { isDemo, parentId } = await getIssuer(trx, actor.tenantId);
    const superior = await findSuperior(trx, parentId);
    const delivery = await findSentDelivery(trx, actor.tenantId, reportId);
    // Whoever has nobody above here publishes all the same.
    if (superior !== undefined && !delivery) throw new HuibaoError('report.not_sent');
    const { sections, definitions } = frozen;
    const figures = await figuresOfReport(scope, report);
    await requireGate(scope, { report, sections, figures, definitions }, 'publishing');
    const document = await documentOf(scope, report, 'public');
    const id = uuid();
    const isPublished = await insertPublication(trx, actor.tenantId, {
      id,
      report,
      issuer: frozen.issuer.name,
      number,
      issuedOn,
      publishedOn: localDate(now),
      document,
      html: renderHtml(document),
      pdf: renderPdf(document),
      docx: await renderDocx(document),
      isDemo,
    });
    if (!isPublished) throw new HuibaoError('report.already_published');
    const decision = { step: 'publish', action: 'published', comment: '', hash: report.hash ?? '' } as const;
    await insertDecision(trx, actor.tenantId, reportId, decision, actor.userId, now);
    audit({ action: 'report.published', subject: reportId, detail: { publication: id } });
    await enqueue(scope, {
      workflow: 'report',
      workflowId: `report/${actor.tenantId}/${reportId}`,
      signal: 'published',
      payload: { tenantId: actor.tenantId, reportId, at: now.toISOString() },
    });
    return { publicationId: id };
  },
});
