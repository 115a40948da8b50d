import { randomBytes } from 'node:crypto';
import type { Actor, TenantTransaction } from '@huibao/db';
import { renderHtml } from '@huibao/documents/html';
import { renderDocument } from '@huibao/documents/render-document';
import { HuibaoError, localDate, type OfficialDocument } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation } from '../use-case.ts';
import { insertDecision } from './decision.repository.ts';
import { documentOf } from './document-of-report.ts';
import { figuresOfReport } from './figures-of-report.ts';
import { requireGate } from './gate/require-gate.ts';
import { findSuperior, getIssuer } from './issuer.repository.ts';
import {
  findPublicationOf,
  insertPublication,
  supersedePublications,
  updateStamped,
  type NewPublication,
} from './publication.repository.ts';
import { lockReport } from './report.repository.ts';
import { findSentDelivery } from './sent-delivery.repository.ts';
import { stampSuperseded } from './stamp.ts';

/** Needs 签发 and sending up, not the superior's acceptance: the statutory date is the bureau's own duty. */
export const publishReport = defineMutation({
  permission: 'report.send',
  input: z.object({ reportId: z.uuid() }),
  async run(scope, { reportId }) {
    const { ctx, trx, actor, now, audit } = scope;
    const report = await lockReport(trx, actor.tenantId, reportId);
    const { number, issuedOn, frozen } = report;
    if (report.state !== 'issued' || number === null || issuedOn === null || !frozen)
      throw new HuibaoError('report.not_issued');
    const { isDemo } = await getIssuer(trx, actor.tenantId);
    const superior = await findSuperior(trx, actor.tenantId, report.edition);
    const delivery = await findSentDelivery(trx, actor.tenantId, reportId);
    // Whoever has nobody above here publishes all the same.
    if (superior !== undefined && !delivery) throw new HuibaoError('report.not_sent');
    if (await findPublicationOf(trx, actor.tenantId, reportId)) throw new HuibaoError('report.already_published');
    const { sections, definitions } = frozen;
    if (!sections) throw new HuibaoError('report.annulled');
    const figures = await figuresOfReport(scope, report, sections);
    await requireGate(scope, { report, sections, figures, definitions }, 'publishing');
    const document = await documentOf(scope, report, 'public');
    const id = uuid();
    const publishedOn = localDate(now);
    await insertUnderFreeNumber(trx, actor.tenantId, {
      id,
      report,
      issuer: frozen.issuer.name,
      number,
      issuedOn,
      publishedOn,
      document,
      html: renderHtml(document),
      ...(await filesOf(actor, document)),
      isDemo,
    });
    for (const earlier of await supersedePublications(trx, actor.tenantId, report, id)) {
      const stamped = stampSuperseded(ctx, earlier.document, { id, number, publishedOn });
      await updateStamped(trx, actor.tenantId, earlier.id, await filesOf(actor, stamped));
    }
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

const mostAttempts = 5;

/** 索引号: eight characters that are nobody else's, whichever bureau published. */
async function insertUnderFreeNumber(
  trx: TenantTransaction,
  tenantId: number,
  publication: Omit<NewPublication, 'indexNo'>,
): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const indexNo = randomBytes(4).toString('hex');
    if (await insertPublication(trx, tenantId, { ...publication, indexNo })) return;
  }
  throw new HuibaoError('publication.no_index');
}

/** As they are kept, and handed out from then on. */
async function filesOf(
  { tenantId }: Actor,
  document: OfficialDocument,
): Promise<{ readonly pdf: Uint8Array; readonly docx: Uint8Array }> {
  const party = String(tenantId);
  const [pdf, docx] = [await renderDocument(document, 'pdf', party), await renderDocument(document, 'docx', party)];
  return { pdf: pdf.bytes, docx: docx.bytes };
}
