import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { getRootUnitId } from '../identity/unit.repository.ts';
import { notify } from '../notifications/notify.ts';
import { defineMutation } from '../use-case.ts';
import { findReportProgress } from './report-progress.repository.ts';

/** Tells the bureau's editor of a statutory date, unless the report is already where it should be. */
export const remindReport = defineMutation({
  permission: 'report.write',
  input: z.object({ reportId: z.uuid(), kind: z.enum(['report_due', 'publish_due']), dueAt: z.iso.datetime() }),
  async run(scope, { reportId, kind, dueAt }) {
    const { trx, actor, now } = scope;
    const report = await findReportProgress(trx, actor.tenantId, reportId);
    if (!report) throw new HuibaoError('report.not_found');
    // What the workflow may not have heard of yet: PostgreSQL knows the state.
    const isDone = kind === 'report_due' ? report.isSent : report.isPublished;
    if (report.state === 'superseded' || isDone) return { reminded: 0 };
    await notify(scope, {
      unitId: await getRootUnitId(trx, actor.tenantId),
      role: 'bureau_editor',
      kind,
      href: `/reports/${reportId}`,
      dedupeKey: `${kind}/${reportId}/${now.toISOString().slice(0, 10)}`,
      params: { programme: report.programme, year: report.year, dueAt },
    });
    return { reminded: 1 };
  },
});
