import {
  checkBalances,
  documentNumber,
  findPlea,
  HuibaoError,
  isBlank,
  localDate,
  parseNumber,
  type IndicatorValue,
} from '@huibao/domain';
import { z } from 'zod';
import { contentHash } from '../canonical-json.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { listLineage } from '../rollup/lineage.ts';
import { defineMutation, type Scope } from '../use-case.ts';
import { hiddenInPublic, usedIndicators } from './figures-of-text.ts';
import { approvalHash, figuresOfReport, proposeNumber } from './get-report.ts';
import {
  type FrozenReport,
  getIssuer,
  listSections,
  lockReport,
  type Report,
  type ReportSection,
  titlesOf,
} from './report.repository.ts';

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
    const { trx, actor, now, audit } = scope;
    const report = await lockReport(scope, reportId);
    if (report.state !== 'drafting' && report.state !== 'in_approval') throw new HuibaoError('report.wrong_state');
    const step = report.edition.chain[report.step];
    if (!step) throw new HuibaoError('report.wrong_state');
    if (step.role !== actor.role) throw new HuibaoError('report.not_your_step');
    const sections = await listSections(trx, actor.tenantId, reportId);
    const figures = await figuresOfReport(scope, report);
    const hash = approvalHash(sections, figures);
    const note = (what: 'submitted' | 'approved' | 'returned' | 'issued'): Promise<void> =>
      recordDecision(scope, reportId, step.code, what, comment, hash);

    if (action === 'return') {
      if (report.state !== 'in_approval' || comment === '')
        throw new HuibaoError(comment === '' ? 'request.invalid' : 'report.wrong_state', { field: 'comment' });
      await update(scope, reportId, { state: 'drafting', step: 0, approval_hash: null });
      await note('returned');
      audit({ action: 'report.returned_within', subject: reportId, detail: { step: step.code } });
      return { state: 'drafting' as const };
    }
    if (report.state === 'drafting') {
      const blank = sections.find(
        (section) =>
          report.edition.template.sections.find((one) => one.code === section.code)?.required === true &&
          isBlank(section.content),
      );
      if (blank) throw new HuibaoError('report.section_required', { section: blank.heading });
      const plea = sections.map((section) => findPlea(section.content)).find((found) => found !== null);
      if (plea) throw new HuibaoError('report.pleads', { words: plea });
      requireBalanced(report, figures);
      await update(scope, reportId, { state: 'in_approval', step: 1, approval_hash: hash });
      await note('submitted');
      audit({ action: 'report.submitted', subject: reportId, detail: {} });
      return { state: 'in_approval' as const };
    }
    if (report.approvalHash !== hash) throw new HuibaoError('report.moved_since_approval');
    if (!step.issues) {
      await update(scope, reportId, { step: report.step + 1 });
      await note('approved');
      audit({ action: 'report.approved', subject: reportId, detail: { step: step.code } });
      return { state: 'in_approval' as const };
    }
    await freeze(scope, report, sections, figures, hash);
    await note('issued');
    audit({ action: 'report.issued', subject: reportId, detail: { version: report.version } });
    await enqueue(scope, {
      workflow: 'report',
      workflowId: `report/${actor.tenantId}/${reportId}`,
      signal: 'issued',
      payload: { tenantId: actor.tenantId, reportId, at: now.toISOString() },
    });
    return { state: 'issued' as const };
  },
});

/** 勾稽关系: figures that must agree do, or the report can't go on. */
function requireBalanced({ edition }: Report, figures: ReadonlyMap<string, IndicatorValue>): void {
  const broken = checkBalances(edition.template.balances ?? [], figures).find((balance) => balance.holds === false);
  if (broken) throw new HuibaoError('report.unbalanced', { balance: broken.label.zh });
}

