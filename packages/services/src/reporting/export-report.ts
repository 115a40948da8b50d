import { documentFormats, renderDocument } from '@huibao/documents/render-document';
import type { RenderedFile } from '@huibao/documents/rendered-file';
import { z } from 'zod';
import { Later } from '../later.ts';
import { defineQuery } from '../use-case.ts';
import { documentOf } from './document-of-report.ts';
import { getReport } from './report.repository.ts';

export const exportReport = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid(), copy: z.enum(['upward', 'public']), format: z.enum(documentFormats) }),
  async run(scope, { reportId, copy, format }): Promise<Later<RenderedFile>> {
    const report = await getReport(scope.trx, scope.actor.tenantId, reportId);
    const document = await documentOf(scope, report, copy);
    return new Later(() => renderDocument(document, format, String(scope.actor.tenantId)));
  },
});
