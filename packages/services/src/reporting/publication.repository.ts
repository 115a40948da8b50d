import type { DB, TenantReader, TenantTransaction } from '@huibao/db';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { HuibaoError, type OfficialDocument } from '@huibao/domain';
import type { Kysely } from 'kysely';
import type { Report } from './report.repository.ts';

export async function findPublicationOf(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
): Promise<{ readonly id: string; readonly publishedOn: string } | undefined> {
  return trx
    .selectFrom('publications')
    .select(['id', 'published_on as publishedOn'])
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .executeTakeFirst();
}

export interface NewPublication {
  readonly id: string;
  readonly report: Pick<Report, 'id' | 'year' | 'version'>;
  readonly issuer: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly publishedOn: string;
  readonly document: OfficialDocument;
  readonly html: string;
  readonly pdf: Uint8Array;
  readonly docx: Uint8Array;
  readonly isDemo: boolean;
}

/** In the place of the year's earlier versions; false where the report is published already. */
export async function insertPublication(
  trx: TenantTransaction,
  tenantId: number,
  { id, report, issuer, number, issuedOn, publishedOn, document, html, pdf, docx, isDemo }: NewPublication,
): Promise<boolean> {
  const published = await trx
    .insertInto('publications')
    .values({
      tenant_id: tenantId,
      id,
      report_id: report.id,
      year: report.year,
      version: report.version,
      issuer,
      title: document.title.join(''),
      number,
      issued_on: issuedOn,
      published_on: publishedOn,
      document: JSON.stringify(document),
      html,
      pdf: Buffer.from(pdf),
      docx: Buffer.from(docx),
      is_demo: isDemo,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'report_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!published) return false;
  await trx
    .updateTable('publications')
    .set({ superseded_by: id })
    .where('tenant_id', '=', tenantId)
    .where('year', '=', report.year)
    .where('version', '<', report.version)
    .where('superseded_by', 'is', null)
    .execute();
  return true;
}

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

const summary = [
  'id',
  'year',
  'version',
  'issuer',
  'title',
  'number',
  'issued_on as issuedOn',
  'published_on as publishedOn',
  'is_demo as isDemo',
] as const;

/** What needs no account: the publications' own role sees nothing else. */
export async function listPublications(publicDb: Kysely<DB>): Promise<readonly PublicationSummary[]> {
  return publicDb
    .selectFrom('publications')
    .select(summary)
    .where('superseded_by', 'is', null)
    .orderBy('year', 'desc')
    .orderBy('published_on', 'desc')
    .orderBy('issuer')
    .execute();
}

export async function getPublication(
  publicDb: Kysely<DB>,
  id: string,
): Promise<PublicationSummary & { readonly html: string; readonly supersededBy: string | null }> {
  const publication = await publicDb
    .selectFrom('publications')
    .select([...summary, 'superseded_by as supersededBy', 'html'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!publication) throw new HuibaoError('publication.not_found');
  return publication;
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
