import { documentFormats, renderDocument } from '@huibao/documents/render-document';
import type { RenderedFile } from '@huibao/documents/rendered-file';
import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { documentOf } from './document-of-report.ts';
import { getReport } from './report.repository.ts';

export const exportReport = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid(), copy: z.enum(['upward', 'public']), format: z.enum(documentFormats) }),
  async run(scope, { reportId, copy, format }): Promise<RenderedFile> {
    const report = await getReport(scope.trx, scope.actor.tenantId, reportId);
    return renderDocument(await documentOf(scope, report, copy), format, String(scope.actor.tenantId));
  },
});
