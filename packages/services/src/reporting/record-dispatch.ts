import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { updateDispatch } from './dispatch.repository.ts';
import { getReport } from './report.repository.ts';

/** 报送登记: that a copy went out to an addressee outside the system, how, and its receipt. */
export const recordDispatch = defineMutation({
  permission: 'report.send',
  input: z.object({
    reportId: z.uuid(),
    no: z.int32().min(0),
    channel: z.enum(['oa', 'paper', 'platform']),
    receipt: z.string().trim().max(100),
  }),
  async run({ trx, actor, now, audit }, { reportId, ...dispatch }) {
    const report = await getReport(trx, actor.tenantId, reportId);
    if (report.state !== 'issued' || report.number === null) throw new HuibaoError('report.not_issued');
    if (!(await updateDispatch(trx, actor.tenantId, reportId, dispatch, actor.userId, now)))
      throw new HuibaoError('dispatch.not_found');
    const { no, channel } = dispatch;
    audit({ action: 'report.dispatched', subject: reportId, detail: { no, channel } });
    return { no };
  },
});
