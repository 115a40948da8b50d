import { scopePeriods, type FigureRef, type ReportState } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { figuresUsed } from '../reporting/figures-of-text.ts';
import { listFiguresFrom } from '../reporting/lineage.repository.ts';
import { listReportsFrom, type ReportOfYear } from '../reporting/report.repository.ts';
import { listSections } from '../reporting/section.repository.ts';
import type { Reader } from '../rollup/roll-up.ts';

export interface MovedReport {
  readonly reportId: string;
  readonly year: number;
  readonly version: number;
  readonly state: ReportState;
  readonly number: string | null;
  readonly figures: readonly string[];
  readonly sentAt: string | null;
  readonly publicationId: string | null;
}

/** Issued reports that were worked out from a period's revision, and drafts whose figures move with it. */
export async function listMovedReports(
  { trx, actor }: Reader,
  edition: Edition,
  { revisionId, period }: { readonly revisionId: string; readonly period: number },
  figures: ReadonlySet<string>,
): Promise<readonly MovedReport[]> {
  const { tenantId } = actor;
  const reports = await listReportsFrom(trx, tenantId, edition);
  const ids = reports.map((report) => report.id);
  const signed = await listFiguresFrom(trx, tenantId, ids, revisionId);
  const moved: MovedReport[] = [];
  for (const report of reports) {
    const used = isLive(report)
      ? figuresUsed(await listSections(trx, tenantId, report.id))
          .filter((figure) => isOfPeriod(figure, report, edition, period))
          .map(({ indicator }) => indicator)
      : (signed.get(report.id) ?? []);
    const own = [...new Set(used)].filter((code) => figures.has(code));
    if (own.length > 0) moved.push(toMoved(report, own));
  }
  return moved;
}

/** Whether a figure of a report is of what was reported in a period: of the whole year, or of that alone. */
function isOfPeriod({ scope }: FigureRef, report: ReportOfYear, { year, calendar }: Edition, ordinal: number): boolean {
  if ((scope?.year === 'last') !== (report.year === year + 1)) return false;
  const asked = scope?.period;
  // A next year's that is divided otherwise has other periods.
  return (
    asked === undefined || asked === calendar.periods[ordinal - 1]?.code || !scopePeriods(calendar).includes(asked)
  );
}

/** Its figures aren't frozen yet. */
function isLive({ state }: ReportOfYear): boolean {
  return state === 'drafting' || state === 'in_approval';
}

function toMoved(report: ReportOfYear, figures: readonly string[]): MovedReport {
  return {
    reportId: report.id,
    year: report.year,
    version: report.version,
    state: report.state,
    number: report.number,
    figures,
    sentAt: report.sentAt?.toISOString() ?? null,
    publicationId: report.publicationId,
  };
}
