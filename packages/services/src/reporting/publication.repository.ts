import { createHash } from 'node:crypto';
import type { DB, TenantReader, TenantTransaction } from '@huibao/db';
import type { AnnulmentGround, OfficialDocument } from '@huibao/domain';
import type { ExpressionBuilder } from 'kysely';
import type { Edition } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';
import type { Report } from './report.repository.ts';

/** What became of a report in public, as its bureau sees it. */
export interface OwnPublication {
  readonly id: string;
  readonly indexNo: string;
  readonly number: string;
  readonly publishedOn: string;
  readonly isSuperseded: boolean;
  readonly annulledOn: string | null;
}

export async function findPublicationOf(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
): Promise<OwnPublication | undefined> {
  const row = await trx
    .selectFrom('publications')
    .select([
      'id',
      'index_no as indexNo',
      'number',
      'published_on as publishedOn',
      'superseded_by',
      'annulled_on as annulledOn',
    ])
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { superseded_by: successor, ...publication } = row;
  return { ...publication, isSuperseded: successor !== null };
}

export interface NewPublication {
  readonly id: string;
  /** Of all publications of all bureaus. */
  readonly indexNo: string;
  readonly report: Pick<Report, 'id' | 'year' | 'version'>;
  readonly issuer: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly publishedOn: string;
  readonly document: OfficialDocument;
  readonly html: string;
  /** Hashes under which they are kept. */
  readonly pdf: string;
  readonly docx: string;
  readonly isDemo: boolean;
}

/** False where the index number is somebody's already. The report is locked, and was looked up before. */
export async function insertPublication(
  trx: TenantTransaction,
  tenantId: number,
  { id, indexNo, report, issuer, number, issuedOn, publishedOn, document, html, pdf, docx, isDemo }: NewPublication,
): Promise<boolean> {
  const taken = await trx
    .insertInto('index_numbers')
    .values({ index_no: indexNo, tenant_id: tenantId })
    .onConflict((oc) => oc.column('index_no').doNothing())
    .returning('index_no')
    .executeTakeFirst();
  if (!taken) return false;
  const published = await trx
    .insertInto('publications')
    .values({
      tenant_id: tenantId,
      id,
      index_no: indexNo,
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
      html_hash: sha256(html),
      pdf_blob: pdf,
      pdf_hash: pdf,
      docx_blob: docx,
      docx_hash: docx,
      is_demo: isDemo,
    })
    // What a version before this published, whose numbers are taken here alone.
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  return published !== undefined;
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Of the same edition: a year may have a report of each of several programmes. */
const earlierVersions =
  (tenantId: number, { edition, version }: EarlierThan) =>
  (earlier: ExpressionBuilder<DB, 'publications'>) =>
    earlier
      .selectFrom('reports')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('owner_tenant_id', '=', edition.ownerTenantId)
      .where('edition_id', '=', edition.id)
      .where('version', '<', version);

interface EarlierThan {
  readonly edition: Pick<Edition, 'ownerTenantId' | 'id'>;
  readonly version: number;
}

interface Superseded {
  readonly id: string;
  readonly document: OfficialDocument;
}

/** What `supersedePublications` would answer now. */
export async function listToSupersede(
  trx: TenantReader,
  tenantId: number,
  report: EarlierThan,
): Promise<readonly Superseded[]> {
  const rows = await trx
    .selectFrom('publications')
    .select(['id', 'document'])
    .where('tenant_id', '=', tenantId)
    .where('superseded_by', 'is', null)
    .where('report_id', 'in', earlierVersions(tenantId, report))
    .execute();
  return withContent(rows);
}

/** The earlier versions' publications give way to this one. Answers those that still have content to be stamped. */
export async function supersedePublications(
  trx: TenantTransaction,
  tenantId: number,
  report: EarlierThan,
  successor: string,
): Promise<readonly Superseded[]> {
  const rows = await trx
    .updateTable('publications')
    .set({ superseded_by: successor })
    .where('tenant_id', '=', tenantId)
    .where('superseded_by', 'is', null)
    .where('report_id', 'in', earlierVersions(tenantId, report))
    .returning(['id', 'document'])
    .execute();
  return withContent(rows);
}

function withContent(rows: readonly { readonly id: string; readonly document: unknown }[]): readonly Superseded[] {
  return rows.flatMap(({ id, document }) =>
    document === null ? [] : [{ id, document: jsonOf<OfficialDocument>(document) }],
  );
}

export async function updateStamped(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  { pdf, docx }: { readonly pdf: string; readonly docx: string },
): Promise<void> {
  await trx
    .updateTable('publications')
    .set({ stamped_pdf_blob: pdf, stamped_docx_blob: docx })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** Erases what it said, for good: hashes, number and dates stay. Answers the hashes of its files, which go next. */
export async function erasePublication(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  { ground, annulledOn }: { readonly ground: AnnulmentGround; readonly annulledOn: string },
): Promise<readonly string[]> {
  const files = await trx
    .selectFrom('publications')
    .select(['pdf_blob', 'docx_blob', 'stamped_pdf_blob', 'stamped_docx_blob'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('publications')
    .set({
      document: null,
      html: null,
      pdf_blob: null,
      docx_blob: null,
      stamped_pdf_blob: null,
      stamped_docx_blob: null,
      annulled_on: annulledOn,
      annulled_for: ground,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
  return Object.values(files).filter((hash) => hash !== null);
}
