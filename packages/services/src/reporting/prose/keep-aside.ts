import { HuibaoError, sectionContentSchema } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { lockReport } from '../report.repository.ts';
import { requireSize } from '../save-section.ts';
import { findSection } from '../section.repository.ts';
import { draftingStep, takePart } from '../signing/take-part.ts';
import { insertAside } from './aside.repository.ts';

/**
 * Keeps what was written on a version that a colleague has replaced, or while the report went on to be checked: beside
 * the text, until a person has taken it in or laid it aside.
 */
export const keepAside = defineMutation({
  permission: 'report.write',
  input: z.object({
    reportId: z.uuid(),
    code: z.string().max(40),
    baseVersion: z.int32().min(1),
    content: sectionContentSchema,
  }),
  async run(scope, { reportId, ...aside }) {
    const { trx, actor, now, audit } = scope;
    requireSize(aside.content);
    const report = await lockReport(trx, actor.tenantId, reportId);
    if (report.annulment) throw new HuibaoError('report.annulled');
    if (!(await findSection(trx, actor.tenantId, reportId, aside.code)))
      throw new HuibaoError('report.section_not_found');
    await takePart(scope, report, draftingStep(report));
    const id = await insertAside(trx, actor.tenantId, reportId, aside, actor.userId, now);
    audit({ action: 'report.prose_kept_aside', subject: reportId, detail: { code: aside.code } });
    return { id };
  },
});
