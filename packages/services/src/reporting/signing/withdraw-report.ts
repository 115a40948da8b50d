import { HuibaoError, refusePersonalData } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { insertDecision } from '../decision.repository.ts';
import { lockReport, moveReport } from '../report.repository.ts';
import { findPart } from './part.repository.ts';
import { draftingStep } from './take-part.ts';
import { requireSeenDecisions, seenDecisions } from './seen-decisions.ts';

/** 撤回: whoever drafted it takes it back to go on writing, as long as it isn't issued. */
export const withdrawReport = defineMutation({
  permission: 'report.write',
  input: z.object({ reportId: z.uuid(), reason: z.string().trim().max(500).default(''), ...seenDecisions }),
  async run(scope, { reportId, reason, seenDecisions: seen }) {
    const { trx, actor, now, audit } = scope;
    refusePersonalData(reason);
    const report = await lockReport(trx, actor.tenantId, reportId);
    await requireSeenDecisions(trx, actor.tenantId, reportId, seen);
    if (report.state !== 'in_approval') throw new HuibaoError('report.wrong_state');
    const step = draftingStep(report);
    if ((await findPart(trx, actor.tenantId, reportId, actor.userId)) !== step)
      throw new HuibaoError('report.not_your_draft');
    await moveReport(trx, actor.tenantId, reportId, { state: 'drafting', step: 0, approvalHash: null });
    const decision = { step, action: 'withdrawn', comment: reason, hash: report.approvalHash ?? '' } as const;
    await insertDecision(trx, actor.tenantId, reportId, decision, actor.userId, now);
    audit({ action: 'report.withdrawn', subject: reportId, detail: {} });
    return { state: 'drafting' as const };
  },
});
