import { createHash } from 'node:crypto';
import type { TenantReader } from '@huibao/db';
import { sql } from 'kysely';
import type { EditionRef } from '../forms/edition.repository.ts';

/** A narrative of an accepted revision, to quote in a report. */
export interface Narrative {
  readonly unitId: number;
  readonly unitName: string;
  readonly revisionId: string;
  readonly period: number;
  readonly code: string;
  readonly cell: string;
  readonly text: string;
  /** SHA-256 of the text: whoever quotes it says which. */
  readonly hash: string;
}

/** More than anybody reads through. */
const mostNarratives = 300;

/** Cells of these codes that say something, unit by unit. */
export async function listNarratives(
  trx: TenantReader,
  tenantId: number,
  edition: EditionRef,
  codes: readonly string[],
): Promise<readonly Narrative[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql<{
    unit_id: number;
    unit_name: string;
    revision_id: string;
    period: number;
    code: string;
    key: string;
    value: string;
  }>`
    select r.unit_id, u.name as unit_name, r.id as revision_id, c.period,
      x ->> 'code' as code, x ->> 'key' as key, x ->> 'value' as value
    from revisions r
    join submissions s on s.tenant_id = r.tenant_id and s.id = r.submission_id
    join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
    join org_units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
    cross join lateral jsonb_array_elements(r.document -> 'cells') x
    where r.tenant_id = ${tenantId} and c.owner_tenant_id = ${edition.ownerTenantId}
      and c.edition_id = ${edition.id} and r.state = 'accepted'
      and x ->> 'code' = any(${[...codes]}::text[]) and x ->> 'state' = 'value' and x ->> 'value' <> ''
    order by u.id, c.period limit ${sql.lit(mostNarratives)}`.execute(trx);
  return rows.map((row) => ({
    unitId: row.unit_id,
    unitName: row.unit_name,
    revisionId: row.revision_id,
    period: row.period,
    code: row.code,
    cell: cellOf(row),
    text: row.value,
    hash: hashOfNarrative(row.value),
  }));
}

/** A revision that may be quoted, or might when it was, with what it told. */
export interface QuotableRevision {
  readonly unitId: number;
  /** As it is called now, and as it was called when it reported. */
  readonly unitNames: readonly string[];
  /** Or was, and is reopened. */
  readonly isAccepted: boolean;
  readonly narratives: ReadonlyMap<string, string>;
}

/** By id; those of another tenant or edition, and those that were never accepted, are left out. */
export async function listQuotable(
  trx: TenantReader,
  tenantId: number,
  edition: EditionRef,
  revisionIds: readonly string[],
  codes: readonly string[],
): Promise<ReadonlyMap<string, QuotableRevision>> {
  const { rows } = await sql<{
    id: string;
    unit_id: number;
    unit_name: string;
    reported_as: string;
    state: string;
    told: readonly { readonly code: string; readonly key: string; readonly value: string }[];
  }>`
    select r.id, r.unit_id, u.name as unit_name, r.document -> 'unit' ->> 'name' as reported_as, r.state, t.told
    from revisions r
    join submissions s on s.tenant_id = r.tenant_id and s.id = r.submission_id
    join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
    join org_units u on u.tenant_id = r.tenant_id and u.id = r.unit_id
    cross join lateral (
      select coalesce(jsonb_agg(x), '[]') as told from jsonb_array_elements(r.document -> 'cells') x
      where x ->> 'code' = any(${[...codes]}::text[]) and x ->> 'state' = 'value' and x ->> 'value' <> ''
    ) t
    where r.tenant_id = ${tenantId} and c.owner_tenant_id = ${edition.ownerTenantId}
      and c.edition_id = ${edition.id} and r.id = any(${[...revisionIds]}::uuid[])
      and r.state in ('accepted', 'reopened')`.execute(trx);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        unitId: row.unit_id,
        unitNames: [...new Set([row.unit_name, row.reported_as])],
        isAccepted: row.state === 'accepted',
        narratives: new Map(row.told.map((cell) => [cellOf(cell), cell.value])),
      },
    ]),
  );
}

export function hashOfNarrative(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function cellOf({ code, key }: { readonly code: string; readonly key: string }): string {
  return key === '' ? code : `${code}[${key}]`;
}

/** Which of these revisions stand as accepted. */
export async function listStanding(
  trx: TenantReader,
  tenantId: number,
  revisionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (revisionIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('revisions')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...revisionIds])
    .where('state', '=', 'accepted')
    .execute();
  return new Set(rows.map((row) => row.id));
}
