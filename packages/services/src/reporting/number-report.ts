import { documentNumber, HuibaoError, parseNumber } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { insertDecision } from './decision.repository.ts';
import { proposeNumber } from './propose-number.ts';
import { isNumberTaken, lockNumbers, lockReport, updateNumber } from './report.repository.ts';

/** 登记编号, after 签发. */
export const numberReport = defineMutation({
  permission: 'report.send',
  input: z.object({ reportId: z.uuid(), sequence: z.int().min(1).max(9999).nullable() }),
  async run({ trx, actor, now, audit }, { reportId, sequence }) {
    const report = await lockReport(trx, actor.tenantId, reportId);
    if (report.number !== null) throw new HuibaoError('report.wrong_state');
    if (report.state !== 'issued') throw new HuibaoError('report.not_issued');
    await lockNumbers(trx, actor.tenantId);
    const proposed = await proposeNumber(trx, actor.tenantId, report);
    const number = sequence === null ? proposed : documentNumber(parseNumber(proposed)?.series ?? '', sequence);
    if (await isNumberTaken(trx, actor.tenantId, number)) throw new HuibaoError('report.number_taken', { number });
    await updateNumber(trx, actor.tenantId, reportId, number);
    const decision = { step: 'number', action: 'numbered', comment: number, hash: report.hash ?? '' } as const;
    await insertDecision(trx, actor.tenantId, reportId, decision, actor.userId, now);
    audit({ action: 'report.numbered', subject: reportId, detail: { number } });
    return { number };
  },
});
