import { listPublishedYears } from '../forms/published-editions.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';
import { listReportSummaries } from './report.repository.ts';

/** Every report of the tenant, and the years that have none yet. */
export const listReports = defineQuery({
  permission: 'report.read',
  input: noInput,
  async run({ trx, actor, now }) {
    const reports = await listReportSummaries(trx, actor.tenantId);
    const years = await listPublishedYears(trx, actor.lineage);
    const compiled = new Set(reports.map((report) => report.year));
    const uncompiledYears = years.filter((year) => year <= now.getUTCFullYear() && !compiled.has(year));
    return { reports, uncompiledYears };
  },
});
