import { figureKey, figureScopeSchema, HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { figuresOfReport } from '../figures-of-report.ts';
import { lockReport } from '../report.repository.ts';
import { listSections } from '../section.repository.ts';
import { draftingStep, takePart } from '../signing/take-part.ts';
import { replaceSeen } from './seen-figure.repository.ts';

/** 已核对: the drafter looked at a figure that moved, and the words around it still fit what it is now. */
export const lookAgain = defineMutation({
  permission: 'report.write',
  input: z.object({
    reportId: z.uuid(),
    /** Each with the value that was on the screen: one that moved on meanwhile wasn't looked at. */
    figures: z
      .array(
        z.object({
          indicator: z.string().max(80),
          scope: figureScopeSchema.optional(),
          value: z.string().max(60).nullable(),
        }),
      )
      .min(1)
      .max(500),
  }),
  async run(scope, { reportId, figures }) {
    const { trx, actor, now, audit } = scope;
    const report = await lockReport(trx, actor.tenantId, reportId);
    if (report.state !== 'drafting') throw new HuibaoError('report.wrong_state');
    await takePart(scope, report, draftingStep(report));
    const current = await figuresOfReport(scope, report, await listSections(trx, actor.tenantId, reportId));
    const seen = figures.map(({ value, ...figure }) => {
      const now = current.get(figureKey(figure)) ?? null;
      if ((now?.value ?? null) !== value) throw new HuibaoError('report.figure_moved_on');
      return { ...figure, value: now };
    });
    await replaceSeen(trx, actor.tenantId, reportId, seen, actor.userId, now);
    audit({
      action: 'report.figures_looked_at',
      subject: reportId,
      detail: { figures: seen.map(figureKey).join(' ') },
    });
    return { looked: seen.length };
  },
});
