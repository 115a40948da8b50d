import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineQuery } from '../../use-case.ts';
import { figuresOfReport } from '../figures-of-report.ts';
import { getReport } from '../report.repository.ts';
import { listSections } from '../section.repository.ts';
import { listFindings } from './list-findings.ts';

/** What stands in the way of a report, as the use-cases that let it go on ask; with what was answered. */
export const getGate = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid() }),
  async run(scope, { reportId }) {
    const { trx, actor } = scope;
    const report = await getReport(trx, actor.tenantId, reportId);
    if (report.annulment) throw new HuibaoError('report.annulled');
    const sections = await listSections(trx, actor.tenantId, reportId);
    const figures = await figuresOfReport(scope, report, sections);
    return { checkedAt: scope.now.toISOString(), findings: await listFindings(scope, { report, sections, figures }) };
  },
});
