import { programmeNameSchema } from '@huibao/domain';
import { z } from 'zod';
import { requireProgramme } from '../forms/programme.repository.ts';
import { defineQuery } from '../use-case.ts';
import { findSuperior } from './issuer.repository.ts';
import { listReportSummaries } from './report.repository.ts';

/** Every report of the tenant on a programme, the years that have none yet, and whether a superior receives them. */
export const listReports = defineQuery({
  permission: 'report.read',
  input: z.object({ programme: programmeNameSchema }),
  async run({ trx, actor, now }, { programme: name }) {
    const programme = await requireProgramme(trx, actor, name);
    const reports = await listReportSummaries(trx, actor.tenantId, programme);
    const compiled = new Set(reports.map((report) => report.year));
    const uncompiledYears = programme.years
      .map(({ year }) => year)
      .filter((year) => year <= now.getUTCFullYear() && !compiled.has(year));
    const hasSuperior = (await findSuperior(trx, actor.tenantId, programme)) !== undefined;
    return { reports, uncompiledYears, hasSuperior };
  },
});
