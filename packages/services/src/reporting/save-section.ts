import { figuresOf, HuibaoError, sectionContentSchema, typedNumbers } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { lockReport } from './report.repository.ts';
import { hasSection, updateSection } from './section.repository.ts';

/** Saves one section as its next version, if nobody else did meanwhile. */
export const saveSection = defineMutation({
  permission: 'report.write',
  input: z.object({
    reportId: z.uuid(),
    code: z.string().max(40),
    version: z.int().min(1),
    content: sectionContentSchema,
  }),
  async run({ trx, actor, now }, { reportId, code, version, content }) {
    const report = await lockReport(trx, actor.tenantId, reportId);
    if (report.state !== 'drafting') throw new HuibaoError('report.wrong_state');
    const known = new Set(report.edition.indicators.map((indicator) => indicator.code));
    const unknown = figuresOf(content).find((figure) => !known.has(figure.attrs.indicator));
    if (unknown) throw new HuibaoError('report.figure_unknown', { indicator: unknown.attrs.indicator });
    const section = { code, version, content };
    if (!(await updateSection(trx, actor.tenantId, reportId, section, actor.userId, now))) {
      const isThere = await hasSection(trx, actor.tenantId, reportId, code);
      throw new HuibaoError(isThere ? 'report.section_changed' : 'report.section_not_found');
    }
    return { version: version + 1, savedAt: now.toISOString(), typedNumbers: typedNumbers(content) };
  },
});
