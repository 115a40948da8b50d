import { defineStatement, type TenantReader } from '@huibao/db';
import { HuibaoError, upcastContent, type SectionContent, type StoredContent } from '@huibao/domain';
import { jsonOf } from '../../json-column.ts';
import type { SectionHead } from '../section.repository.ts';

interface VersionsAsked {
  readonly tenantId: number;
  readonly reportId: string;
  readonly code: string;
  readonly before: number;
  readonly most: number;
}

const versionsBefore = defineStatement((trx, { tenantId, reportId, code, before, most }: VersionsAsked) =>
  trx
    .selectFrom('report_section_versions as v')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'v.tenant_id').onRef('u.id', '=', 'v.written_by'))
    .select(['v.code', 'v.version', 'v.written_at', 'u.name'])
    .select((eb) => eb('v.content', 'is', null).as('isErased'))
    .where('v.tenant_id', '=', tenantId)
    .where('v.report_id', '=', reportId)
    .where('v.code', '=', code)
    .where('v.version', '<', before)
    .orderBy('v.version', 'desc')
    .limit(most),
);

/** No version has it: all are before. */
const noVersion = 2 ** 31 - 1;

/** Newest first, those before `before` where it is given. The first page and any other are one statement. */
export async function listVersionsOfSection(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
  { code, before, most }: { readonly code: string; readonly before: number | null; readonly most: number },
): Promise<readonly (SectionHead & { readonly isErased: boolean })[]> {
  const rows = await versionsBefore.run(trx, { tenantId, reportId, code, before: before ?? noVersion, most });
  return rows.map((row) => ({
    code: row.code,
    version: row.version,
    by: row.name ?? '',
    at: row.written_at.toISOString(),
    isErased: row.isErased === true,
  }));
}

export async function findVersionOfSection(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
  code: string,
  version: number,
): Promise<(SectionHead & { readonly content: SectionContent }) | undefined> {
  const row = await trx
    .selectFrom('report_section_versions as v')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'v.tenant_id').onRef('u.id', '=', 'v.written_by'))
    .select(['v.content', 'v.written_at', 'u.name'])
    .where('v.tenant_id', '=', tenantId)
    .where('v.report_id', '=', reportId)
    .where('v.code', '=', code)
    .where('v.version', '=', version)
    .executeTakeFirst();
  if (!row) return undefined;
  // It led to a text whose earlier version was annulled.
  if (row.content === null) throw new HuibaoError('report.version_erased');
  const content = upcastContent(jsonOf<StoredContent>(row.content));
  return { code, version, by: row.name ?? '', at: row.written_at.toISOString(), content };
}
