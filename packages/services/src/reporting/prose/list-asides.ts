import { z } from 'zod';
import { defineQuery } from '../../use-case.ts';
import { getReport } from '../report.repository.ts';
import { listAsidesOf } from './aside.repository.ts';

/** What was written beside the text and waits for a person. */
export const listAsides = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid() }),
  async run({ trx, actor }, { reportId }) {
    await getReport(trx, actor.tenantId, reportId);
    return listAsidesOf(trx, actor.tenantId, reportId);
  },
});
