import { HuibaoError, refusePersonalData, type ChainStep } from '@huibao/domain';
import { z } from 'zod';
import { getRootUnitId } from '../identity/unit.repository.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { notify } from '../notifications/notify.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { insertDecision, type NewDecision } from './decision.repository.ts';
import { figuresOfReport } from './figures-of-report.ts';
import { freezeReport } from './freeze-report.ts';
import type { Checked } from './gate/checked.ts';
import { requireGate } from './gate/require-gate.ts';
import { lockReport, moveReport } from './report.repository.ts';
import { listSections } from './section.repository.ts';
import { insertManifest } from './signing/manifest.repository.ts';
import { makeManifest, type MadeManifest } from './signing/manifest.ts';
import { requireSeenDecisions, seenDecisions } from './signing/seen-decisions.ts';
import { takePart } from './signing/take-part.ts';

/** What a step decides on. */
interface Decided extends Checked {
  readonly step: ChainStep;
  readonly made: MadeManifest;
  readonly comment: string;
}

/**
 * Moves a report along its chain: the editor submits, each step approves or returns, the last one issues (签发). Each
 * step is another person's, passes the gate, and signs a manifest of all that the report is; a step refuses if that
 * moved since the chain was entered.
 */
export const decideReport = defineMutation({
  permission: 'report.sign',
  input: z.object({
    reportId: z.uuid(),
    action: z.enum(['approve', 'return']),
    comment: z.string().trim().max(500).default(''),
    ...seenDecisions,
  }),
  async run(scope, { reportId, action, comment, seenDecisions: seen }) {
    const { trx, actor } = scope;
    refusePersonalData(comment);
    const report = await lockReport(trx, actor.tenantId, reportId);
    await requireSeenDecisions(trx, actor.tenantId, reportId, seen);
    const step = report.edition.chain[report.step];
    if ((report.state !== 'drafting' && report.state !== 'in_approval') || !step)
      throw new HuibaoError('report.wrong_state');
    if (step.role !== actor.role) throw new HuibaoError('report.not_your_step');
    const sections = await listSections(trx, actor.tenantId, reportId);
    const figures = await figuresOfReport(scope, report, sections);
    const checked = { report, sections, figures };
    const decided: Decided = { ...checked, step, comment, made: await makeManifest(scope, checked) };
    await takePart(scope, report, step.code);

    if (action === 'return') return returnWithin(scope, decided);
    // What moved is told by its own name; the rest by the gate.
    if (report.state === 'in_approval' && report.approvalHash !== decided.made.hash)
      throw new HuibaoError('report.moved_since_approval');
    await requireGate(scope, checked, 'signing');
    await insertManifest(trx, actor.tenantId, reportId, decided.made, scope.now);
    if (report.state === 'drafting') return submitForApproval(scope, decided);
    return step.issues ? issue(scope, decided) : approve(scope, decided);
  },
});

async function returnWithin(scope: Scope, decided: Decided) {
  const { trx, actor, now, audit } = scope;
  const { report, step, comment } = decided;
  if (comment === '') throw new HuibaoError('request.invalid', { field: 'comment' });
  if (report.state !== 'in_approval') throw new HuibaoError('report.wrong_state', { field: 'comment' });
  await moveReport(trx, actor.tenantId, report.id, { state: 'drafting', step: 0, approvalHash: null });
  await record(scope, decided, 'returned');
  await notify(scope, {
    unitId: await getRootUnitId(trx, actor.tenantId),
    role: 'bureau_editor',
    kind: 'report_returned',
    href: `/reports/${report.id}`,
    dedupeKey: `report_returned/${report.id}/${now.toISOString()}`,
    params: { programme: report.edition.title, year: report.year, by: actor.userName, reason: comment },
  });
  audit({ action: 'report.returned_within', subject: report.id, detail: { step: step.code } });
  return { state: 'drafting' as const };
}

async function submitForApproval(scope: Scope, decided: Decided) {
  const { trx, actor, audit } = scope;
  const { report, made } = decided;
  await moveReport(trx, actor.tenantId, report.id, { state: 'in_approval', step: 1, approvalHash: made.hash });
  await record(scope, decided, 'submitted');
  audit({ action: 'report.submitted', subject: report.id, detail: {} });
  return { state: 'in_approval' as const };
}

async function approve(scope: Scope, decided: Decided) {
  const { trx, actor, audit } = scope;
  const { report, step, made } = decided;
  const place = { state: 'in_approval', step: report.step + 1, approvalHash: made.hash } as const;
  await moveReport(trx, actor.tenantId, report.id, place);
  await record(scope, decided, 'approved');
  audit({ action: 'report.approved', subject: report.id, detail: { step: step.code } });
  return { state: 'in_approval' as const };
}

async function issue(scope: Scope, decided: Decided) {
  const { actor, now, audit } = scope;
  const { report, made } = decided;
  await freezeReport(scope, decided, made);
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

async function record(
  { trx, actor, now }: Scope,
  { report, step, comment, made }: Decided,
  action: NewDecision['action'],
): Promise<void> {
  const decision = { step: step.code, action, comment, hash: made.hash };
  await insertDecision(trx, actor.tenantId, report.id, decision, actor.userId, now);
}
