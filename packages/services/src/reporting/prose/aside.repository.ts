import type { TenantReader, TenantTransaction } from '@huibao/db';
import { upcastContent, type SectionContent, type StoredContent } from '@huibao/domain';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { jsonOf } from '../../json-column.ts';

/** Prose that was written on a version which a colleague had already replaced. */
export interface Aside {
  readonly id: string;
  readonly code: string;
  readonly baseVersion: number;
  readonly content: SectionContent;
  readonly by: string;
  readonly at: string;
}

/** More than a page shows. */
const mostAsides = 100;

/** Those that nobody has settled, newest first. */
export async function listAsidesOf(trx: TenantReader, tenantId: number, reportId: string): Promise<readonly Aside[]> {
  const rows = await trx
    .selectFrom('report_asides as a')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'a.tenant_id').onRef('u.id', '=', 'a.written_by'))
    .select(['a.id', 'a.code', 'a.base_version', 'a.content', 'a.written_at', 'u.name'])
    .where('a.tenant_id', '=', tenantId)
    .where('a.report_id', '=', reportId)
    .where('a.settled_at', 'is', null)
    .where('a.content', 'is not', null)
    .orderBy('a.written_at', 'desc')
    .limit(mostAsides)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    baseVersion: row.base_version,
    content: upcastContent(jsonOf<StoredContent>(row.content)),
    by: row.name ?? '',
    at: row.written_at.toISOString(),
  }));
}

export async function countAsides(trx: TenantReader, tenantId: number, reportId: string): Promise<number> {
  const row = await trx
    .selectFrom('report_asides')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('settled_at', 'is', null)
    .where('content', 'is not', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Its id; that of the same text, where it waits already. */
export async function insertAside(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  aside: Pick<Aside, 'code' | 'baseVersion' | 'content'>,
  writtenBy: string,
  writtenAt: Date,
): Promise<string> {
  const content = JSON.stringify(aside.content);
  const kept = await trx
    .selectFrom('report_asides')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('code', '=', aside.code)
    .where('written_by', '=', writtenBy)
    .where('settled_at', 'is', null)
    .where(sql<boolean>`content = ${content}::jsonb`)
    .executeTakeFirst();
  if (kept) return kept.id;
  const id = uuid();
  await trx
    .insertInto('report_asides')
    .values({
      tenant_id: tenantId,
      id,
      report_id: reportId,
      code: aside.code,
      base_version: aside.baseVersion,
      content,
      written_by: writtenBy,
      written_at: writtenAt,
    })
    .execute();
  return id;
}

/** False where there is none that waits. */
export async function settleAsideOf(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  id: string,
  settledBy: string,
  settledAt: Date,
): Promise<boolean> {
  const settled = await trx
    .updateTable('report_asides')
    .set({ settled_by: settledBy, settled_at: settledAt })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return settled !== undefined;
}
