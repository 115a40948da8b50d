import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { lockReport } from '../report.repository.ts';
import { draftingStep, takePart } from '../signing/take-part.ts';
import { settleAsideOf } from './aside.repository.ts';

/** That what was kept beside the text has been dealt with. It stays in the database. */
export const settleAside = defineMutation({
  permission: 'report.write',
  input: z.object({ reportId: z.uuid(), id: z.uuid() }),
  async run(scope, { reportId, id }) {
    const { trx, actor, now, audit } = scope;
    const report = await lockReport(trx, actor.tenantId, reportId);
    await takePart(scope, report, draftingStep(report));
    if (!(await settleAsideOf(trx, actor.tenantId, reportId, id, actor.userId, now)))
      throw new HuibaoError('report.aside_not_found');
    audit({ action: 'report.aside_settled', subject: reportId, detail: { aside: id } });
    return { id };
  },
});
