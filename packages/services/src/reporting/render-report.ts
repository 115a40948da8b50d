import { renderDocx } from '@huibao/documents/docx';
import { renderPdf } from '@huibao/documents/pdf';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { HuibaoError, officialWording, type OfficialDocument } from '@huibao/domain';
import { z } from 'zod';
import { jsonOf } from '../json-column.ts';
import { defineQuery, type QueryScope } from '../use-case.ts';
import { hiddenInPublic } from './figures-of-text.ts';
import { figuresOfReport } from './get-report.ts';
import { layOut, type Copy } from './lay-out.ts';
import { getIssuer, getReport, listSections, type Report, titlesOf } from './report.repository.ts';

/** The document as it stands: frozen words where issued, live ones with a watermark before. */
export async function documentOf(scope: QueryScope, report: Report, copy: Copy): Promise<OfficialDocument> {
  const figures = await figuresOfReport(scope, report);
  if (report.frozen) {
    const hidden = new Set(copy === 'public' ? report.frozen.hidden : []);
    return layOut(
      report.frozen,
      report.frozen.issuer,
      report.frozen.definitions ?? report.edition.indicators,
      figures,
      hidden,
      { copy, number: report.number, signer: report.frozen.signer, date: report.issuedOn, watermark: '' },
    );
  }
  const issuer = await getIssuer(scope.trx, scope.actor.tenantId);
  const text = {
    ...titlesOf(report.edition, issuer),
    sections: await listSections(scope.trx, scope.actor.tenantId, report.id),
  };
  const hidden = copy === 'public' ? hiddenInPublic(report.edition, text.sections, figures) : new Set<string>();
  return layOut(text, issuer, report.edition.indicators, figures, hidden, {
    copy,
    number: null,
    signer: '',
    date: null,
    watermark: officialWording.draft,
  });
}

export async function renderFile(document: OfficialDocument, format: 'pdf' | 'docx'): Promise<RenderedFile> {
  const bytes = format === 'pdf' ? renderPdf(document) : await renderDocx(document);
  return { name: `${document.title.join('')}.${format}`, mediaType: mediaTypes[format], bytes };
}

export const exportReport = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid(), copy: z.enum(['upward', 'public']), format: z.enum(['pdf', 'docx']) }),
  async run(scope, { reportId, copy, format }): Promise<RenderedFile> {
    return renderFile(await documentOf(scope, await getReport(scope, reportId), copy), format);
  },
});

/** The city reads what was delivered, as it was delivered. */
export const exportDelivery = defineQuery({
  permission: 'oversight.read',
  input: z.object({ deliveryId: z.uuid(), format: z.enum(['pdf', 'docx']) }),
  async run({ trx, actor }, { deliveryId, format }): Promise<RenderedFile> {
    const row = await trx
      .selectFrom('deliveries')
      .select('document')
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', deliveryId)
      .executeTakeFirst();
    if (!row) throw new HuibaoError('delivery.not_found');
    return renderFile(jsonOf<OfficialDocument>(row.document), format);
  },
});
