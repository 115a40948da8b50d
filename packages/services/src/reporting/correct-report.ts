import { HuibaoError, refusePersonalData } from '@huibao/domain';
import { z } from 'zod';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation } from '../use-case.ts';
import { draftSections } from './draft-sections.ts';
import { copyAnswers } from './gate/answer.repository.ts';
import { listVersions, lockReport } from './report.repository.ts';
import { listSections } from './section.repository.ts';
import { startVersion } from './start-version.ts';

/**
 * Starts the next numbered version of an issued report: after a return, or to correct a published figure. The issued
 * one stays as it was signed. Where it is annulled there is nothing left to copy, and the template is the start.
 */
export const correctReport = defineMutation({
  permission: 'report.write',
  input: z.object({ reportId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  async run(scope, { reportId, reason }) {
    const { trx, actor, now } = scope;
    refusePersonalData(reason);
    const report = await lockReport(trx, actor.tenantId, reportId);
    if (report.state !== 'issued') throw new HuibaoError('report.not_issued');
    const versions = await listVersions(trx, actor.tenantId, report.edition);
    if (versions.some((one) => one.version > report.version))
      throw new HuibaoError('report.exists', { year: report.year });
    const sections = report.annulment
      ? await draftSections(scope, report.edition)
      : await listSections(trx, actor.tenantId, reportId);
    const next = { version: report.version + 1, correctionReason: reason };
    await enqueue(scope, {
      workflow: 'report',
      workflowId: `report/${actor.tenantId}/${reportId}`,
      signal: 'superseded',
      payload: { tenantId: actor.tenantId, reportId, at: now.toISOString() },
    });
    const started = await startVersion(scope, report.edition, next, sections);
    if (!report.annulment) await copyAnswers(trx, actor.tenantId, reportId, started.reportId);
    return started;
  },
});
