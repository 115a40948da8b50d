import { findPlea, HuibaoError, isBlank, type ChainStep, type IndicatorValue } from '@huibao/domain';
import { z } from 'zod';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { insertDecision, type NewDecision } from './decision.repository.ts';
import { figuresOfReport } from './figures-of-report.ts';
import { approvalHash } from './figures-of-text.ts';
import { freezeReport, requireBalanced } from './freeze-report.ts';
import { lockReport, moveReport, type Report } from './report.repository.ts';
import { listSections, type ReportSection } from './section.repository.ts';

/** What a step decides on. */
interface Decided {
  readonly report: Report;
  readonly step: ChainStep;
  readonly sections: readonly ReportSection[];
  readonly figures: ReadonlyMap<string, IndicatorValue>;
  /** Of text and values. */
  readonly hash: string;
  readonly comment: string;
}

/**
 * Moves a report along its chain: the editor submits, each step approves or returns, the last one issues (签发).
 * Every step signs a hash of text and values; a step refuses if they moved since the chain was entered.
 */
export const decideReport = defineMutation({
  permission: 'report.sign',
  input: z.object({
    reportId: z.uuid(),
    action: z.enum(['approve', 'return']),
    comment: z.string().trim().max(500).default(''),
  }),
  async run(scope, { reportId, action, comment }) {
    const { trx, actor } = scope;
    const report = await lockReport(trx, actor.tenantId, reportId);
    const step = report.edition.chain[report.step];
    if ((report.state !== 'drafting' && report.state !== 'in_approval') || !step)
      throw new HuibaoError('report.wrong_state');
    if (step.role !== actor.role) throw new HuibaoError('report.not_your_step');
    const sections = await listSections(trx, actor.tenantId, reportId);
    const figures = await figuresOfReport(scope, report);
    const hash = approvalHash(sections, figures);
    const decided: Decided = { report, step, sections, figures, hash, comment };

    if (action === 'return') return returnWithin(scope, decided);
    if (report.state === 'drafting') return submitForApproval(scope, decided);
    if (report.approvalHash !== hash) throw new HuibaoError('report.moved_since_approval');
    return step.issues ? issue(scope, decided) : approve(scope, decided);
  },
});

async function returnWithin(scope: Scope, decided: Decided) {
  const { trx, actor, audit } = scope;
  const { report, step, comment } = decided;
  if (comment === '') throw new HuibaoError('request.invalid', { field: 'comment' });
  if (report.state !== 'in_approval') throw new HuibaoError('report.wrong_state', { field: 'comment' });
  await moveReport(trx, actor.tenantId, report.id, { state: 'drafting', step: 0, approvalHash: null });
  await record(scope, decided, 'returned');
  audit({ action: 'report.returned_within', subject: report.id, detail: { step: step.code } });
  return { state: 'drafting' as const };
}

async function submitForApproval(scope: Scope, decided: Decided) {
  const { trx, actor, audit } = scope;
  const { report, hash } = decided;
  requireFit(decided);
  await moveReport(trx, actor.tenantId, report.id, { state: 'in_approval', step: 1, approvalHash: hash });
  await record(scope, decided, 'submitted');
  audit({ action: 'report.submitted', subject: report.id, detail: {} });
  return { state: 'in_approval' as const };
}

async function approve(scope: Scope, decided: Decided) {
  const { trx, actor, audit } = scope;
  const { report, step, hash } = decided;
  await moveReport(trx, actor.tenantId, report.id, { state: 'in_approval', step: report.step + 1, approvalHash: hash });
  await record(scope, decided, 'approved');
  audit({ action: 'report.approved', subject: report.id, detail: { step: step.code } });
  return { state: 'in_approval' as const };
}

async function issue(scope: Scope, decided: Decided) {
  const { actor, now, audit } = scope;
  const { report, sections, figures, hash } = decided;
  await freezeReport(scope, report, sections, figures, hash);
  await record(scope, decided, 'issued');
  audit({ action: 'report.issued', subject: report.id, detail: { version: report.version } });
  await enqueue(scope, {
    workflow: 'report',
    workflowId: `report/${actor.tenantId}/${report.id}`,
    signal: 'issued',
    payload: { tenantId: actor.tenantId, reportId: report.id, at: now.toISOString() },
  });
  return { state: 'issued' as const };
}

/** Nothing required is blank, nothing pleads (请示 doesn't belong in a report), and figures that must agree do. */
function requireFit({ report, sections, figures }: Decided): void {
  const required = new Set(report.edition.template.sections.filter((one) => one.required).map((one) => one.code));
  const blank = sections.find((section) => required.has(section.code) && isBlank(section.content));
  if (blank) throw new HuibaoError('report.section_required', { section: blank.heading });
  const plea = sections.map((section) => findPlea(section.content)).find((found) => found !== null);
  if (plea) throw new HuibaoError('report.pleads', { words: plea });
  requireBalanced(report, figures);
}

async function record(
  { trx, actor, now }: Scope,
  { report, step, comment, hash }: Decided,
  action: NewDecision['action'],
): Promise<void> {
  const decision = { step: step.code, action, comment, hash };
  await insertDecision(trx, actor.tenantId, report.id, decision, actor.userId, now);
}
