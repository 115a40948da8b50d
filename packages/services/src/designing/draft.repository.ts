import type { TenantReader, TenantTransaction } from '@huibao/db';
import { HuibaoError, type Localized } from '@huibao/domain';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { jsonOf } from '../json-column.ts';

/** A programme that is being built, for a year. */
export interface ProgrammeDraft {
  readonly id: string;
  readonly year: number;
  /** The issue of the year that it was published as; null while it is open, and of one that was discarded. */
  readonly publishedIssueNo: number | null;
  readonly isOpen: boolean;
}

/** What its parts say of a draft where it isn't open. */
export interface DraftHead {
  readonly id: string;
  readonly year: number;
  readonly kind: 'programme' | 'additions';
  /** Of additions, the name of the programme that they are added to. */
  readonly code: string;
  /** Null of additions: it is that of their programme. */
  readonly title: Localized | null;
  /** Who changed it last, and when. */
  readonly by: string;
  readonly at: string;
}

export interface NewDraft {
  readonly year: number;
  /** The issue that it was begun from, of the tenant's own. */
  readonly base: { readonly id: string; readonly issueNo: number } | null;
}

export async function insertDraft(
  trx: TenantTransaction,
  tenantId: number,
  { year, base }: NewDraft,
  begunBy: string,
  begunAt: Date,
): Promise<string> {
  const id = uuid();
  await trx
    .insertInto('programme_drafts')
    .values({
      tenant_id: tenantId,
      id,
      year,
      base_edition_id: base?.id ?? null,
      base_issue_no: base?.issueNo ?? null,
      begun_by: begunBy,
      begun_at: begunAt,
    })
    .execute();
  return id;
}

function draftQuery(trx: TenantReader, tenantId: number, id: string) {
  return trx
    .selectFrom('programme_drafts')
    .select(['id', 'year', 'published_issue_no as publishedIssueNo'])
    .select((eb) => eb('closed_by', 'is', null).as('isOpen'))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id);
}

/** @throws {HuibaoError} `draft.not_found` */
export async function getDraftRow(trx: TenantReader, tenantId: number, id: string): Promise<ProgrammeDraft> {
  const row = await draftQuery(trx, tenantId, id).executeTakeFirst();
  if (!row) throw new HuibaoError('draft.not_found');
  return { ...row, isOpen: row.isOpen === true };
}

/** Saves of a draft follow one another, and its publication. @throws {HuibaoError} `draft.not_found`, `draft.closed` */
export async function lockOpenDraft(trx: TenantTransaction, tenantId: number, id: string): Promise<ProgrammeDraft> {
  const row = await draftQuery(trx, tenantId, id).forUpdate().executeTakeFirst();
  if (!row) throw new HuibaoError('draft.not_found');
  if (row.isOpen !== true) throw new HuibaoError('draft.closed');
  return { ...row, isOpen: true };
}

/** Those that are being built, the one changed last first. */
export async function listOpenDrafts(trx: TenantReader, tenantId: number): Promise<readonly DraftHead[]> {
  const rows = await trx
    .selectFrom('programme_drafts as d')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('draft_parts as p')
          .select('p.name')
          .select(sql<string>`coalesce(p.content ->> 'code', p.content -> 'base' ->> 'programme')`.as('code'))
          .select(sql<unknown>`p.content -> 'title'`.as('title'))
          .where('p.tenant_id', '=', tenantId)
          .whereRef('p.draft_id', '=', 'd.id')
          .where('p.name', 'in', ['programme.json', 'additions.json'])
          .orderBy('p.version', 'desc')
          .limit(1)
          .as('head'),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('draft_parts as p')
          .leftJoin('users as u', (join) =>
            join.onRef('u.tenant_id', '=', 'p.tenant_id').onRef('u.id', '=', 'p.saved_by'),
          )
          .select(['p.saved_at', 'u.name'])
          .where('p.tenant_id', '=', tenantId)
          .whereRef('p.draft_id', '=', 'd.id')
          .orderBy('p.saved_at', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['d.id', 'd.year', 'head.name as head', 'head.code', 'head.title', 'last.saved_at', 'last.name'])
    .where('d.tenant_id', '=', tenantId)
    .where('d.closed_by', 'is', null)
    .orderBy('last.saved_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    year: row.year,
    kind: row.head === 'additions.json' ? 'additions' : 'programme',
    code: row.code,
    title: row.title === null ? null : jsonOf<Localized>(row.title),
    by: row.name ?? '',
    at: row.saved_at.toISOString(),
  }));
}

export async function countOpenDrafts(trx: TenantReader, tenantId: number): Promise<number> {
  const { count } = await trx
    .selectFrom('programme_drafts')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('tenant_id', '=', tenantId)
    .where('closed_by', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Published as an issue, or discarded: nobody changes it any more. */
export async function closeDraft(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  publishedIssueNo: number | null,
  closedBy: string,
  closedAt: Date,
): Promise<void> {
  await trx
    .updateTable('programme_drafts')
    .set({
      closed_by: closedBy,
      published_issue_no: publishedIssueNo,
      ...(publishedIssueNo === null ? { discarded_at: closedAt } : { published_at: closedAt }),
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}
