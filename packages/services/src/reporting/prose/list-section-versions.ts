import { z } from 'zod';
import { defineQuery } from '../../use-case.ts';
import { getReport } from '../report.repository.ts';
import { listVersionsOfSection } from './section-version.repository.ts';

const page = 50;

/** Who wrote which version of a section when, newest first, a page at a time. */
export const listSectionVersions = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid(), code: z.string().max(40), before: z.int32().min(1).nullable().default(null) }),
  async run({ trx, actor }, { reportId, code, before }) {
    await getReport(trx, actor.tenantId, reportId);
    const versions = await listVersionsOfSection(trx, actor.tenantId, reportId, { code, before, most: page + 1 });
    return { versions: versions.slice(0, page), hasMore: versions.length > page };
  },
});
