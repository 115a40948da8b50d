import { annulmentGrounds, findPersonalData, HuibaoError, localDate } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { insertDecision } from './decision.repository.ts';
import { erasePublication, findPublicationOf } from './publication.repository.ts';
import { lockReport } from './report.repository.ts';

/**
 * 作废: what should never have been public is erased, page and files, for good. The one exception to immutability:
 * number, dates, hashes and the ground stay, and the address says what became of it. Whoever annuls types the number of
 * what goes. The report itself, signed, stays with the bureau and its superior.
 */
export const annulPublication = defineMutation({
  permission: 'report.annul',
  input: z.object({
    reportId: z.uuid(),
    number: z.string().trim().max(60),
    ground: z.enum(annulmentGrounds),
    reason: z.string().trim().min(2).max(500),
  }),
  async run(scope, { reportId, number, ground, reason }) {
    const { trx, actor, now, audit } = scope;
    const report = await lockReport(trx, actor.tenantId, reportId);
    const publication = await findPublicationOf(trx, actor.tenantId, reportId);
    if (!publication) throw new HuibaoError('publication.not_found');
    if (publication.annulledOn !== null) throw new HuibaoError('publication.annulled');
    if (publication.number !== number) throw new HuibaoError('publication.number_differs');
    // The reason outlives what is erased, and may not repeat it.
    if (findPersonalData(reason).length > 0) throw new HuibaoError('report.answer_personal');
    const annulledOn = localDate(now);
    await erasePublication(trx, actor.tenantId, publication.id, { ground, annulledOn });
    const decision = { step: 'annul', action: 'annulled', comment: reason, hash: report.hash ?? '' } as const;
    await insertDecision(trx, actor.tenantId, reportId, decision, actor.userId, now);
    audit({ action: 'report.annulled', subject: reportId, detail: { publication: publication.id, ground } });
    return { annulledOn };
  },
});
