import type { ReportState } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { usedIndicators } from '../reporting/figures-of-text.ts';
import { listFiguresFrom } from '../reporting/lineage.repository.ts';
import { listReportsOfYear, type ReportOfYear } from '../reporting/report.repository.ts';
import { listSections } from '../reporting/section.repository.ts';
import type { Reader } from '../rollup/roll-up.ts';

export interface MovedReport {
  readonly reportId: string;
  readonly version: number;
  readonly state: ReportState;
  readonly number: string | null;
  readonly figures: readonly string[];
  readonly sentAt: string | null;
  readonly publicationId: string | null;
}

/** Issued reports that were worked out from a revision, and drafts whose figures move with it. */
export async function listMovedReports(
  { trx, actor }: Reader,
  edition: Edition,
  revisionId: string,
  figures: ReadonlySet<string>,
): Promise<readonly MovedReport[]> {
  const { tenantId } = actor;
  const reports = await listReportsOfYear(trx, tenantId, edition);
  const ids = reports.map((report) => report.id);
  const signed = await listFiguresFrom(trx, tenantId, ids, revisionId);
  const moved: MovedReport[] = [];
  for (const report of reports) {
    const used = isLive(report)
      ? usedIndicators(edition, await listSections(trx, tenantId, report.id)).map((one) => one.code)
      : (signed.get(report.id) ?? []);
    const own = used.filter((code) => figures.has(code));
    if (own.length > 0) moved.push(toMoved(report, own));
  }
  return moved;
}

/** Its figures aren't frozen yet. */
function isLive({ state }: ReportOfYear): boolean {
  return state === 'drafting' || state === 'in_approval';
}

function toMoved(report: ReportOfYear, figures: readonly string[]): MovedReport {
  return {
    reportId: report.id,
    version: report.version,
    state: report.state,
    number: report.number,
    figures,
    sentAt: report.sentAt?.toISOString() ?? null,
    publicationId: report.publicationId,
  };
}