/** 定稿: the text and the figures that were signed, and the lineage of those in the text, in the signing transaction. */
async function freeze(
  scope: Scope,
  report: Report,
  sections: readonly ReportSection[],
  figures: ReadonlyMap<string, IndicatorValue>,
  hash: string,
): Promise<void> {
  const { trx, actor, now } = scope;
  requireBalanced(report, figures);
  const { parentId: _parent, isDemo: _demo, ...issuer } = await getIssuer(trx, actor.tenantId);
  const used = usedIndicators(report.edition, sections);
  const frozen: FrozenReport = {
    ...titlesOf(report.edition, issuer),
    issuer,
    signer: actor.userName,
    figures: [...figures.values()],
    definitions: used.map((indicator) => ({
      ...indicator,
      version: report.edition.indicatorVersions.get(indicator.code)?.version ?? 1,
    })),
    hidden: [...hiddenInPublic(report.edition, sections, figures)],
    sections: sections.map(({ code, heading, level, content }) => ({ code, heading, level, content })),
  };
  await trx
    .updateTable('reports')
    .set({
      state: 'issued',
      issued_on: localDate(now),
      issued_by: actor.userId,
      frozen: JSON.stringify(frozen),
      hash: contentHash(frozen),
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', report.id)
    .execute();
  await trx
    .updateTable('reports')
    .set({ state: 'superseded' })
    .where('tenant_id', '=', actor.tenantId)
    .where('edition_id', '=', report.edition.id)
    .where('version', '<', report.version)
    .execute();
  const lineage = await listLineage(scope, report.edition, used);
  // A submission accepted or reopened since the figures were read would be in the lineage and not in them.
  if (approvalHash(sections, await figuresOfReport(scope, report)) !== hash)
    throw new HuibaoError('report.moved_since_approval');
  for (let start = 0; start < lineage.length; start += 4000) {
    await trx
      .insertInto('report_lineage')
      .values(
        lineage.slice(start, start + 4000).map((row) => ({
          tenant_id: actor.tenantId,
          report_id: report.id,
          indicator: row.indicator,
          side: row.side,
          unit_id: row.unitId,
          unit_name: row.unitName,
          period: row.period,
          cell: row.cell,
          value: row.value,
          source_id: row.revisionId,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

/** 登记编号, after 签发. */
export const numberReport = defineMutation({
  permission: 'report.send',
  input: z.object({ reportId: z.uuid(), sequence: z.int().min(1).max(9999).nullable() }),
  async run(scope, { reportId, sequence }) {
    const { trx, actor, audit } = scope;
    const report = await lockReport(scope, reportId);
    if (report.state !== 'issued' || report.number !== null)
      throw new HuibaoError(report.number === null ? 'report.not_issued' : 'report.wrong_state');
    const proposed = await proposeNumber(scope, report);
    const number = sequence === null ? proposed : documentNumber(parseNumber(proposed)?.series ?? '', sequence);
    const taken = await trx
      .selectFrom('reports')
      .select('id')
      .where('tenant_id', '=', actor.tenantId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (taken) throw new HuibaoError('report.number_taken', { number });
    await trx
      .updateTable('reports')
      .set({ number })
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', reportId)
      .execute();
    await recordDecision(scope, reportId, 'number', 'numbered', number, report.hash ?? '');
    audit({ action: 'report.numbered', subject: reportId, detail: { number } });
    return { number };
  },
});

async function update(
  { trx, actor }: Scope,
  reportId: string,
  set: { state?: string; step?: number; approval_hash?: string | null },
): Promise<void> {
  await trx
    .updateTable('reports')
    .set(set)
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', reportId)
    .execute();
}

export async function recordDecision(
  { trx, actor, now }: Scope,
  reportId: string,
  step: string,
  action: 'submitted' | 'approved' | 'returned' | 'issued' | 'numbered' | 'sent' | 'published',
  comment: string,
  hash: string,
): Promise<void> {
  const last = await trx
    .selectFrom('report_decisions')
    .select('no')
    .where('tenant_id', '=', actor.tenantId)
    .where('report_id', '=', reportId)
    .orderBy('no', 'desc')
    .executeTakeFirst();
  await trx
    .insertInto('report_decisions')
    .values({
      tenant_id: actor.tenantId,
      report_id: reportId,
      no: (last?.no ?? 0) + 1,
      step,
      action,
      decided_by: actor.userId,
      decided_at: now,
      comment: comment || null,
      hash,
    })
    .execute();
}
