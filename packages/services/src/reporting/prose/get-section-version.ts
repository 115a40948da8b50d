import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineQuery } from '../../use-case.ts';
import { getReport } from '../report.repository.ts';
import { findVersionOfSection } from './section-version.repository.ts';

/** A section as it was. */
export const getSectionVersion = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid(), code: z.string().max(40), version: z.int32().min(1) }),
  async run({ trx, actor }, { reportId, code, version }) {
    const report = await getReport(trx, actor.tenantId, reportId);
    if (report.annulment) throw new HuibaoError('report.annulled');
    const found = await findVersionOfSection(trx, actor.tenantId, reportId, code, version);
    if (!found) throw new HuibaoError('report.version_not_found');
    return found;
  },
});
