import { renderDocx } from '@huibao/documents/docx';
import { renderHtml } from '@huibao/documents/html';
import { renderPdf } from '@huibao/documents/pdf';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import type { DB } from '@huibao/db';
import { HuibaoError, localDate } from '@huibao/domain';
import type { Kysely } from 'kysely';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { enqueue } from '../notifications/enqueue.ts';
import { defineMutation } from '../use-case.ts';
import { documentOf } from './render-report.ts';
import { getIssuer, lockReport } from './report.repository.ts';
import { recordDecision } from './sign-report.ts';

/** Needs 签发 and sending up, not the superior's acceptance: the statutory date is the bureau's own duty. */
export const publishReport = defineMutation({
  permission: 'report.send',
  input: z.object({ reportId: z.uuid() }),
  async run(scope, { reportId }) {
    const { trx, actor, now, audit } = scope;
    const report = await lockReport(scope, reportId);
    if (report.state !== 'issued' || report.number === null || report.issuedOn === null)
      throw new HuibaoError('report.not_issued');
    const { name, isDemo, parentId } = await getIssuer(trx, actor.tenantId);
    const superior =
      parentId === null
        ? undefined
        : await trx
            .selectFrom('tenants')
            .select('id')
            .where('id', '=', parentId)
            .where('kind', '<>', 'platform')
            .executeTakeFirst();
    const sent = await trx
      .selectFrom('deliveries')
      .select('id')
      .where('sender_tenant_id', '=', actor.tenantId)
      .where('sender_report_id', '=', reportId)
      .executeTakeFirst();
    // Whoever has nobody above here publishes all the same.
    if (superior && !sent) throw new HuibaoError('report.not_sent');
    const document = await documentOf(scope, report, 'public');
    const id = uuid();
    const published = await trx
      .insertInto('publications')
      .values({
        tenant_id: actor.tenantId,
        id,
        report_id: reportId,
        year: report.year,
        version: report.version,
        issuer: name,
        title: document.title.join(''),
        number: report.number,
        issued_on: report.issuedOn,
        published_on: localDate(now),
        document: JSON.stringify(document),
        html: renderHtml(document),
        pdf: Buffer.from(renderPdf(document)),
        docx: Buffer.from(await renderDocx(document)),
        is_demo: isDemo,
      })
      .onConflict((oc) => oc.columns(['tenant_id', 'report_id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!published) throw new HuibaoError('report.already_published');
    await trx
      .updateTable('publications')
      .set({ superseded_by: id })
      .where('tenant_id', '=', actor.tenantId)
      .where('year', '=', report.year)
      .where('version', '<', report.version)
      .where('superseded_by', 'is', null)
      .execute();
    await recordDecision(scope, reportId, 'publish', 'published', '', report.hash ?? '');
    audit({ action: 'report.published', subject: reportId, detail: { publication: id } });
    await enqueue(scope, {
      workflow: 'report',
      workflowId: `report/${actor.tenantId}/${reportId}`,
      signal: 'published',
      payload: { tenantId: actor.tenantId, reportId, at: now.toISOString() },
    });
    return { publicationId: id };
  },
});

export interface PublicationSummary {
  readonly id: string;
  readonly year: number;
  readonly version: number;
  readonly issuer: string;
  readonly title: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly publishedOn: string;
  readonly isDemo: boolean;
}

const summaryColumns = [
  'id',
  'year',
  'version',
  'issuer',
  'title',
  'number',
  'issued_on',
  'published_on',
  'is_demo',
  'superseded_by',
] as const;

type SummaryRow = {
  id: string;
  year: number;
  version: number;
  issuer: string;
  title: string;
  number: string;
  issued_on: string;
  published_on: string;
  is_demo: boolean;
};

function summaryOf(row: SummaryRow): PublicationSummary {
  return {
    id: row.id,
    year: row.year,
    version: row.version,
    issuer: row.issuer,
    title: row.title,
    number: row.number,
    issuedOn: row.issued_on,
    publishedOn: row.published_on,
    isDemo: row.is_demo,
  };
}

/** What needs no account: the publications' own role sees nothing else. */
export async function listPublications(publicDb: Kysely<DB>): Promise<readonly PublicationSummary[]> {
  const rows = await publicDb
    .selectFrom('publications')
    .select(summaryColumns)
    .where('superseded_by', 'is', null)
    .orderBy('year', 'desc')
    .orderBy('published_on', 'desc')
    .orderBy('issuer')
    .execute();
  return rows.map(summaryOf);
}

export async function getPublication(
  publicDb: Kysely<DB>,
  id: string,
): Promise<PublicationSummary & { readonly html: string; readonly supersededBy: string | null }> {
  const row = await publicDb
    .selectFrom('publications')
    .select([...summaryColumns, 'html'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('publication.not_found');
  return { ...summaryOf(row), html: row.html, supersededBy: row.superseded_by };
}

export async function getPublicationFile(
  publicDb: Kysely<DB>,
  id: string,
  format: 'pdf' | 'docx',
): Promise<RenderedFile> {
  const row = await publicDb
    .selectFrom('publications')
    .select([format === 'pdf' ? 'pdf as bytes' : 'docx as bytes', 'title'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('publication.not_found');
  return { name: `${row.title}.${format}`, mediaType: mediaTypes[format], bytes: row.bytes };
}
