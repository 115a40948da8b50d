import { cellId } from '@huibao/domain';
import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { listCellChanges } from './draft-cell.repository.ts';
import { listReportedTerms } from './revision.repository.ts';
import { getSubmission } from './submission.repository.ts';

/** One cell's changes, newest first, and its values of the last four terms: the side panel's history. */
export const getCellHistory = defineQuery({
  permission: 'submission.read',
  input: z.object({ submissionId: z.uuid(), code: z.string().max(80), key: z.string().max(64) }),
  async run({ trx, actor }, { submissionId, code, key }) {
    const submission = await getSubmission(trx, actor.tenantId, submissionId);
    const changes = await listCellChanges(trx, actor.tenantId, submissionId, { code, key }, { limit: 20 });
    const ownTerm = 2 * submission.year + submission.period;
    const terms = await listReportedTerms(trx, actor.tenantId, submission, ownTerm - 4);
    return {
      changes: changes.map(({ version, state, value, source, at, by }) => ({
        version,
        state,
        value,
        source,
        at: at.toISOString(),
        by,
      })),
      terms: [4, 3, 2, 1].map((back) => {
        const term = ownTerm - back;
        const period = term % 2 === 1 ? 1 : 2;
        const cell = terms.get(term)?.get(cellId({ code, key }));
        return {
          year: (term - period) / 2,
          period,
          state: cell?.state ?? ('missing' as const),
          value: cell?.value ?? '',
        };
      }),
    };
  },
});
