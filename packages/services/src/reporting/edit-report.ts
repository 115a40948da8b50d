import { figuresOf, HuibaoError, sectionContentSchema, typedNumbers } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { lockReport } from './report.repository.ts';

/** Saves one section as its next version, if nobody else did meanwhile. */
export const saveSection = defineMutation({
  permission: 'report.write',
  input: z.object({
    reportId: z.uuid(),
    code: z.string().max(40),
    version: z.int().min(1),
    content: sectionContentSchema,
  }),
  async run(scope, { reportId, code, version, content }) {
    const { trx, actor, now } = scope;
    const report = await lockReport(scope, reportId);
    if (report.state !== 'drafting') throw new HuibaoError('report.wrong_state');
    const known = new Set(report.edition.indicators.map((indicator) => indicator.code));
    const unknown = figuresOf(content).find((figure) => !known.has(figure.attrs.indicator));
    if (unknown) throw new HuibaoError('report.figure_unknown', { indicator: unknown.attrs.indicator });
    const saved = await trx
      .updateTable('report_sections')
      .set({ content: JSON.stringify(content), version: version + 1, updated_by: actor.userId, updated_at: now })
      .where('tenant_id', '=', actor.tenantId)
      .where('report_id', '=', reportId)
      .where('code', '=', code)
      .where('version', '=', version)
      .returning('version')
      .executeTakeFirst();
    if (!saved) {
      const exists = await trx
        .selectFrom('report_sections')
        .select('version')
        .where('tenant_id', '=', actor.tenantId)
        .where('report_id', '=', reportId)
        .where('code', '=', code)
        .executeTakeFirst();
      throw new HuibaoError(exists ? 'report.section_changed' : 'report.section_not_found');
    }
    await trx
      .insertInto('report_section_versions')
      .values({
        tenant_id: actor.tenantId,
        report_id: reportId,
        code,
        version: saved.version,
        content: JSON.stringify(content),
        written_by: actor.userId,
        written_at: now,
      })
      .execute();
    return { version: saved.version, savedAt: now.toISOString(), typedNumbers: typedNumbers(content) };
  },
});
