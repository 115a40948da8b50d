import { HuibaoError, refusePersonalData } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { figuresOfReport } from '../figures-of-report.ts';
import { lockReport } from '../report.repository.ts';
import { listSections } from '../section.repository.ts';
import { draftingStep, takePart } from '../signing/take-part.ts';
import { upsertAnswer } from './answer.repository.ts';
import { listFindings } from './list-findings.ts';

/**
 * Answers a finding in writing: why a school is missing, where a typed number comes from. It holds for what was found,
 * to the letter, and goes with the report to each signer and to the superior.
 */
export const answerFinding = defineMutation({
  permission: 'report.write',
  input: z.object({
    reportId: z.uuid(),
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
    text: z.string().trim().min(2).max(500),
  }),
  async run(scope, { reportId, fingerprint, text }) {
    const { trx, actor, now, audit } = scope;
    const report = await lockReport(trx, actor.tenantId, reportId);
    if (report.state !== 'drafting') throw new HuibaoError('report.wrong_state');
    await takePart(scope, report, draftingStep(report));
    const sections = await listSections(trx, actor.tenantId, reportId);
    const figures = await figuresOfReport(scope, report, sections);
    const findings = await listFindings(scope, { report, sections, figures });
    const finding = findings.find((one) => one.fingerprint === fingerprint);
    if (!finding) throw new HuibaoError('report.finding_gone');
    if (finding.severity === 'refused' || finding.check === 'figure_moved')
      throw new HuibaoError('report.finding_not_answerable');
    refusePersonalData(text);
    const answer = { fingerprint, finding: finding.check, text };
    await upsertAnswer(trx, actor.tenantId, reportId, answer, actor.userId, now);
    audit({ action: 'report.finding_answered', subject: reportId, detail: { finding: finding.check, fingerprint } });
    return { fingerprint };
  },
});
