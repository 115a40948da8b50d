import { z } from 'zod';
import { defineQuery } from '../../use-case.ts';
import { countDecisions } from '../decision.repository.ts';
import { getReport } from '../report.repository.ts';
import { listSectionHeads } from '../section.repository.ts';
import { countAsides } from './aside.repository.ts';

/** What an open page asks again and again: whether a colleague has changed anything. */
export const watchSections = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid() }),
  async run({ trx, actor }, { reportId }) {
    await getReport(trx, actor.tenantId, reportId);
    return {
      /** They only grow: more than a page knows means that it shows what was. */
      decisions: await countDecisions(trx, actor.tenantId, reportId),
      sections: await listSectionHeads(trx, actor.tenantId, reportId, actor.userId),
      asides: await countAsides(trx, actor.tenantId, reportId),
    };
  },
});
