import { annulmentGrounds, HuibaoError, localDate, refusePersonalData } from '@huibao/domain';
import { z } from 'zod';
import { insertErasures } from '../../blobs/blob.repository.ts';
import { getRootUnitId } from '../../identity/unit.repository.ts';
import { notify } from '../../notifications/notify.ts';
import { defineMutation, type Scope } from '../../use-case.ts';
import { insertDecision } from '../decision.repository.ts';
import { erasePublication, findPublicationOf } from '../publication.repository.ts';
import { figuresOfReport } from '../figures-of-report.ts';
import { listFindings } from '../gate/list-findings.ts';
import { getReport, listVersions, lockReport, type Report } from '../report.repository.ts';
import { listSections } from '../section.repository.ts';
import { annulDelivery } from '../sent-delivery.repository.ts';
import { eraseLapsedAnswers, eraseReasonsTold, eraseSigned, eraseWhatLedTo, eraseWords } from './erasure.repository.ts';

/**
 * 作废: the one exception to immutability. What a signed version said is erased, for good, wherever it is held: here, at
 * the superior's, in public. Numbers, dates, hashes, figures and the ground stay. Whoever annuls types the number of
 * what goes.
 */
export const annulReport = defineMutation({
  permission: 'report.annul',
  input: z.object({
    reportId: z.uuid(),
    number: z.string().trim().max(60),
    ground: z.enum(annulmentGrounds),
    reason: z.string().trim().min(2).max(500),
  }),
  async run(scope, { reportId, number, ground, reason }) {
    const { ctx, trx, actor, now, audit, afterwards } = scope;
    const { tenantId } = actor;
    const { report, later } = await lockWithLater(scope, reportId);
    if (!report.frozen || report.number === null) throw new HuibaoError('report.not_issued');
    if (report.annulment !== null) throw new HuibaoError('report.annulled');
    if (report.number !== number) throw new HuibaoError('report.number_differs');
    // The reason outlives what is erased, and may not repeat it.
    refusePersonalData(reason);
    const annulledOn = localDate(now);
    await eraseSigned(trx, tenantId, reportId, { ground, annulledOn });
    await eraseWords(trx, tenantId, reportId);
    for (const one of later) await eraseBehind(scope, one);
    await eraseReasonsTold(trx, tenantId, reportId);
    await annulDelivery(trx, tenantId, reportId, { ground, annulledOn, reason });
    const publication = await findPublicationOf(trx, tenantId, reportId);
    if (publication?.annulledOn === null) {
      const files = await erasePublication(trx, tenantId, publication.id, { ground, annulledOn });
      await insertErasures(trx, tenantId, files, now);
      afterwards(() => ctx.blobs.eraseAsked(tenantId));
    }
    const decision = { step: 'annul', action: 'annulled', comment: reason, hash: report.hash ?? '' } as const;
    await insertDecision(trx, tenantId, reportId, decision, actor.userId, now);
    await notify(scope, {
      unitId: await getRootUnitId(trx, tenantId),
      role: 'bureau_editor',
      kind: 'report_annulled',
      href: `/reports/${reportId}`,
      dedupeKey: `report_annulled/${reportId}`,
      params: { programme: report.edition.title, year: report.year, by: actor.userName, number },
    });
    audit({
      action: 'report.annulled',
      subject: reportId,
      detail: { publication: publication?.id ?? null, ground, hash: report.hash ?? '' },
    });
    return { annulledOn };
  },
});

/** Newest first: whoever issues a version holds it, and then asks for the earlier ones. */
async function lockWithLater(
  { trx, actor: { tenantId } }: Scope,
  reportId: string,
): Promise<{ readonly report: Report; readonly later: readonly Report[] }> {
  const { edition, version } = await getReport(trx, tenantId, reportId);
  const versions = await listVersions(trx, tenantId, edition);
  const later: Report[] = [];
  for (const { id } of versions.filter((one) => one.version > version).reverse())
    later.push(await lockReport(trx, tenantId, id));
  return { report: await lockReport(trx, tenantId, reportId), later };
}

/**
 * A later version began as a copy of the text. What stands in it is its own and stays: its sections as they are, what
 * waits beside them, what was answered and still applies, what is signed. How it came there from the annulled text
 * goes.
 */
async function eraseBehind(scope: Scope, later: Report): Promise<void> {
  const { trx, actor } = scope;
  await eraseWhatLedTo(trx, actor.tenantId, later.id);
  await eraseLapsedAnswers(trx, actor.tenantId, later.id, await answeredIn(scope, later));
}

/** Fingerprints of what was answered and applies. */
async function answeredIn(scope: Scope, report: Report): Promise<readonly string[]> {
  if (report.frozen) return (report.frozen.answers ?? []).map((answer) => answer.fingerprint);
  const sections = await listSections(scope.trx, scope.actor.tenantId, report.id);
  const figures = await figuresOfReport(scope, report, sections);
  const findings = await listFindings(scope, { report, sections, figures });
  return findings.map((finding) => finding.fingerprint);
}
