import type { TenantReader } from '@huibao/db';
import type { AddingLevel } from '@huibao/domain';
import { sql } from 'kysely';
import { listNewestAdded } from './added-issue.repository.ts';
import type { EditionRef } from './edition.repository.ts';

/** What there is that is newer than what somebody goes by: of the edition itself, or of what a level added to it. */
export interface NewerIssue {
  /** Null of the edition. */
  readonly level: AddingLevel | null;
  /** Null where nothing of the level's is gone by yet. */
  readonly from: number | null;
  readonly to: number;
}

export interface NewestIssues {
  /** The edition's newest issue with the newest of what each level of the line added. */
  readonly edition: EditionRef & { readonly additions: NonNullable<EditionRef['additions']> };
  readonly newer: readonly NewerIssue[];
}

/** What stands now, against what a collection or a report goes by. */
export async function readNewest(trx: TenantReader, ref: EditionRef): Promise<NewestIssues> {
  const { issueNo } = await trx
    .selectFrom('edition_issues')
    .select((eb) => eb.fn.max('no').as('issueNo'))
    .where('owner_tenant_id', '=', ref.ownerTenantId)
    .where('edition_id', '=', ref.id)
    .where('published_at', 'is not', null)
    .executeTakeFirstOrThrow();
  const added = await listNewestAdded(trx, ref);
  return {
    edition: {
      ownerTenantId: ref.ownerTenantId,
      id: ref.id,
      issueNo,
      additions: added.map(({ level: _, ...one }) => one),
      ...(ref.parts ? { parts: ref.parts } : {}),
    },
    newer: newerThan(ref, issueNo, added),
  };
}

/** Of these, what is newer than what a reference goes by. */
export function newerThan(
  ref: EditionRef,
  issueNo: number,
  added: Awaited<ReturnType<typeof listNewestAdded>>,
): readonly NewerIssue[] {
  const known = new Map(ref.additions?.map((one) => [one.ownerTenantId, one]));
  const newer = added.flatMap(({ ownerTenantId, id, no, level }): readonly NewerIssue[] => {
    const before = known.get(ownerTenantId);
    return before?.id === id ? [] : [{ level, from: before?.no ?? null, to: no }];
  });
  return [...(issueNo > ref.issueNo ? [{ level: null, from: ref.issueNo, to: issueNo }] : []), ...newer];
}

/** In a query over a tenant's collections `c`: whether there is a newer issue, of its edition or of its line's. */
export const isAmended = (tenantId: number) => sql<boolean>`(
  exists (select from edition_issues i
    where i.owner_tenant_id = c.owner_tenant_id and i.edition_id = c.edition_id and i.no > c.issue_no
      and i.published_at is not null)
  or exists (select from added_issues i
    where i.edition_owner_tenant_id = c.owner_tenant_id and i.edition_id = c.edition_id and i.published_at is not null
      and i.no > coalesce((
        select n.no from collection_additions a
        join added_issues n on n.owner_tenant_id = a.owner_tenant_id and n.id = a.issue_id
        where a.tenant_id = ${tenantId} and a.collection_id = c.id and a.owner_tenant_id = i.owner_tenant_id), 0)))`;

/** In a query over submissions `s` of collections `c`: whether its form's owner has a newer issue than its own. */
export const isBehind = sql<boolean>`(s.issue_no < case when s.owner_tenant_id = c.owner_tenant_id
  then (select max(i.no) from edition_issues i
    where i.owner_tenant_id = c.owner_tenant_id and i.edition_id = c.edition_id and i.published_at is not null)
  else (select max(i.no) from added_issues i
    where i.owner_tenant_id = s.owner_tenant_id and i.edition_owner_tenant_id = c.owner_tenant_id
      and i.edition_id = c.edition_id and i.published_at is not null) end)`;
