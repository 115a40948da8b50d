import { HuibaoError } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { contentHash } from '../canonical-json.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation } from '../use-case.ts';
import { documentOf } from './render-report.ts';
import { getIssuer, getReport, lockReport } from './report.repository.ts';
import { recordDecision } from './sign-report.ts';

/**
 * Sends the issued report up: an immutable delivery in the superior's tenant with the frozen figures, the document and
 * a hash of both. What the superior sees is this, never the live data.
 */
export const sendReport = defineMutation({
  permission: 'report.send',
  input: z.object({ reportId: z.uuid() }),
  async run(scope, { reportId }) {
    const { trx, actor, now, audit } = scope;
    const report = await lockReport(scope, reportId);
    if (report.state !== 'issued' || !report.frozen || report.number === null)
      throw new HuibaoError('report.not_issued');
    const { parentId } = await getIssuer(trx, actor.tenantId);
    const unit =
      parentId === null
        ? undefined
        : await trx
            .selectFrom('org_units')
            .select('id')
            .where('tenant_id', '=', parentId)
            .where('child_tenant_id', '=', actor.tenantId)
            .executeTakeFirst();
    if (parentId === null || !unit) throw new HuibaoError('tenant.not_found');
    const document = await documentOf(scope, report, 'upward');
    const { figures } = report.frozen;
    const hash = contentHash({ document, figures });
    const sent = await trx
      .insertInto('deliveries')
      .values({
        tenant_id: parentId,
        id: uuid(),
        sender_tenant_id: actor.tenantId,
        sender_report_id: reportId,
        unit_id: unit.id,
        owner_tenant_id: report.edition.ownerTenantId,
        edition_id: report.edition.id,
        year: report.year,
        version: report.version,
        number: report.number,
        figures: JSON.stringify(figures),
        document: JSON.stringify(document),
        hash,
        sent_at: now,
        state: 'pending',
      })
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!sent) throw new HuibaoError('report.already_sent');
    await trx
      .updateTable('dispatches')
      .set({ sent_at: now, sent_by: actor.userId, channel: 'system' })
      .where('tenant_id', '=', actor.tenantId)
      .where('report_id', '=', reportId)
      .where('kind', '=', 'superior')
      .execute();
    await recordDecision(scope, reportId, 'send', 'sent', '', hash);
    audit({ action: 'report.sent', subject: reportId, detail: { version: report.version, hash } });
    await enqueue(scope, {
      workflow: 'report',
      workflowId: `report/${actor.tenantId}/${reportId}`,
      signal: 'sent',
      payload: { tenantId: actor.tenantId, reportId, at: now.toISOString() },
    });
    return { deliveryId: sent.id };
  },
});

/** 报送登记: that a copy went out to an addressee outside the system, how, and its receipt. */
export const recordDispatch = defineMutation({
  permission: 'report.send',
  input: z.object({
    reportId: z.uuid(),
    no: z.int().min(0),
    channel: z.enum(['oa', 'paper', 'platform']),
    receipt: z.string().trim().max(100),
  }),
  async run(scope, { reportId, no, channel, receipt }) {
    const { trx, actor, now, audit } = scope;
    const report = await getReport(scope, reportId);
    if (report.state !== 'issued' || report.number === null) throw new HuibaoError('report.not_issued');
    const updated = await trx
      .updateTable('dispatches')
      .set({ sent_at: now, sent_by: actor.userId, channel, receipt: receipt || null })
      .where('tenant_id', '=', actor.tenantId)
      .where('report_id', '=', reportId)
      .where('no', '=', no)
      .where('kind', '<>', 'superior')
      .returning('no')
      .executeTakeFirst();
    if (!updated) throw new HuibaoError('dispatch.not_found');
    audit({ action: 'report.dispatched', subject: reportId, detail: { no, channel } });
    return { no };
  },
});
