import type { TenantReader, TenantTransaction } from '@huibao/db';
import { upcastContent, type Numbering, type SectionContent, type StoredContent } from '@huibao/domain';
import { jsonOf } from '../json-column.ts';

export interface SectionText {
  readonly code: string;
  readonly heading: string;
  readonly level: number;
  readonly numbering: Numbering;
  readonly content: SectionContent;
}

export interface ReportSection extends SectionText {
  readonly version: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** In the order of the report. One that is annulled has none. */
export async function listSections(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
): Promise<readonly ReportSection[]> {
  const rows = await trx
    .selectFrom('report_sections as s')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.updated_by'))
    .select(['s.code', 's.heading', 's.level', 's.numbering', 's.content', 's.version', 's.updated_at', 'u.name'])
    .where('s.tenant_id', '=', tenantId)
    .where('s.report_id', '=', reportId)
    .where('s.content', 'is not', null)
    .orderBy('s.position')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    heading: row.heading,
    level: row.level,
    numbering: row.numbering as Numbering,
    content: upcastContent(jsonOf<StoredContent>(row.content)),
    version: row.version,
    updatedAt: row.updated_at,
    updatedBy: row.name ?? '',
  }));
}

/** Each as its first version: a new report's, in their order, or where they are placed. */
export async function insertSections(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  sections: readonly (SectionText & { readonly position?: number })[],
  writtenBy: string,
  writtenAt: Date,
): Promise<void> {
  const rows = sections.map(({ code, heading, level, numbering, content, position }, index) => ({
    tenant_id: tenantId,
    report_id: reportId,
    code,
    position: position ?? index,
    heading,
    level,
    numbering,
    content: asWrittenNow(content),
    version: 1,
    updated_by: writtenBy,
    updated_at: writtenAt,
  }));
  await trx.insertInto('report_sections').values(rows).execute();
  await trx
    .insertInto('report_section_versions')
    .values(
      rows.map(({ code, content, version }) => ({
        tenant_id: tenantId,
        report_id: reportId,
        code,
        version,
        content,
        written_by: writtenBy,
        written_at: writtenAt,
      })),
    )
    .execute();
}

/** Its place and its heading, as a newer template has them. The report is locked by the caller. */
export async function placeSection(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  { code, heading, level, numbering, position }: Omit<SectionText, 'content'> & { readonly position: number },
): Promise<void> {
  await trx
    .updateTable('report_sections')
    .set({ heading, level, numbering, position })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('code', '=', code)
    .execute();
}

/** Whatever is written is of today's version, an earlier text that is taken up again too. */
function asWrittenNow(content: SectionContent): string {
  return JSON.stringify({ ...content, version: 2 });
}

/** The section as its next version. The report is locked, and the version was compared. */
export async function updateSection(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  section: { readonly code: string; readonly version: number; readonly content: SectionContent },
  writtenBy: string,
  writtenAt: Date,
): Promise<void> {
  const content = asWrittenNow(section.content);
  const version = section.version + 1;
  await trx
    .updateTable('report_sections')
    .set({ content, version, updated_by: writtenBy, updated_at: writtenAt })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('code', '=', section.code)
    .where('version', '=', section.version)
    .execute();
  await trx
    .insertInto('report_section_versions')
    .values({
      tenant_id: tenantId,
      report_id: reportId,
      code: section.code,
      version,
      content,
      written_by: writtenBy,
      written_at: writtenAt,
    })
    .execute();
}

export async function findSection(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
  code: string,
): Promise<{ readonly version: number; readonly content: SectionContent } | undefined> {
  const section = await trx
    .selectFrom('report_sections')
    .select(['version', 'content'])
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('code', '=', code)
    .executeTakeFirst();
  return section && { version: section.version, content: upcastContent(jsonOf<StoredContent>(section.content)) };
}

/** Who wrote which version when, without the text. */
export interface SectionHead {
  readonly code: string;
  readonly version: number;
  readonly by: string;
  readonly at: string;
}

export interface StandingHead extends SectionHead {
  /** Whether whoever asks wrote it. */
  readonly isOwn: boolean;
}

/** Of each section as it is now. */
export async function listSectionHeads(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
  userId: string,
): Promise<readonly StandingHead[]> {
  const rows = await trx
    .selectFrom('report_sections as s')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.updated_by'))
    .select(['s.code', 's.version', 's.updated_at', 's.updated_by', 'u.name'])
    .where('s.tenant_id', '=', tenantId)
    .where('s.report_id', '=', reportId)
    .orderBy('s.position')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    version: row.version,
    by: row.name ?? '',
    isOwn: row.updated_by === userId,
    at: row.updated_at.toISOString(),
  }));
}
