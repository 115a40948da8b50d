import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { getReport } from '../report.repository.ts';
import { writeSection } from '../save-section.ts';
import { findVersionOfSection } from './section-version.repository.ts';

/** An earlier text as a new version, on top of the one that was seen: nothing between is lost. */
export const restoreSection = defineMutation({
  permission: 'report.write',
  input: z.object({
    reportId: z.uuid(),
    code: z.string().max(40),
    restored: z.int32().min(1),
    /** The version that stands, as the screen knew it. */
    version: z.int32().min(1),
  }),
  async run(scope, { reportId, code, restored, version }) {
    const { trx, actor, audit } = scope;
    await getReport(trx, actor.tenantId, reportId);
    const earlier = await findVersionOfSection(trx, actor.tenantId, reportId, code, restored);
    if (!earlier) throw new HuibaoError('report.version_not_found');
    const { content } = earlier;
    const saved = await writeSection(scope, { reportId, code, version, content, earlier: content });
    audit({ action: 'report.section_restored', subject: reportId, detail: { code, restored, version: saved.version } });
    return { ...saved, content };
  },
});
