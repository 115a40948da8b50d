import { checkBalances, HuibaoError, localDate, type IndicatorValue } from '@huibao/domain';
import { contentHash } from '../canonical-json.ts';
import { listLineage } from '../rollup/lineage.ts';
import { readYearReach } from '../rollup/year-reach.repository.ts';
import type { Scope } from '../use-case.ts';
import { figuresOfReport } from './figures-of-report.ts';
import { approvalHash, hiddenInPublic, usedIndicators } from './figures-of-text.ts';
import { titlesOf } from './fill-in.ts';
import { getIssuer } from './issuer.repository.ts';
import { insertReportLineage } from './lineage.repository.ts';
import { issueReport, type FrozenReport, type Report } from './report.repository.ts';
import type { ReportSection } from './section.repository.ts';

/** 勾稽关系: figures that must agree do, or the report can't go on. */
export function requireBalanced({ edition }: Report, figures: ReadonlyMap<string, IndicatorValue>): void {
  const broken = checkBalances(edition.template.balances ?? [], figures).find((balance) => balance.holds === false);
  if (broken) throw new HuibaoError('report.unbalanced', { balance: broken.label.zh });
}

/** 定稿: the text and the figures that were signed, and the lineage of those in the text, in the signing transaction. */
export async function freezeReport(
  scope: Scope,
  report: Report,
  sections: readonly ReportSection[],
  figures: ReadonlyMap<string, IndicatorValue>,
  approved: string,
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
    reach: await readYearReach(trx, actor.tenantId, report.year, now),
    definitions: used.map((indicator) => ({
      ...indicator,
      version: report.edition.indicatorVersions.get(indicator.code)?.version ?? 1,
    })),
    hidden: [...hiddenInPublic(report.edition, sections, figures)],
    sections: sections.map(({ code, heading, level, content }) => ({ code, heading, level, content })),
  };
  await issueReport(trx, actor.tenantId, report, {
    frozen,
    hash: contentHash(frozen),
    issuedOn: localDate(now),
    issuedBy: actor.userId,
  });
  const lineage = await listLineage(scope, report.edition, used);
  // A submission accepted or reopened since the figures were read would be in the lineage and not in them.
  if (approvalHash(sections, await figuresOfReport(scope, report)) !== approved)
    throw new HuibaoError('report.moved_since_approval');
  await insertReportLineage(trx, actor.tenantId, report.id, lineage);
}
